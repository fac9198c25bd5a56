package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Who is on which segment, folded from the records. Pure but for its own state; time is an
 * argument. Not thread-safe: the task's thread owns it.
 */
public final class SegmentTable {
  private final boolean laidOverMaac;
  private final boolean removalsBegin;
  private final long uploadIntervalMs;
  private final Map<SegmentName, SegmentState> lists = new LinkedHashMap<>();
  private final Set<SegmentName> everNamed = new HashSet<>();
  private int generation;

  /**
   * A table without segments.
   *
   * @param laidOverMaac whether segments are changes to what MAAC has; else they are whole
   * @param removalsBegin whether MAAC is told of a whole segment that was only left: those who
   *     joined it may be gone from a topic that is compacted
   * @param uploadIntervalMs at most one upload of a segment in this time
   */
  public SegmentTable(
      final boolean laidOverMaac, final boolean removalsBegin, final long uploadIntervalMs) {
    this.laidOverMaac = laidOverMaac;
    this.removalsBegin = laidOverMaac || removalsBegin;
    this.uploadIntervalMs = uploadIntervalMs;
  }

  /** Begins anew: what is known of every segment is forgotten. */
  public void forget() {
    lists.clear();
    generation++;
  }

  /**
   * Takes in what a record says.
   *
   * @return how many ids are held of the segment that it is about; of the fullest, if it is about
   *     each
   */
  public int apply(final SegmentChange change, final TopicPartition partition, final long offset) {
    if (change.segment().isEmpty()) {
      int fullest = 0;
      for (final SegmentState list : lists.values()) {
        list.apply(change.lineUid(), true, partition, offset);
        fullest = Math.max(fullest, list.heldIds());
      }
      return fullest;
    }
    final SegmentName name = change.segment().get();
    if (change.removes() && !removalsBegin && !lists.containsKey(name)) {
      // Nobody has joined it, so nobody leaves.
      return 0;
    }
    final SegmentState list = lists.computeIfAbsent(name, this::begin);
    list.apply(change.lineUid(), change.removes(), partition, offset);
    return list.heldIds();
  }

  private SegmentState begin(final SegmentName name) {
    everNamed.add(name);
    return new SegmentState(name, laidOverMaac);
  }

  /**
   * How many segments records have ever named: whoever remembers something of each remembers this.
   */
  public int everNamed() {
    return everNamed.size();
  }

  /** Notes the time for changes that came since it was noted last. */
  public void noteTime(final long nowMs) {
    lists.values().forEach(list -> list.noteTime(nowMs));
  }

  /** When the oldest change that is not confirmed came, as far as the time was noted. */
  public OptionalLong oldestUnconfirmedMs() {
    return lists.values().stream()
        .mapToLong(SegmentState::oldestUnconfirmedMs)
        .filter(ms -> ms != Long.MAX_VALUE)
        .min();
  }

  /**
   * The next segment that has changed and whose time has come. Who has waited longest goes first,
   * so that a segment waits for one upload of each other segment at most, however busy they are.
   */
  public Optional<SegmentUpload> nextUpload(final long nowMs) {
    noteTime(nowMs);
    return lists.values().stream()
        .filter(list -> list.isDue(nowMs))
        .min(Comparator.comparingLong(SegmentState::dueSinceMs))
        .map(list -> list.upload(nowMs, uploadIntervalMs, generation));
  }

  /** MAAC has the segment as it was handed out. */
  public void confirmed(final SegmentUpload upload) {
    ofThisLife(upload).ifPresent(SegmentState::confirmed);
  }

  /**
   * Nobody would be on the segment as it was handed out, so MAAC keeps the one that it has. A
   * segment from the topic needs no more than that. Of changes to MAAC's segment, those who have
   * left are on it still: the changes are told again with the next one, and their offsets wait for
   * it.
   */
  public void emptied(final SegmentUpload upload) {
    ofThisLife(upload).ifPresent(SegmentState::emptied);
  }

  private Optional<SegmentState> ofThisLife(final SegmentUpload upload) {
    return upload.generation() == generation
        ? Optional.ofNullable(lists.get(upload.name()))
        : Optional.empty();
  }

  /** When the next segment may be uploaded; empty if none has changed. */
  public OptionalLong dueMs() {
    final long dueMs =
        lists.values().stream().mapToLong(SegmentState::dueMs).min().orElse(Long.MAX_VALUE);
    return dueMs == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(dueMs);
  }

  /** Whether every segment was settled at least once, so that it is known which changes wait. */
  public boolean wasSettled() {
    return lists.values().stream().allMatch(SegmentState::wasSettled);
  }

  /** The oldest offset of a partition that waits for some segment to be confirmed. */
  public OptionalLong firstUnconfirmed(final TopicPartition partition) {
    final long first =
        lists.values().stream()
            .mapToLong(list -> list.firstUnconfirmed(partition))
            .min()
            .orElse(Long.MAX_VALUE);
    return first == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(first);
  }
}
