package io.github.linemaac.connect.metrics;

import java.util.OptionalLong;

/**
 * How things stand with snapshots of lists.
 *
 * @param incomplete how many are not complete
 * @param sinceMs when the first record came of the oldest of them
 * @param ids how many distinct ids of them have come
 * @param missingIds how many have not, of those whose end record has come
 * @param lateRecords how many records came too late, since the start
 * @param superseded how many were superseded before they were uploaded, since the start
 */
public record SnapshotCounts(
    int incomplete,
    OptionalLong sinceMs,
    long ids,
    long missingIds,
    long lateRecords,
    long superseded) {

  static final SnapshotCounts NONE = new SnapshotCounts(0, OptionalLong.empty(), 0, 0, 0, 0);
}
