package io.github.linemaac.connect.upload;

/**
 * What is told about a list that MAAC has.
 *
 * @param id MAAC's id of the list
 * @param ids ids on it
 * @param bytes size of the file
 * @param attempts how often it was sent
 * @param tookMs from the first call to ready
 * @param members how many of the ids MAAC knows, by its own account, which may be old; -1: unknown
 */
public record SegmentReport(
    String id, int ids, int bytes, int attempts, long tookMs, long members) {}
