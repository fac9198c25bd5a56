/** The port to MAAC and its protocol: readers and writers of JSON, forms and CSV. Pure. */
package io.github.linemaac.connect.api;
