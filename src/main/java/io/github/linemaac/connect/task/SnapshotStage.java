package io.github.linemaac.connect.task;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.ledger.Ledger;
import io.github.linemaac.connect.mapping.MappingResult;
import io.github.linemaac.connect.mapping.RecordMapper;
import io.github.linemaac.connect.mapping.SnapshotMapper;
import io.github.linemaac.connect.metrics.SnapshotCounts;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SnapshotPart;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.schedule.CatchUp;
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
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Segments that come as snapshots: each is gathered until it is complete, and then replaces its
 * list as a whole.
 *
 * <p>A partition is safe up to the first record of the oldest snapshot that is not settled, so a
 * restart reads no more than that. Only rejected records have tickets.
 *
 * <p>Nothing is uploaded before what was there at the start is read: of several snapshots, only the
 * newest goes out. And what MAAC has is committed only once each partition was read on from when it
 * was complete: an older snapshot that is still to come from another partition would else be the
 * only one that the next task knows.
 */
final class SnapshotStage implements DeliveryStage {
  /** MAAC gives an account 30 segments unless agreed otherwise; as {@code SegmentStage}. */
  private static final int MAX_LISTS = 1_000;

  /** A mistaken {@code field.segment_snapshot} begins one with each record. */
  private static final int MAX_OPEN_SNAPSHOTS = 1_000;

  private final RecordMapper mapper;
  private final SegmentStateMachines uploads;
  private final Delivery delivery;
  private final Settlement settlement;
  private final Settling settling = new SnapshotSettling();
  private final SnapshotLog log;
  private final SinkContext context;
  private final TaskMetrics metrics;
  private final Time time;
  private final Ledger ledger;
  private final SnapshotTable table;
  private final Set<TopicPartition> assigned = new HashSet<>();

  /** Whether what was there at the start is read. */
  private final CatchUp start = CatchUp.ofLists();

  private boolean isCaughtUp;

  /** Whether all is read that was there when snapshots were complete. */
  private final CatchUp watch = CatchUp.ofLists();

  private boolean isWatching;
  private boolean wasWatched;
  private boolean nothingComes;

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
    this.mapper = new SnapshotMapper(config.segments(), config.fields(), config.values());
    this.uploads = uploads;
    this.delivery = delivery;
    this.settlement = Settlement.of(config, Optional.empty(), environment);
    this.ledger = settlement.ledger();
    this.log = log;
    this.context = environment.context();
    this.metrics = environment.metrics();
    this.time = environment.time();
    this.table = new SnapshotTable(config.segments().uploadIntervalMs());
  }

  @Override
  public void open(final Collection<TopicPartition> partitions) {
    assigned.addAll(partitions);
    ledger.assign(partitions);
    readUp(partitions);
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
      start.revoke(gone, time.monotonicMs());
      watch.revoke(gone, time.monotonicMs());
      beginAnew(gone);
    }
  }

  @Override
  public void goBack(final TopicPartition partition, final long offset) {
    ledger.goBack(partition, offset);
    rewinding.remove(partition);
    beginAnew(Set.of(partition));
    readUp(Set.of(partition));
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
    isWatching = false;
    isCaughtUp = false;
    wasWatched = false;
    if (!firstOffsets.isEmpty()) {
      firstOffsets.forEach((partition, offset) -> rewinding.merge(partition, offset, Math::min));
      hasAdvanced = false;
      context.rewindTo(rewinding);
      readUp(firstOffsets.keySet());
    }
  }

  @Override
  public void onLost(final Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> start.expectBack(partition, time.monotonicMs()));
    partitions.forEach(partition -> watch.expectBack(partition, time.monotonicMs()));
  }

  private void readUp(final Collection<TopicPartition> partitions) {
    isCaughtUp = false;
    wasWatched = false;
    start.begin(partitions, time.monotonicMs(), context.consumer()::lag);
  }

  @Override
  public int accept(final Collection<SinkRecord> records) {
    if (hasAdvanced) {
      // Connect has gone back by now.
      rewinding.clear();
    }
    nothingComes &= records.isEmpty();
    final long nowMs = time.monotonicMs();
    records.forEach(record -> accept(record, nowMs));
    return records.size();
  }

  private void accept(final SinkRecord record, final long nowMs) {
    final TopicPartition partition =
        new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    final long offset = record.originalKafkaOffset();
    if (!isCaughtUp) {
      start.onRecord(partition, offset, Stage.ageMs(record, time), nowMs);
    }
    if (isWatching) {
      watch.onRecord(partition, offset, Stage.ageMs(record, time), nowMs);
    }
    final MappingResult mapped = mapper.map(record);
    if (mapped instanceof MappingResult.Part part) {
      apply(part.part(), partition, offset, nowMs);
    } else if (mapped instanceof MappingResult.InvalidPart invalid) {
      reject(record, invalid.rejection());
      apply(invalid.part(), partition, offset, nowMs);
    } else if (mapped instanceof MappingResult.Invalid invalid) {
      reject(record, invalid.rejection());
    }
  }

  private void reject(final SinkRecord record, final Rejection rejection) {
    settlement
        .deadLetters()
        .reject(ledger.open(record, RecordWeight.bytes(record), time.monotonicMs()), rejection);
  }

  private void apply(
      final SnapshotPart part,
      final TopicPartition partition,
      final long offset,
      final long nowMs) {
    table.apply(part, partition, offset, nowMs);
    if (table.lists() > MAX_LISTS) {
      throw new ConnectException(
          "Records name more than "
              + MAX_LISTS
              + " segments, at last "
              + part.segment()
              + ", and MAAC gives an account 30 unless agreed otherwise. Check that"
              + " field.segment_name points to the name of a segment, and not to a value that"
              + " differs from record to record, then restart the task");
    }
  }

  /** One list at a time, as for lists of changes. */
  @Override
  public void advance() {
    final long nowMs = time.monotonicMs();
    if (!hasAdvanced) {
      start.begin(rewinding.keySet(), nowMs, context.consumer()::lag);
    }
    hasAdvanced = true;
    if (table.openSnapshots() > MAX_OPEN_SNAPSHOTS) {
      throw new ConnectException(
          "More than "
              + MAX_OPEN_SNAPSHOTS
              + " snapshots were begun and are not complete. Check that field.segment_snapshot"
              + " leads to what all records of a snapshot have in common, and not to a value that"
              + " differs from record to record, then restart the task");
    }
    isCaughtUp = isCaughtUp || (isRead(start, log.start(), nowMs) && !assigned.isEmpty());
    watch(nowMs);
    if (isCaughtUp && !delivery.isUnderWay()) {
      table.tooLarge(nowMs).ifPresent(SnapshotStage::failForLength);
      table.nextUpload(nowMs).map(uploads::begin).ifPresent(delivery::offer);
    }
    if (release()) {
      context.requestCommit();
    }
    measure(nowMs);
  }

  private static void failForLength(final SegmentName list) {
    throw new ConnectException(
        "The newest snapshot of "
            + list
            + " has more than the 300,000 ids that MAAC takes: it was not uploaded. Split it into"
            + " several segments (field.segment_name) or write a shorter snapshot, then restart the"
            + " task");
  }

  private boolean isRead(final CatchUp reading, final CatchUpLog doubts, final long nowMs) {
    if (context.consumer().isHeldByUser()) {
      reading.restartSilence(nowMs);
    }
    final boolean isComplete = reading.isComplete(nowMs, context.consumer()::lag);
    doubts.tell(reading.takeDoubts());
    return isComplete;
  }

  /** Sees that all partitions are read past the moment at which snapshots were complete. */
  private void watch(final long nowMs) {
    if (isWatching && isRead(watch, log.watch(), nowMs)) {
      table.endWatch();
      isWatching = false;
      wasWatched = isCaughtUp;
    }
    if (!isWatching) {
      table.beginWatch().ifPresentOrElse(seen -> beginWatch(seen, nowMs), this::needsNoWatch);
    }
  }

  private void needsNoWatch() {
    wasWatched |= isCaughtUp;
  }

  private void beginWatch(final Set<TopicPartition> seen, final long nowMs) {
    if (seen.containsAll(assigned)) {
      table.endWatch();
      needsNoWatch();
    } else {
      watch.begin(assigned, nowMs, context.consumer()::lag);
      seen.forEach(watch::enough);
      isWatching = true;
    }
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
    start.restartSilence(time.monotonicMs());
    watch.restartSilence(time.monotonicMs());
  }

  @Override
  public void onWindowOpened() {
    nothingComes = false;
    readUp(assigned);
    if (isWatching) {
      watch.begin(assigned, time.monotonicMs(), context.consumer()::lag);
    }
  }

  @Override
  public boolean isCaughtUp() {
    return isCaughtUp && wasWatched;
  }

  /** Nothing more comes for now. */
  @Override
  public void flush() {
    nothingComes = true;
  }

  @Override
  public boolean settle(final Outcome outcome) {
    settling.settle(outcome);
    return release();
  }

  @Override
  public boolean settlePending() {
    final boolean isWritten = settlement.settlePending();
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
  public long heldRecords() {
    return ledger.heldRecords();
  }

  @Override
  public long heldBytes() {
    return ledger.heldBytes();
  }

  @Override
  public OptionalLong oldestUnconfirmedMs() {
    return LongStream.concat(ledger.oldestMs().stream(), table.oldestUnconfirmedMs().stream())
        .min();
  }

  @Override
  public OptionalLong dueMs() {
    final long nowMs = time.monotonicMs();
    if (!isCaughtUp) {
      return start.askAgainMs(nowMs);
    }
    final OptionalLong watchMs =
        isWatching && !nothingComes ? watch.askAgainMs(nowMs) : OptionalLong.empty();
    return LongStream.concat(table.dueMs().stream(), watchMs.stream()).min();
  }

  @Override
  public boolean awaitsDeadLetters() {
    return settlement.isPending();
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
  }
}
