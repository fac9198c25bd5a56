package io.github.linemaac.connect.metrics;

import io.github.linemaac.connect.model.SegmentName;
import java.util.HashMap;
import java.util.Map;

/** How large the segments are that MAAC has. One thread changes it; any thread reads it. */
final class SegmentSizes {
  private final Map<SegmentName, Integer> idsBySegment = new HashMap<>();
  private volatile Sizes sizes = new Sizes(0, 0, 0);

  /** How many segments there are, and ids on all of them and on the longest. */
  record Sizes(int count, long ids, int maxIds) {}

  /** MAAC has so many ids on a segment now. */
  void have(final SegmentName name, final int ids) {
    if (ids == 0) {
      // MAAC has none, the placeholder alone, or the last one that was not empty.
      idsBySegment.remove(name);
    } else {
      idsBySegment.put(name, ids);
    }
    sizes =
        new Sizes(
            idsBySegment.size(),
            idsBySegment.values().stream().mapToLong(Integer::longValue).sum(),
            idsBySegment.values().stream().mapToInt(Integer::intValue).max().orElse(0));
  }

  Sizes now() {
    return sizes;
  }
}
