package io.github.linemaac.connect.upload;

/**
 * What is told about the removals of a batch, once all are made.
 *
 * @param tags how many tags are off, each of one member; also those that were off before
 * @param unbound how many customer ids are unbound
 * @param tookMs from the first call to the last answer
 */
public record RemovalReport(int tags, int unbound, long tookMs) {}
