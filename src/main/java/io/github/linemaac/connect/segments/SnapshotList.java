package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.MaacLimits;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.model.SnapshotId;
import io.github.linemaac.connect.model.SnapshotPart;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** The snapshots of one segment that are not settled. Not thread-safe. */
final class SnapshotList {
  /** Five full ones: a run that breaks each night must not take the worker's memory. */
  private static final int MAX_FULL = 5;

  private final SegmentName name;
  private final NavigableMap<SnapshotId, Snapshot> open = new TreeMap<>();

  /** Those that are complete, and how far it is looked for older ones beside them. */
  private final Map<SnapshotId, Watch> watches = new HashMap<>();

  private Optional<Confirmed> confirmed = Optional.empty();
  private Optional<SnapshotId> uploading = Optional.empty();
  private Optional<SnapshotId> settled = Optional.empty();
  private long notBeforeMs = Long.MIN_VALUE;
  private long dueSinceMs = Long.MAX_VALUE;

  /** Whether all partitions have been read past the moment at which a snapshot was complete. */
  private enum Watch {
    NOT_BEGUN,
    BEGUN,
    OVER
  }

  SnapshotList(final SegmentName name) {
    this.name = name;
  }

  /** Takes in what a record says; whether it comes too late to say anything. */
  boolean apply(
      final SnapshotPart part,
      final TopicPartition partition,
      final long offset,
      final long nowMs) {
    final SnapshotId id = part.snapshot();
    if (isSettled(id)) {
      confirmed.ifPresent(newer -> newer.supersede(Map.of(partition, offset)));
      return false;
    }
    if (uploading.filter(id::equals).isPresent()) {
      open.get(id).passOver(partition, offset);
      return false;
    }
    final Snapshot snapshot =
        open.computeIfAbsent(id, first -> new Snapshot(partition, offset, nowMs));
    snapshot.apply(part, partition, offset, nowMs);
    if (snapshot.isComplete()) {
      watches.putIfAbsent(id, Watch.NOT_BEGUN);
      dueSinceMs = Math.min(dueSinceMs, nowMs);
    } else if (watches.remove(id) != null && newestFinished().isEmpty()) {
      dueSinceMs = Long.MAX_VALUE;
    }
    dropOldest();
    return true;
  }

  private boolean isSettled(final SnapshotId id) {
    return settled.filter(newest -> id.compareTo(newest) <= 0).isPresent();
  }

  private void dropOldest() {
    if (open.size() <= MAX_FULL) {
      return;
    }
    long held = open.values().stream().mapToLong(Snapshot::ids).sum();
    for (final Snapshot oldest : open.values()) {
      if (held <= MAX_FULL * (long) MaacLimits.SEGMENT_IDS) {
        return;
      }
      if (!oldest.isComplete()) {
        held -= oldest.ids();
        oldest.drop();
      }
    }
  }

  /** The newest that is written to its end: complete, or too large to be any segment. */
  private Optional<SnapshotId> newestFinished() {
    return open.descendingMap().entrySet().stream()
        .filter(entry -> entry.getValue().isComplete() || entry.getValue().isTooLarge())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** When the segment may be uploaded next; the end of time if no snapshot waits for it. */
  long dueMs() {
    return uploading.isEmpty() && newestFinished().isPresent() ? notBeforeMs : Long.MAX_VALUE;
  }

  /** Since when a segment that is due has been so. */
  long dueSinceMs() {
    return Math.max(dueSinceMs, notBeforeMs);
  }

  /** Whether the next upload would be of a snapshot that is longer than any segment may be. */
  boolean isTooLarge() {
    return newestFinished().map(id -> open.get(id).isTooLarge()).orElse(false);
  }

  /** Hands out the newest snapshot that is complete. */
  SegmentUpload upload(final long nowMs, final long intervalMs, final int generation) {
    final SnapshotId id = newestFinished().orElseThrow();
    final Snapshot snapshot = open.get(id);
    uploading = Optional.of(id);
    notBeforeMs = nowMs + intervalMs;
    dueSinceMs = Long.MAX_VALUE;
    return new SegmentUpload(
        name, snapshot.taken(), new LineUidSet(), generation, snapshot.saysNobody());
  }

  /**
   * MAAC has the snapshot that was handed out, so the older ones are superseded.
   *
   * @return how many are
   */
  int confirmed() {
    final SnapshotId id = uploading.orElseThrow();
    final NavigableMap<SnapshotId, Snapshot> done = open.headMap(id, true);
    final int superseded = done.size() - 1;
    final Confirmed now =
        new Confirmed(done.get(id), watches.getOrDefault(id, Watch.NOT_BEGUN) == Watch.OVER);
    done.values().forEach(older -> now.supersede(older.lastOffsets()));
    confirmed.ifPresent(older -> now.supersede(older.lastOffsets()));
    confirmed = Optional.of(now);
    watches.keySet().removeIf(other -> other.compareTo(id) < 0);
    done.clear();
    settled = uploading;
    uploading = Optional.empty();
    if (newestFinished().isEmpty()) {
      dueSinceMs = Long.MAX_VALUE;
    }
    return superseded;
  }

  /**
   * All partitions are being read on from now.
   *
   * @return in which of them a record of each watched snapshot was read already; empty if none is
   *     watched
   */
  Optional<Set<TopicPartition>> beginWatch() {
    Optional<Set<TopicPartition>> seen = Optional.empty();
    for (final Map.Entry<SnapshotId, Watch> watch : watches.entrySet()) {
      if (watch.getValue() == Watch.NOT_BEGUN) {
        watch.setValue(Watch.BEGUN);
        final Set<TopicPartition> both = new HashSet<>(partitionsOf(watch.getKey()));
        seen.ifPresent(both::retainAll);
        seen = Optional.of(both);
      }
    }
    return seen;
  }

  /** The partitions of a complete snapshot, or of the one that MAAC has. */
  private Set<TopicPartition> partitionsOf(final SnapshotId id) {
    return open.containsKey(id)
        ? open.get(id).firstOffsets().keySet()
        : confirmed.map(Confirmed::firstOffsets).orElse(Map.of()).keySet();
  }

  /** All partitions were read on to where they ended when that began. */
  void endWatch() {
    watches.replaceAll((id, watch) -> watch == Watch.BEGUN ? Watch.OVER : watch);
    if (settled.filter(id -> watches.get(id) == Watch.OVER).isPresent()) {
      confirmed = confirmed.map(Confirmed::watched);
    }
  }

  /** What MAAC has, if a restart has to read it again for now. */
  Optional<Confirmed> confirmedSnapshot() {
    return confirmed;
  }

  /** Lets go of what MAAC has. */
  void release() {
    settled.ifPresent(watches::remove);
    confirmed = Optional.empty();
  }

  /** The offsets of a partition that snapshots wait for which MAAC has nothing of. */
  Stream<Long> openOffsets(final TopicPartition partition) {
    return open.values().stream()
        .map(snapshot -> snapshot.firstOffsets().get(partition))
        .filter(Objects::nonNull);
  }

  /** When the first record came of a snapshot that MAAC has nothing of. */
  Stream<Long> openSinceMs() {
    return open.values().stream().map(Snapshot::sinceMs);
  }

  /** What is not complete. */
  Stream<IncompleteSnapshot> incomplete() {
    return open.values().stream()
        .filter(snapshot -> !snapshot.isComplete())
        .map(snapshot -> snapshot.progress(name));
  }

  int openSnapshots() {
    return open.size();
  }
}
