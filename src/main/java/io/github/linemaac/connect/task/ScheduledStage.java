package io.github.linemaac.connect.task;

import io.github.linemaac.connect.batching.DeliveryWindow;
import io.github.linemaac.connect.batching.DeliveryWindow.Phase;
import io.github.linemaac.connect.batching.LastWindow;
import io.github.linemaac.connect.model.Schedule;
import io.github.linemaac.connect.upload.Delivery;
import io.github.linemaac.connect.upload.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another stage, by a schedule: between the windows partitions rest and nothing is held.
 *
 * <p>After a start it looks at the first record of each partition, to see whether the last window
 * was finished. What it has looked at is read again; until that is known, the other stage has
 * nothing.
 */
final class ScheduledStage implements Stage {
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledStage.class);

  private final Stage stage;
  private final Schedule schedule;
  private final Delivery<?> delivery;
  private final Intake intake;
  private final LongSupplier clockMs;
  private final LongSupplier wallMs;
  private final DeliveryWindow window;
  private final Map<TopicPartition, Long> rewinding = new HashMap<>();
  private Optional<LastWindow> lastWindow;

  /**
   * A stage that has not been given any partition yet.
   *
   * @param offsetsTell whether what is committed shows what was delivered
   */
  ScheduledStage(
      final Stage stage,
      final Schedule schedule,
      final boolean offsetsTell,
      final Delivery<?> delivery,
      final Intake intake,
      final LongSupplier clockMs,
      final LongSupplier wallMs) {
    this.stage = stage;
    this.schedule = schedule;
    this.delivery = delivery;
    this.intake = intake;
    this.clockMs = clockMs;
    this.wallMs = wallMs;
    final long startedWallMs = wallMs.getAsLong();
    this.window = new DeliveryWindow(schedule, startedWallMs);
    this.lastWindow =
        offsetsTell
            ? Optional.of(new LastWindow(schedule.latestUntil(startedWallMs)))
            : Optional.empty();
    LOG.info("The next delivery is due at {}", schedule.show(window.nextWallMs()));
  }

  @Override
  public void open(final Collection<TopicPartition> partitions) {
    if (lastWindow.isPresent()) {
      lastWindow.get().assign(partitions, clockMs.getAsLong());
      return;
    }
    stage.open(partitions);
    window.assign(partitions, clockMs.getAsLong());
  }

  @Override
  public void close(final Collection<TopicPartition> partitions) {
    lastWindow.ifPresent(last -> last.revoke(partitions));
    rewinding.keySet().removeAll(partitions);
    window.revoke(partitions);
    stage.close(partitions);
  }

  @Override
  public void restart(final Collection<TopicPartition> partitions) {
    if (lastWindow.isPresent()) {
      lastWindow.get().revoke(partitions);
      lastWindow.get().assign(partitions, clockMs.getAsLong());
      return;
    }
    rewinding.keySet().removeAll(partitions);
    window.revoke(partitions);
    stage.restart(partitions);
    window.assign(partitions, clockMs.getAsLong());
  }

  @Override
  public void accept(final Collection<SinkRecord> records) {
    // Connect has gone back by now.
    rewinding.clear();
    final long nowMs = clockMs.getAsLong();
    for (final SinkRecord record : records) {
      final TopicPartition partition =
          new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
      final long offset = record.originalKafkaOffset();
      final long timestampMs = record.timestamp() == null ? Long.MIN_VALUE : record.timestamp();
      if (lastWindow.isPresent()) {
        lastWindow.get().heard(partition, offset, timestampMs, nowMs);
      } else {
        window.heard(partition, offset, timestampMs, nowMs);
      }
    }
    if (lastWindow.isEmpty()) {
      stage.accept(records);
    }
  }

  @Override
  public void advance() {
    if (lastWindow.isPresent()) {
      look(lastWindow.get());
      return;
    }
    final long nowMs = clockMs.getAsLong();
    final Phase before = window.phase();
    if (before == Phase.READING && intake.consumer().isHeldByUser()) {
      window.interrupted(nowMs);
    }
    final Phase phase =
        window.advance(
            nowMs, wallMs.getAsLong(), intake.consumer()::lag, stage.isReadUp(), isEmpty());
    if (before == Phase.CLOSED && phase == Phase.READING) {
      begin("it is time");
    } else if (before != Phase.CLOSED && phase == Phase.CLOSED) {
      intake.requestCommit();
      LOG.info("Delivery is done; the next one is due at {}", schedule.show(window.nextWallMs()));
    }
    if (phase == Phase.EMPTYING) {
      stage.flush();
    }
    if (before != Phase.CLOSED || phase != Phase.CLOSED) {
      // Also as it closes: what has just been confirmed may be committed now.
      stage.advance();
    }
  }

  private void look(final LastWindow last) {
    final long nowMs = clockMs.getAsLong();
    if (intake.consumer().isHeldByUser()) {
      last.interrupted(nowMs);
    }
    if (last.isUnfinished() || window.isDue(wallMs.getAsLong())) {
      giveBack(last);
      window.open(nowMs, wallMs.getAsLong());
      begin(last.isUnfinished() ? "the last one was not finished" : "it is time");
    } else if (last.isSeen(nowMs, intake.consumer()::lag)) {
      giveBack(last);
    }
  }

  /** What was looked at is read again, by the stage that it is for. */
  private void giveBack(final LastWindow last) {
    lastWindow = Optional.empty();
    rewinding.putAll(last.firstOffsets());
    intake.rewindTo(last.firstOffsets());
    stage.missing(last.missing());
    open(last.assigned());
  }

  private void begin(final String reason) {
    LOG.info("Delivery begins: {}", reason);
    stage.readOn();
  }

  private boolean isEmpty() {
    return stage.heldRecords() == 0
        && !stage.awaitsDeadLetters()
        && !delivery.isUnderWay()
        && stage.dueMs().isEmpty();
  }

  @Override
  public boolean rests(final TopicPartition partition) {
    return lastWindow
        .map(last -> last.hasShown(partition))
        .orElseGet(() -> window.phase() != Phase.READING);
  }

  @Override
  public void interrupted() {
    window.interrupted(clockMs.getAsLong());
    stage.interrupted();
  }

  @Override
  public OptionalLong dueMs() {
    final long nowMs = clockMs.getAsLong();
    final long windowMs = window.askAgainMs(nowMs, wallMs.getAsLong());
    if (lastWindow.isPresent()) {
      return OptionalLong.of(
          Math.min(windowMs, lastWindow.get().askAgainMs(nowMs).orElse(windowMs)));
    }
    return OptionalLong.of(
        window.phase() == Phase.CLOSED
            ? windowMs
            : Math.min(windowMs, stage.dueMs().orElse(windowMs)));
  }

  /** Connect commits before it goes back, and must not commit what was only looked at. */
  @Override
  public Map<TopicPartition, OffsetAndMetadata> safeOffsets(
      final Map<TopicPartition, OffsetAndMetadata> positions) {
    final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>(positions);
    rewinding.forEach(
        (partition, offset) ->
            read.computeIfPresent(
                partition,
                (p, position) ->
                    offset < position.offset() ? new OffsetAndMetadata(offset) : position));
    return stage.safeOffsets(read);
  }

  @Override
  public void readOn() {
    stage.readOn();
  }

  @Override
  public boolean isReadUp() {
    return stage.isReadUp();
  }

  @Override
  public void flush() {
    stage.flush();
  }

  @Override
  public boolean settle(final Outcome outcome) {
    return stage.settle(outcome);
  }

  @Override
  public boolean settleDeadLetters() {
    return stage.settleDeadLetters();
  }

  @Override
  public long heldRecords() {
    return stage.heldRecords();
  }

  @Override
  public long heldBytes() {
    return stage.heldBytes();
  }

  @Override
  public OptionalLong oldestUnconfirmedMs() {
    return stage.oldestUnconfirmedMs();
  }

  @Override
  public boolean awaitsDeadLetters() {
    return stage.awaitsDeadLetters();
  }
}
