/** Changes to rows, rows to batches, and back-pressure. Pure. */
package io.github.linemaac.connect.batching;
