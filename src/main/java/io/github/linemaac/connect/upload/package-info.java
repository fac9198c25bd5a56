/**
 * The uploader's thread and the state machine of an import: retries, rate limit, the import slot,
 * and the bisection of a batch that MAAC rejects. Pure but for the thread, its queue and the slots.
 */
package io.github.linemaac.connect.upload;
