package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.api.Segment;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.upload.Retries;

/**
 * A segment whose ids MAAC has taken: looked at until it is surely ready with them. Pure but for
 * its own state; time is an argument.
 */
final class PendingSegment {
  /**
   * So often a segment that is ready is taken for one from before its upload: a replica may lag.
   */
  private static final int MAX_OLD_LOOKS = 5;

  private final SegmentName name;
  private final SegmentCache known;
  private final DeliverySettings settings;
  private final Retries retries;
  private final long sinceMs;
  private int oldLooks;

  /**
   * A segment whose ids were taken at that moment.
   *
   * @param retries when the next look may be made
   */
  PendingSegment(
      final SegmentName name,
      final SegmentCache known,
      final DeliverySettings settings,
      final Retries retries,
      final long sinceMs) {
    this.name = name;
    this.known = known;
    this.settings = settings;
    this.retries = retries;
    this.sinceMs = sinceMs;
  }

  /** Whether it is ready by what MAAC shows of it; if not, the next look is made later, or none. */
  boolean isReady(final Segment shown, final long nowMs) {
    final boolean isOld = known.isAsSeen(name, shown) && ++oldLooks <= MAX_OLD_LOOKS;
    if (shown.isReady() && !isOld) {
      return true;
    }
    if (nowMs - sinceMs >= settings.importTimeoutMs()) {
      retries.giveUp(
          name
              + " was uploaded and MAAC was not ready with it within import.timeout.ms="
              + settings.importTimeoutMs()
              + ". Nothing is lost: ask MAAC's support about this segment, then restart the"
              + " task");
    } else {
      retries.waitUntil(nowMs + settings.importPollIntervalMs());
    }
    return false;
  }
}
