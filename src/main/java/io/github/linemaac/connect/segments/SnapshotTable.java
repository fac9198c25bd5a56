package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.model.SnapshotPart;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * The snapshots of each segment that are not settled: not confirmed by MAAC, and no newer one of
 * their segment either. Pure but for its own state; time is an argument. Not thread-safe: the
 * task's thread owns it.
 *
 * <p>What MAAC has is still held until every partition has been read past the moment at which it
 * was complete, and while a restart would read something of it or something older. An older
 * snapshot that comes up is superseded; a task that does not know the newer one could not know
 * that.
 */
public final class SnapshotTable {
  private final long uploadIntervalMs;
  private final Map<SegmentName, SnapshotList> lists = new LinkedHashMap<>();
  private int generation;
  private long late;
  private long superseded;

  /**
   * A table without snapshots.
   *
   * @param uploadIntervalMs at most one upload of a segment in this time
   */
  public SnapshotTable(final long uploadIntervalMs) {
    this.uploadIntervalMs = uploadIntervalMs;
  }

  /** Begins anew: what is known of every snapshot is forgotten. */
  public void forget() {
    lists.clear();
    generation++;
  }

  /**
   * Takes in what a record says. What it says of a snapshot that is settled, or on its way, comes
   * too late: it is passed over.
   */
  public void apply(
      final SnapshotPart part,
      final TopicPartition partition,
      final long offset,
      final long nowMs) {
    if (!lists
        .computeIfAbsent(part.segment(), SnapshotList::new)
        .apply(part, partition, offset, nowMs)) {
      late++;
    }
  }

  /** How many segments records have named. */
  public int lists() {
    return lists.size();
  }

  /** How many snapshots are not settled. */
  public int openSnapshots() {
    return lists.values().stream().mapToInt(SnapshotList::openSnapshots).sum();
  }

  /** The segment that is due and whose newest snapshot is longer than any segment may be. */
  public Optional<SegmentName> tooLarge(final long nowMs) {
    return lists.entrySet().stream()
        .filter(entry -> entry.getValue().dueMs() <= nowMs && entry.getValue().isTooLarge())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * The newest complete snapshot of the next segment whose time has come; the segment goes first
   * whose snapshot has waited longest.
   */
  public Optional<SegmentUpload> nextUpload(final long nowMs) {
    return lists.values().stream()
        .filter(list -> list.dueMs() <= nowMs && !list.isTooLarge())
        .min(Comparator.comparingLong(SnapshotList::dueSinceMs))
        .map(list -> list.upload(nowMs, uploadIntervalMs, generation));
  }

  /** MAAC has the snapshot as it was handed out. */
  public void confirmed(final SegmentUpload upload) {
    if (upload.generation() == generation) {
      superseded += lists.get(upload.name()).confirmed();
    }
  }

  /**
   * All partitions are being read on from now, for what is complete and was not watched before.
   *
   * @return in which partitions there is nothing to look for, since a record of each such snapshot
   *     has come from there; empty if there is no such snapshot
   */
  public Optional<Set<TopicPartition>> beginWatch() {
    return lists.values().stream()
        .flatMap(list -> list.beginWatch().stream())
        .reduce(
            (one, other) -> {
              final Set<TopicPartition> both = new HashSet<>(one);
              both.retainAll(other);
              return both;
            });
  }

  /** They have been read on to where they ended when that began. */
  public void endWatch() {
    lists.values().forEach(SnapshotList::endWatch);
  }

  /**
   * Lets go of what is settled, of all partitions at once; whether there was anything. Kept is what
   * MAAC has of a segment as long as records of it, or older ones, come after an offset that is
   * waited for by another segment: a restart would read those again.
   */
  public boolean release() {
    final Set<SnapshotList> released = new HashSet<>();
    for (final SnapshotList list : lists.values()) {
      if (list.confirmedSnapshot().filter(Confirmed::isWatched).isPresent()) {
        released.add(list);
      }
    }
    while (released.removeIf(list -> !isBeforeWhatIsHeld(list, released))) {
      // What is kept may keep others.
    }
    released.forEach(SnapshotList::release);
    return !released.isEmpty();
  }

  private boolean isBeforeWhatIsHeld(final SnapshotList list, final Set<SnapshotList> released) {
    return list.confirmedSnapshot()
        .orElseThrow()
        .isBefore(partition -> firstUnconfirmed(partition, other -> !released.contains(other)));
  }

  /** The oldest offset of a partition that is not settled. */
  public OptionalLong firstUnconfirmed(final TopicPartition partition) {
    return firstUnconfirmed(partition, list -> true);
  }

  private OptionalLong firstUnconfirmed(
      final TopicPartition partition, final Predicate<SnapshotList> keepsConfirmed) {
    return min(
        list ->
            Stream.concat(
                list.openOffsets(partition),
                list.confirmedSnapshot().stream()
                    .filter(confirmed -> keepsConfirmed.test(list))
                    .map(confirmed -> confirmed.firstOffsets().get(partition))
                    .filter(Objects::nonNull)));
  }

  /** When the first record came of the snapshots that are not settled. */
  public OptionalLong oldestUnconfirmedMs() {
    return min(SnapshotList::openSinceMs);
  }

  /** When the next segment may be uploaded; empty if none is complete. */
  public OptionalLong dueMs() {
    return min(list -> Stream.of(list.dueMs()).filter(ms -> ms != Long.MAX_VALUE));
  }

  private OptionalLong min(final Function<SnapshotList, Stream<Long>> numbers) {
    return lists.values().stream().flatMap(numbers).mapToLong(Long::longValue).min();
  }

  /** What is not complete, and how far it is. */
  public List<IncompleteSnapshot> incomplete() {
    return lists.values().stream().flatMap(SnapshotList::incomplete).toList();
  }

  /** How many records came too late, since the start. */
  public long late() {
    return late;
  }

  /**
   * How many snapshots were superseded by newer ones before they were uploaded, since the start.
   */
  public long superseded() {
    return superseded;
  }
}
