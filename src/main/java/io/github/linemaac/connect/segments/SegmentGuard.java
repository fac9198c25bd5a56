package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.MaacLimits;
import io.github.linemaac.connect.model.SegmentName;
import java.util.Optional;

/**
 * Says why a segment must not be uploaded: an upload replaces the whole segment, so a wrong one
 * does damage. Pure.
 */
public final class SegmentGuard {
  private final int maxShrinkPercent;
  private final int maxShrinkIds;

  /** A guard that refuses a loss that is more than both. */
  public SegmentGuard(final int maxShrinkPercent, final int maxShrinkIds) {
    this.maxShrinkPercent = maxShrinkPercent;
    this.maxShrinkIds = maxShrinkIds;
  }

  /** Why a segment of so many ids is none that MAAC takes. */
  static Optional<String> againstSize(final SegmentName name, final int ids) {
    return ids <= MaacLimits.SEGMENT_IDS
        ? Optional.empty()
        : Optional.of(
            name
                + " has "
                + ids
                + " ids, and MAAC takes "
                + MaacLimits.SEGMENT_IDS
                + ": it was not uploaded. Split it into several segments (field.segment_name), then"
                + " restart the task");
  }

  /**
   * Why a segment that lost so many must not replace the one before.
   *
   * @param before what MAAC has
   * @param counted how many MAAC counts, which may be more than it has given; 0: it does not say
   */
  public Optional<String> againstShrinking(
      final SegmentName name, final LineUidSet before, final long counted, final LineUidSet after) {
    final long lost = before.countMissingIn(after);
    if (isTooMuch(lost, before.size())) {
      return Optional.of(
          name
              + " would lose "
              + lost
              + " of the "
              + before.size()
              + " ids that MAAC has, more than segment.max.shrink.percent="
              + maxShrinkPercent
              + " and segment.max.shrink.ids="
              + maxShrinkIds
              + ": it was not uploaded. If the topic is right, raise segment.max.shrink.percent for"
              + " this once and restart the task; if the topic forgets old records, see"
              + " segment.baseline");
    }
    if (isTooMuch(counted - after.size(), counted)) {
      return Optional.of(
          "MAAC counts "
              + counted
              + " ids on "
              + name
              + " but gave only "
              + before.size()
              + ", so it would have "
              + after.size()
              + " and lose more than segment.max.shrink.percent="
              + maxShrinkPercent
              + ": it was not uploaded. Look at it in MAAC. If the count is an old one, restart the"
              + " task when it is right, a day later at most; or raise segment.max.shrink.percent"
              + " for this once and restart the task");
    }
    return Optional.empty();
  }

  private boolean isTooMuch(final long lost, final long of) {
    return lost > maxShrinkIds && lost * 100 > maxShrinkPercent * of;
  }
}
