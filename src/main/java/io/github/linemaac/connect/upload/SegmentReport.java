package io.github.linemaac.connect.upload;

import java.util.Optional;

/**
 * What is told about a segment that MAAC has.
 *
 * @param id MAAC's id of the segment
 * @param deletedId the id that it had until it was deleted because nobody was on it
 * @param ids ids on it; 0 if it has the placeholder alone
 * @param bytes size of the file
 * @param attempts how often it was sent
 * @param tookMs from the first call to ready
 * @param members how many of the ids MAAC knows, by its own account, which may be old; -1: unknown
 */
public record SegmentReport(
    String id,
    Optional<String> deletedId,
    int ids,
    int bytes,
    int attempts,
    long tookMs,
    long members) {}
