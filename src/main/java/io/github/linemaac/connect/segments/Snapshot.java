package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.MaacLimits;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SnapshotPart;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * One snapshot of a segment, as far as it was read. Its records may come in any order, and more
 * than once. Not thread-safe.
 */
final class Snapshot {
  private final TopicPartition firstPartition;
  private final long firstOffset;
  private final long sinceMs;
  private final Map<TopicPartition, Long> firstOffsets = new HashMap<>();
  private final Map<TopicPartition, Long> lastOffsets = new HashMap<>();
  private LineUidSet taken = new LineUidSet();
  private LineUidSet rejected = new LineUidSet();
  private OptionalLong size = OptionalLong.empty();
  private boolean isTooLarge;
  private boolean isDropped;
  private long lastMs;

  /** A snapshot whose first record comes from there. */
  Snapshot(final TopicPartition partition, final long offset, final long nowMs) {
    this.firstPartition = partition;
    this.firstOffset = offset;
    this.sinceMs = nowMs;
  }

  void apply(
      final SnapshotPart part,
      final TopicPartition partition,
      final long offset,
      final long nowMs) {
    firstOffsets.merge(partition, offset, Math::min);
    passOver(partition, offset);
    lastMs = nowMs;
    if (part instanceof SnapshotPart.End end) {
      size = OptionalLong.of(end.ids());
    } else if (holdsIds()) {
      if (part instanceof SnapshotPart.Joined joined) {
        take(joined.lineUid());
      } else if (part instanceof SnapshotPart.Rejected bad && !taken.contains(bad.id())) {
        rejected.add(bad.id());
      }
    }
  }

  /** A record of it that says nothing any more. */
  void passOver(final TopicPartition partition, final long offset) {
    lastOffsets.merge(partition, offset, Math::max);
  }

  private void take(final LineUid id) {
    rejected.remove(id);
    taken.add(id);
    if (taken.size() > MaacLimits.SEGMENT_IDS) {
      isTooLarge = true;
      forgetIds();
    }
  }

  private void forgetIds() {
    taken = new LineUidSet();
    rejected = new LineUidSet();
  }

  /** Holds its ids no longer, since too many are held: it cannot become complete any more. */
  void drop() {
    isDropped = true;
    forgetIds();
  }

  private boolean holdsIds() {
    return !isTooLarge && !isDropped;
  }

  /** Whether its end record has come, and as many ids as that says. */
  boolean isComplete() {
    return holdsIds() && size.isPresent() && size.getAsLong() == ids();
  }

  /** Whether it is written to its end, and is longer than any segment may be. */
  boolean isTooLarge() {
    return isTooLarge && size.isPresent();
  }

  /** How many distinct ids were taken or rejected. */
  int ids() {
    return taken.size() + rejected.size();
  }

  /** How many there are by its end record. */
  OptionalLong size() {
    return size;
  }

  /** Whether it says that nobody is on the segment; not if all were rejected. */
  boolean saysNobody() {
    return size.orElse(-1) == 0;
  }

  /** Who is on the segment; once it is complete, nobody changes it any more. */
  LineUidSet taken() {
    return taken;
  }

  /** The first of its offsets, by partition. */
  Map<TopicPartition, Long> firstOffsets() {
    return firstOffsets;
  }

  /** The last of its offsets, by partition. */
  Map<TopicPartition, Long> lastOffsets() {
    return lastOffsets;
  }

  /** How far it is. */
  IncompleteSnapshot progress(final SegmentName list) {
    return new IncompleteSnapshot(
        list, firstPartition, firstOffset, ids(), size, holdsIds(), sinceMs, lastMs);
  }

  long sinceMs() {
    return sinceMs;
  }
}
