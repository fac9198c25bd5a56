package io.github.linemaac.connect.api;

import java.time.Instant;
import java.util.Optional;

/**
 * A segment as MAAC tells of it (MAAC OpenAPI, segments).
 *
 * @param id MAAC's id
 * @param name its name
 * @param isList whether it is a list of ids (type 2); else it is made by conditions
 * @param isReady whether MAAC has finished with what was uploaded last (status 2)
 * @param members how many of the list MAAC knows; -1 while it is not ready
 * @param updatedAt when it was last computed, if that can be read
 */
public record Segment(
    String id,
    String name,
    boolean isList,
    boolean isReady,
    long members,
    Optional<Instant> updatedAt) {

  /** Whether it is ready, and was so at this time of day already. */
  public boolean isReadySince(final long wallMs) {
    return isReady() && updatedAt.map(at -> at.toEpochMilli() <= wallMs).orElse(false);
  }
}
