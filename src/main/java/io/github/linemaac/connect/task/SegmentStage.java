package io.github.linemaac.connect.task;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.config.WhenEmpty;
import io.github.linemaac.connect.ledger.DelayedOffsets;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.schedule.CatchUp;
import io.github.linemaac.connect.segments.SegmentStateMachines;
import io.github.linemaac.connect.segments.SegmentTable;
import io.github.linemaac.connect.upload.Delivery;
import io.github.linemaac.connect.upload.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Segments: records are folded into a table, and segments are uploaded whole. Nothing is uploaded
 * before the partitions are caught up, so a segment is never half rebuilt.
 *
 * <p>A record gets no ticket of its own, since a topic is read again from its beginning: the table
 * knows the first offset that waits for its segment. Only rejected records have tickets.
 */
final class SegmentStage extends TicketedStage {
  private final SegmentSettings settings;
  private final SegmentStateMachines uploads;
  private final Delivery delivery;
  private final Settling settling;
  private final SinkContext context;
  private final Time time;
  private final CatchUp catchUp = CatchUp.ofLists();
  private final CatchUpLog catchUpLog;
  private final DelayedOffsets lateOffsets;
  private final SegmentTable segments;
  private final SegmentRecords records;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private boolean isCaughtUp;
  private boolean wasSettled;

  /**
   * Connect goes back to the beginning before the next poll only: what comes until then, with the
   * poll that took partitions away or behind a record that went back, is from where it was, and so
   * is the lag.
   */
  private final Set<TopicPartition> rewinding = new HashSet<>();

  SegmentStage(
      final MaacConfig config,
      final SegmentStateMachines uploads,
      final Delivery delivery,
      final CatchUpLog catchUpLog,
      final TaskEnvironment environment) {
    super(Settlement.of(config, Optional.empty(), environment));
    this.settings = config.segments();
    this.uploads = uploads;
    this.delivery = delivery;
    this.catchUpLog = catchUpLog;
    this.context = environment.context();
    this.time = environment.time();
    this.lateOffsets = new DelayedOffsets(settings.baselineLagMs());
    this.segments =
        new SegmentTable(
            startsFromMaac(),
            !(settings.whenEmpty() instanceof WhenEmpty.Keep),
            settings.uploadIntervalMs());
    this.records = new SegmentRecords(config, segments, settlement, time);
    this.settling = new SegmentSettling(segments);
  }

  private boolean startsFromMaac() {
    return settings.baseline() == Baseline.MAAC;
  }

  @Override
  public void open(final Collection<TopicPartition> partitions) {
    assigned.addAll(partitions);
    ledger.assign(partitions);
    if (!startsFromMaac() && !partitions.isEmpty()) {
      context.rewind(partitions);
    }
    wasSettled = false;
    startCatchUp(partitions);
  }

  /**
   * What is taken away leaves a hole in every segment, so segments that are read from the topic
   * begin anew. Changes to segments of MAAC stay what they are as long as some partition does, and
   * so does the upload of them.
   */
  @Override
  public void close(final Collection<TopicPartition> partitions) {
    final Set<TopicPartition> gone = new HashSet<>(partitions);
    gone.retainAll(assigned);
    assigned.removeAll(gone);
    ledger.close(partitions);
    if (gone.isEmpty()) {
      return;
    }
    catchUp.revoke(gone, time.monotonicMs());
    rewinding.removeAll(gone);
    isCaughtUp = false;
    lateOffsets.forget(gone);
    if (startsFromMaac() && !assigned.isEmpty()) {
      return;
    }
    delivery.revoke(gone);
    segments.forget();
    lateOffsets.forget(assigned);
    if (!assigned.isEmpty()) {
      ledger.close(assigned);
      ledger.assign(assigned);
      context.rewind(assigned);
      wasSettled = false;
      startCatchUp(assigned);
      rewinding.addAll(assigned);
    }
  }

  @Override
  public void restart(final Collection<TopicPartition> partitions) {
    close(partitions);
    open(partitions);
    if (!startsFromMaac()) {
      rewinding.addAll(partitions);
    }
  }

  /**
   * Changes to MAAC's segment stay what they are; segments that are read from the topic begin anew.
   */
  @Override
  public void goBack(final TopicPartition partition, final long offset) {
    if (startsFromMaac()) {
      ledger.goBack(partition, offset);
      lateOffsets.forget(Set.of(partition));
      wasSettled = false;
      startCatchUp(Set.of(partition));
    } else {
      restart(Set.of(partition));
    }
  }

  @Override
  public void onLost(final Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> catchUp.expectBack(partition, time.monotonicMs()));
  }

  private void startCatchUp(final Collection<TopicPartition> partitions) {
    isCaughtUp = false;
    catchUp.begin(partitions, time.monotonicMs(), context.consumer()::lag);
  }

  @Override
  public int accept(final Collection<SinkRecord> records) {
    records.forEach(this::accept);
    return records.size();
  }

  private void accept(final SinkRecord record) {
    if (!isCaughtUp) {
      catchUp.onRecord(
          new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
          record.originalKafkaOffset(),
          Stage.ageMs(record, time),
          time.monotonicMs());
    }
    records.accept(record);
  }

  /** One segment at a time, so that no more than one copy of a segment is held. */
  @Override
  public void advance() {
    final long nowMs = time.monotonicMs();
    catchUp.begin(rewinding, nowMs, context.consumer()::lag);
    rewinding.clear();
    segments.noteTime(nowMs);
    if (!isCaughtUp) {
      if (context.consumer().isHeldByUser()) {
        catchUp.restartSilence(nowMs);
      }
      isCaughtUp = catchUp.isComplete(nowMs, context.consumer()::lag) && !assigned.isEmpty();
      catchUpLog.tell(catchUp.takeDoubts());
    }
    if (isCaughtUp && !delivery.isUnderWay()) {
      segments.nextUpload(nowMs).map(uploads::begin).ifPresent(delivery::offer);
    }
    if (isCaughtUp && !wasSettled && segments.wasSettled()) {
      wasSettled = true;
      context.requestCommit();
    }
  }

  /** What MAAC has is read from before what was delivered, so offsets say nothing of it. */
  @Override
  public boolean offsetsTell() {
    return !startsFromMaac();
  }

  @Override
  public void onPaused() {
    catchUp.restartSilence(time.monotonicMs());
  }

  @Override
  public void onWindowOpened() {
    startCatchUp(assigned);
  }

  @Override
  public boolean isCaughtUp() {
    return isCaughtUp;
  }

  /** What is held here are rejected records on their way, which settle by themselves. */
  @Override
  public void flush() {}

  @Override
  public boolean settle(final Outcome outcome) {
    return settling.settle(outcome);
  }

  /**
   * Nothing before every segment was settled once: until then it is not known which record MAAC
   * has.
   */
  @Override
  public Map<TopicPartition, OffsetAndMetadata> safeOffsets(
      final Map<TopicPartition, OffsetAndMetadata> positions) {
    final Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>();
    if (isCaughtUp && wasSettled) {
      ledger
          .safeOffsets(positions)
          .forEach((partition, offset) -> safe.put(partition, confirmed(partition, offset)));
    }
    if (!startsFromMaac()) {
      return safe;
    }
    final Map<TopicPartition, OffsetAndMetadata> late =
        lateOffsets.pass(safe, positions, time.monotonicMs());
    late.keySet().retainAll(assigned);
    return late;
  }

  private OffsetAndMetadata confirmed(
      final TopicPartition partition, final OffsetAndMetadata offset) {
    final OptionalLong first = segments.firstUnconfirmed(partition);
    return first.isPresent() && first.getAsLong() < offset.offset()
        ? new OffsetAndMetadata(first.getAsLong())
        : offset;
  }

  @Override
  public OptionalLong oldestUnconfirmedMs() {
    return LongStream.concat(ledger.oldestMs().stream(), segments.oldestUnconfirmedMs().stream())
        .min();
  }

  @Override
  public OptionalLong dueMs() {
    return isCaughtUp ? segments.dueMs() : catchUp.askAgainMs(time.monotonicMs());
  }
}
