package io.github.linemaac.connect.task;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.SnapshotCounts;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.segments.IncompleteSnapshot;
import io.github.linemaac.connect.segments.SegmentStateMachines;
import io.github.linemaac.connect.segments.SnapshotTable;
import io.github.linemaac.connect.upload.Delivery;
import io.github.linemaac.connect.upload.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Segments that come as snapshots: each is gathered until it is complete, and then replaces its
 * segment as a whole.
 *
 * <p>A partition is safe up to the first record of the oldest snapshot that is not settled, so a
 * restart reads no more than that. Only rejected records have tickets.
 *
 * <p>Nothing is uploaded before what was there at the start is read: of several snapshots, only the
 * newest goes out. And what MAAC has is committed only once each partition was read on from when it
 * was complete: an older snapshot that is still to come from another partition would else be the
 * only one that the next task knows.
 */
final class SnapshotStage extends TicketedStage {
  private final SnapshotRecords records;
  private final SegmentStateMachines uploads;
  private final Delivery delivery;
  private final Settling settling = new SnapshotSettling();
  private final SnapshotReading reading;
  private final SnapshotLog log;
  private final SinkContext context;
  private final TaskMetrics metrics;
  private final Time time;
  private final SnapshotTable table;
  private final Set<TopicPartition> assigned = new HashSet<>();

  /**
   * Where Connect was asked to go back, which it does before its next poll: what comes until then
   * comes again, which changes nothing, and must not be committed.
   */
  private final Map<TopicPartition, Long> rewinding = new HashMap<>();

  private boolean hasAdvanced;

  SnapshotStage(
      final MaacConfig config,
      final SegmentStateMachines uploads,
      final Delivery delivery,
      final SnapshotLog log,
      final TaskEnvironment environment) {
    super(Settlement.of(config, Optional.empty(), environment));
    this.uploads = uploads;
    this.delivery = delivery;
    this.log = log;
    this.context = environment.context();
    this.metrics = environment.metrics();
    this.time = environment.time();
    this.table = new SnapshotTable(config.segments().uploadIntervalMs());
    this.records = new SnapshotRecords(config, settlement, table);
    this.reading = new SnapshotReading(table, log, context, time);
  }

  @Override
  public void open(final Collection<TopicPartition> partitions) {
    assigned.addAll(partitions);
    ledger.assign(partitions);
    reading.begin(partitions);
  }

  /**
   * What was taken away may be read by another task from now on, so what is known of it is worth
   * nothing: the partitions that stay go back to what is not settled, as after a restart.
   */
  @Override
  public void close(final Collection<TopicPartition> partitions) {
    final Set<TopicPartition> gone = new HashSet<>(partitions);
    gone.retainAll(assigned);
    assigned.removeAll(gone);
    ledger.close(partitions);
    rewinding.keySet().removeAll(partitions);
    if (!gone.isEmpty()) {
      reading.revoke(gone);
      beginAnew(gone);
    }
  }

  @Override
  public void goBack(final TopicPartition partition, final long offset) {
    ledger.goBack(partition, offset);
    rewinding.remove(partition);
    beginAnew(Set.of(partition));
    reading.begin(Set.of(partition));
  }

  /**
   * Begins as a task that has just started; these partitions go back by themselves, or are gone.
   */
  private void beginAnew(final Set<TopicPartition> besides) {
    final Map<TopicPartition, Long> firstOffsets = new HashMap<>();
    assigned.stream()
        .filter(partition -> !besides.contains(partition))
        .forEach(
            partition ->
                table
                    .firstUnconfirmed(partition)
                    .ifPresent(offset -> firstOffsets.put(partition, offset)));
    firstOffsets.forEach(ledger::goBack);
    delivery.revoke(besides);
    table.forget();
    reading.forget();
    if (!firstOffsets.isEmpty()) {
      firstOffsets.forEach((partition, offset) -> rewinding.merge(partition, offset, Math::min));
      hasAdvanced = false;
      context.rewindTo(rewinding);
      reading.begin(firstOffsets.keySet());
    }
  }

  @Override
  public void onLost(final Collection<TopicPartition> partitions) {
    reading.expectBack(partitions);
  }

  @Override
  public int accept(final Collection<SinkRecord> records) {
    if (hasAdvanced) {
      // Connect has gone back by now.
      rewinding.clear();
    }
    reading.onPoll(records.isEmpty());
    final long nowMs = time.monotonicMs();
    records.forEach(record -> accept(record, nowMs));
    return records.size();
  }

  private void accept(final SinkRecord record, final long nowMs) {
    final TopicPartition partition =
        new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    reading.onRecord(record, partition, nowMs);
    records.take(record, partition, nowMs);
  }

  /** One list at a time, as for lists of changes. */
  @Override
  public void advance() {
    final long nowMs = time.monotonicMs();
    if (!hasAdvanced) {
      reading.rewound(rewinding.keySet());
    }
    hasAdvanced = true;
    records.checkOpenSnapshots();
    reading.advance(assigned);
    if (reading.isCaughtUp() && !delivery.isUnderWay()) {
      table.tooLarge(nowMs).ifPresent(SnapshotRecords::failForLength);
      table.nextUpload(nowMs).map(uploads::begin).ifPresent(delivery::offer);
    }
    if (release()) {
      context.requestCommit();
    }
    measure(nowMs);
  }

  private void measure(final long nowMs) {
    final List<IncompleteSnapshot> incomplete = table.incomplete();
    log.tell(incomplete, nowMs);
    metrics.snapshots(
        new SnapshotCounts(
            incomplete.size(),
            incomplete.stream().mapToLong(IncompleteSnapshot::sinceMs).min(),
            incomplete.stream().mapToLong(IncompleteSnapshot::ids).sum(),
            incomplete.stream().mapToLong(IncompleteSnapshot::missing).sum(),
            table.late(),
            table.superseded()));
  }

  /**
   * Only once no dead letter is on its way: what is committed of a snapshot is committed in all
   * partitions, so that no part of it is read again.
   */
  private boolean release() {
    return !settlement.isPending() && table.release();
  }

  @Override
  public void onPaused() {
    reading.restartSilence();
  }

  @Override
  public void onWindowOpened() {
    reading.onWindowOpened(assigned);
  }

  @Override
  public boolean isCaughtUp() {
    return reading.isComplete();
  }

  /** Nothing more comes for now. */
  @Override
  public void flush() {
    reading.nothingComes();
  }

  @Override
  public boolean settle(final Outcome outcome) {
    settling.settle(outcome);
    return release();
  }

  @Override
  public boolean settlePending() {
    final boolean isWritten = super.settlePending();
    return release() || isWritten;
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> safeOffsets(
      final Map<TopicPartition, OffsetAndMetadata> positions) {
    final Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>();
    ledger
        .safeOffsets(positions)
        .forEach((partition, offset) -> safe.put(partition, settled(partition, offset)));
    return safe;
  }

  private OffsetAndMetadata settled(
      final TopicPartition partition, final OffsetAndMetadata offset) {
    final long first =
        Math.min(
            table.firstUnconfirmed(partition).orElse(Long.MAX_VALUE),
            rewinding.getOrDefault(partition, Long.MAX_VALUE));
    return first < offset.offset() ? new OffsetAndMetadata(first) : offset;
  }

  @Override
  public OptionalLong oldestUnconfirmedMs() {
    return LongStream.concat(ledger.oldestMs().stream(), table.oldestUnconfirmedMs().stream())
        .min();
  }

  @Override
  public OptionalLong dueMs() {
    return reading.isCaughtUp()
        ? LongStream.concat(table.dueMs().stream(), reading.dueMs().stream()).min()
        : reading.dueMs();
  }

  /** MAAC has a segment as its newest complete snapshot says. */
  private final class SnapshotSettling extends Settling {

    @Override
    public void segmentReady(final Outcome.SegmentReady ready) {
      table.confirmed(ready.upload());
    }

    @Override
    public void segmentUnchanged(final Outcome.SegmentUnchanged unchanged) {
      table.confirmed(unchanged.upload());
    }

    @Override
    public void segmentEmpty(final Outcome.SegmentEmpty empty) {
      table.confirmed(empty.upload());
    }

    @Override
    public void segmentDeleted(final Outcome.SegmentDeleted deleted) {
      table.confirmed(deleted.upload());
    }
  }
}
