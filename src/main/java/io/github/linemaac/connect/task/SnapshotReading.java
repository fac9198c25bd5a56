package io.github.linemaac.connect.task;

import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.schedule.CatchUp;
import io.github.linemaac.connect.segments.SnapshotTable;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * How far the topics of snapshots are read: whether what was there at the start is, before which
 * nothing is uploaded, and whether all is that was there when a snapshot was complete, before which
 * nothing of it is committed. Used on the task's thread only.
 */
final class SnapshotReading {
  private final SnapshotTable table;
  private final SnapshotLog log;
  private final SinkContext context;
  private final Time time;

  /** Whether what was there at the start is read. */
  private final CatchUp start = CatchUp.ofLists();

  private boolean isCaughtUp;

  /** Whether all is read that was there when snapshots were complete. */
  private final CatchUp watch = CatchUp.ofLists();

  private boolean isWatching;
  private boolean wasWatched;
  private boolean nothingComes;

  SnapshotReading(
      final SnapshotTable table,
      final SnapshotLog log,
      final SinkContext context,
      final Time time) {
    this.table = table;
    this.log = log;
    this.context = context;
    this.time = time;
  }

  /** These partitions are read from where they stand. */
  void begin(final Collection<TopicPartition> partitions) {
    isCaughtUp = false;
    wasWatched = false;
    start.begin(partitions, time.monotonicMs(), context.consumer()::lag);
  }

  /** Connect has not gone back in these partitions yet: what is seen of them is from before. */
  void rewound(final Collection<TopicPartition> partitions) {
    start.begin(partitions, time.monotonicMs(), context.consumer()::lag);
  }

  /** Nothing that was read counts any more. */
  void forget() {
    isWatching = false;
    isCaughtUp = false;
    wasWatched = false;
  }

  void revoke(final Set<TopicPartition> partitions) {
    start.revoke(partitions, time.monotonicMs());
    watch.revoke(partitions, time.monotonicMs());
  }

  void expectBack(final Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> start.expectBack(partition, time.monotonicMs()));
    partitions.forEach(partition -> watch.expectBack(partition, time.monotonicMs()));
  }

  void onPoll(final boolean isEmpty) {
    nothingComes &= isEmpty;
  }

  /** Nothing more comes for now. */
  void nothingComes() {
    nothingComes = true;
  }

  void onRecord(final SinkRecord record, final TopicPartition partition, final long nowMs) {
    if (!isCaughtUp) {
      start.onRecord(partition, record.originalKafkaOffset(), Stage.ageMs(record, time), nowMs);
    }
    if (isWatching) {
      watch.onRecord(partition, record.originalKafkaOffset(), Stage.ageMs(record, time), nowMs);
    }
  }

  void restartSilence() {
    start.restartSilence(time.monotonicMs());
    watch.restartSilence(time.monotonicMs());
  }

  void onWindowOpened(final Set<TopicPartition> assigned) {
    nothingComes = false;
    begin(assigned);
    if (isWatching) {
      watch.begin(assigned, time.monotonicMs(), context.consumer()::lag);
    }
  }

  void advance(final Set<TopicPartition> assigned) {
    final long nowMs = time.monotonicMs();
    isCaughtUp = isCaughtUp || (isRead(start, log.start(), nowMs) && !assigned.isEmpty());
    if (isWatching && isRead(watch, log.watch(), nowMs)) {
      table.endWatch();
      isWatching = false;
      wasWatched = isCaughtUp;
    }
    if (!isWatching) {
      table.beginWatch().ifPresentOrElse(seen -> beginWatch(seen, assigned), this::needsNoWatch);
    }
  }

  private boolean isRead(final CatchUp reading, final CatchUpLog doubts, final long nowMs) {
    if (context.consumer().isHeldByUser()) {
      reading.restartSilence(nowMs);
    }
    final boolean isComplete = reading.isComplete(nowMs, context.consumer()::lag);
    doubts.tell(reading.takeDoubts());
    return isComplete;
  }

  private void needsNoWatch() {
    wasWatched |= isCaughtUp;
  }

  private void beginWatch(final Set<TopicPartition> seen, final Set<TopicPartition> assigned) {
    if (seen.containsAll(assigned)) {
      table.endWatch();
      needsNoWatch();
    } else {
      watch.begin(assigned, time.monotonicMs(), context.consumer()::lag);
      seen.forEach(watch::enough);
      isWatching = true;
    }
  }

  /** Whether what was there at the start is read. */
  boolean isCaughtUp() {
    return isCaughtUp;
  }

  /** Whether that, and all that was there when snapshots were complete. */
  boolean isComplete() {
    return isCaughtUp && wasWatched;
  }

  /** When to ask again. */
  OptionalLong dueMs() {
    if (!isCaughtUp) {
      return start.askAgainMs(time.monotonicMs());
    }
    return isWatching && !nothingComes
        ? watch.askAgainMs(time.monotonicMs())
        : OptionalLong.empty();
  }
}
