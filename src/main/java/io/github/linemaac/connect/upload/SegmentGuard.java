package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import java.util.Optional;

/**
 * Says why a list must not be uploaded: an upload replaces the whole list, so a wrong one does
 * damage. Pure.
 */
final class SegmentGuard {
  /** MAAC OpenAPI and help centre, segments: 300,000 LINE user ids. */
  private static final int MAX_IDS = 300_000;

  /** MAAC OpenAPI, segments: 25 MB, unit not said. */
  private static final int MAX_FILE_BYTES = 25_000_000;

  private final int maxShrinkPercent;

  SegmentGuard(final int maxShrinkPercent) {
    this.maxShrinkPercent = maxShrinkPercent;
  }

  /** Why a list of so many ids is none that MAAC takes. */
  static Optional<String> againstSize(final SegmentName name, final int ids) {
    return ids <= MAX_IDS
        ? Optional.empty()
        : Optional.of(
            name
                + " has "
                + ids
                + " ids, and MAAC takes "
                + MAX_IDS
                + ": it was not uploaded. Divide it among several lists (field.segment_name), then"
                + " restart the task");
  }

  /** Why a file of so many bytes is none that MAAC takes. */
  static Optional<String> againstBytes(final SegmentName name, final int bytes) {
    return bytes <= MAX_FILE_BYTES
        ? Optional.empty()
        : Optional.of(
            name
                + " makes a file of "
                + bytes
                + " bytes, and MAAC takes "
                + MAX_FILE_BYTES
                + ": it was not uploaded. Divide it among several lists (field.segment_name), then"
                + " restart the task");
  }

  /**
   * Why a list that lost so many must not replace the one before.
   *
   * @param before what MAAC has
   */
  Optional<String> againstShrinking(
      final SegmentName name, final LineUidSet before, final LineUidSet after) {
    final long lost = before.countMissingIn(after);
    if (lost * 100 <= (long) maxShrinkPercent * before.size()) {
      return Optional.empty();
    }
    return Optional.of(
        name
            + " would lose "
            + lost
            + " of the "
            + before.size()
            + " ids that MAAC has, more than segment.max.shrink.percent="
            + maxShrinkPercent
            + ": it was not uploaded. If the topic is right, raise segment.max.shrink.percent for"
            + " this once and restart the task; if the topic forgets old records, see"
            + " segment.baseline");
  }
}
