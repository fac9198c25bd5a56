package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * One segment: who is on it, and which offsets wait for it to be confirmed. Not thread-safe.
 *
 * <p>With the topic as baseline, who joined is the whole segment. With MAAC's segment as baseline,
 * it is what is laid over that segment, and so is who left; what is handed out begins anew with
 * that, so that no more is held than what is not confirmed.
 */
final class SegmentState {
  private final SegmentName name;
  private final boolean laidOverMaac;
  private final Map<TopicPartition, Long> waiting = new HashMap<>();
  private final Map<TopicPartition, Long> uploading = new HashMap<>();
  private LineUidSet joined = new LineUidSet();
  private LineUidSet left = new LineUidSet();
  private LineUidSet joinedUploading = new LineUidSet();
  private LineUidSet leftUploading = new LineUidSet();

  /** A segment begins with a record that says something of it, be it that nobody is on it. */
  private boolean changed = true;

  private boolean isUploading;
  private boolean wasSettled;
  private long notBeforeMs = Long.MIN_VALUE;
  private long waitingSinceMs = Long.MAX_VALUE;
  private long uploadingSinceMs = Long.MAX_VALUE;

  SegmentState(final SegmentName name, final boolean laidOverMaac) {
    this.name = name;
    this.laidOverMaac = laidOverMaac;
  }

  void apply(
      final LineUid id, final boolean removes, final TopicPartition partition, final long offset) {
    final boolean news;
    if (removes) {
      final boolean wasJoined = joined.remove(id);
      news = laidOverMaac ? left.add(id) || wasJoined : wasJoined;
    } else {
      final boolean hadLeft = left.remove(id);
      news = joined.add(id) || hadLeft;
    }
    changed |= news;
    if (changed) {
      waiting.merge(partition, offset, Math::min);
    } else if (isUploading) {
      // It says what another partition has said before, and MAAC is only being told that.
      uploading.merge(partition, offset, Math::min);
    }
  }

  /** Notes the time for changes that came since it was noted last. */
  void noteTime(final long nowMs) {
    if (changed) {
      waitingSinceMs = Math.min(waitingSinceMs, nowMs);
    }
  }

  /** Whether the segment has changed and its time has come. */
  boolean isDue(final long nowMs) {
    return dueMs() <= nowMs;
  }

  /** Since when a segment that is due has been so, as far as the time was noted. */
  long dueSinceMs() {
    return Math.max(waitingSinceMs, notBeforeMs);
  }

  /** Hands the segment out. */
  SegmentUpload upload(final long nowMs, final long intervalMs, final int generation) {
    changed = false;
    isUploading = true;
    notBeforeMs = nowMs + intervalMs;
    uploading.putAll(waiting);
    waiting.clear();
    uploadingSinceMs = waitingSinceMs;
    waitingSinceMs = Long.MAX_VALUE;
    if (!laidOverMaac) {
      return new SegmentUpload(name, joined.copy(), new LineUidSet(), generation, true);
    }
    joinedUploading = joined;
    leftUploading = left;
    joined = new LineUidSet();
    left = new LineUidSet();
    return new SegmentUpload(name, joinedUploading, leftUploading, generation, true);
  }

  void confirmed() {
    isUploading = false;
    wasSettled = true;
    uploading.clear();
    uploadingSinceMs = Long.MAX_VALUE;
    joinedUploading = new LineUidSet();
    leftUploading = new LineUidSet();
  }

  /**
   * Nobody would be on it: what is laid over MAAC's segment goes on waiting for somebody who is.
   */
  void emptied() {
    if (!laidOverMaac) {
      confirmed();
      return;
    }
    uploading.forEach((partition, offset) -> waiting.merge(partition, offset, Math::min));
    waitingSinceMs = Math.min(waitingSinceMs, uploadingSinceMs);
    layUnder(joinedUploading, joined, left);
    layUnder(leftUploading, left, joined);
    confirmed();
  }

  /** Tells again what was told, unless something else was said of it since. */
  private static void layUnder(
      final LineUidSet told, final LineUidSet same, final LineUidSet opposite) {
    for (final LineUid id : told.sorted()) {
      if (!opposite.contains(id)) {
        same.add(id);
      }
    }
  }

  /** When the segment may be uploaded next; the end of time if nothing waits for it. */
  long dueMs() {
    return changed && !isUploading ? notBeforeMs : Long.MAX_VALUE;
  }

  /** The oldest offset of a partition that waits for the segment to be confirmed. */
  long firstUnconfirmed(final TopicPartition partition) {
    return Math.min(
        uploading.getOrDefault(partition, Long.MAX_VALUE),
        waiting.getOrDefault(partition, Long.MAX_VALUE));
  }

  /** When the oldest change that is not confirmed came; the end of time if there is none. */
  long oldestUnconfirmedMs() {
    return Math.min(uploadingSinceMs, waitingSinceMs);
  }

  /** Whether it is known what MAAC has of the segment as it was at some time. */
  boolean wasSettled() {
    return wasSettled || (!changed && !isUploading);
  }

  int heldIds() {
    return joined.size() + left.size() + joinedUploading.size() + leftUploading.size();
  }
}
