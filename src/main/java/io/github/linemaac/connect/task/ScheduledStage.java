package io.github.linemaac.connect.task;

import io.github.linemaac.connect.model.Schedule;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.schedule.CatchUp;
import io.github.linemaac.connect.schedule.CatchUp.Doubt;
import io.github.linemaac.connect.schedule.DeliveryWindow;
import io.github.linemaac.connect.schedule.DeliveryWindow.Phase;
import io.github.linemaac.connect.schedule.LastWindow;
import io.github.linemaac.connect.upload.Delivery;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Another stage, by a schedule: between the windows partitions rest and nothing is held.
 *
 * <p>After a start it looks at the first record of each partition, to see whether the last window
 * was finished. What it has looked at is read again; until that is known, the other stage has
 * nothing.
 */
final class ScheduledStage implements Stage {
  private final DeliveryStage stage;
  private final WindowLog log;
  private final Delivery delivery;
  private final SinkContext context;
  private final Time time;
  private final CatchUp catchUp = CatchUp.ofWindows();
  private final DeliveryWindow window;
  private final Map<TopicPartition, Long> rewinding = new HashMap<>();
  private Optional<LastWindow> lastWindow;

  /** A stage that has not been given any partition yet. */
  ScheduledStage(
      final DeliveryStage stage,
      final Schedule schedule,
      final WindowLog log,
      final Delivery delivery,
      final TaskEnvironment environment) {
    this.stage = stage;
    this.log = log;
    this.delivery = delivery;
    this.context = environment.context();
    this.time = environment.time();
    final long startedWallMs = time.wallMs();
    this.window = new DeliveryWindow(schedule, startedWallMs);
    this.lastWindow =
        stage.offsetsTell()
            ? Optional.of(new LastWindow(schedule.latestUntil(startedWallMs)))
            : Optional.empty();
    log.started(window.nextWallMs());
  }

  @Override
  public void open(final Collection<TopicPartition> partitions) {
    catchUp.begin(partitions, time.monotonicMs(), context.consumer()::lag);
    if (lastWindow.isEmpty()) {
      stage.open(partitions);
    }
  }

  @Override
  public void close(final Collection<TopicPartition> partitions) {
    lastWindow.ifPresent(last -> last.revoke(partitions));
    rewinding.keySet().removeAll(partitions);
    catchUp.revoke(partitions, time.monotonicMs());
    stage.close(partitions);
  }

  @Override
  public void restart(final Collection<TopicPartition> partitions) {
    rewinding.keySet().removeAll(partitions);
    if (lastWindow.isPresent()) {
      lastWindow.get().revoke(partitions);
    } else {
      stage.restart(partitions);
    }
    catchUp.begin(partitions, time.monotonicMs(), context.consumer()::lag);
  }

  @Override
  public void goBack(final TopicPartition partition, final long offset) {
    rewinding.remove(partition);
    if (lastWindow.isPresent()) {
      lastWindow.get().revoke(Set.of(partition));
    } else {
      stage.goBack(partition, offset);
    }
    catchUp.begin(Set.of(partition), time.monotonicMs(), context.consumer()::lag);
  }

  @Override
  public int accept(final Collection<SinkRecord> records) {
    // Connect has gone back by now.
    rewinding.clear();
    records.forEach(this::notice);
    return lastWindow.isEmpty() ? stage.accept(records) : 0;
  }

  private void notice(final SinkRecord record) {
    final TopicPartition partition =
        new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    final long offset = record.originalKafkaOffset();
    if (lastWindow.isPresent()) {
      final Long timestampMs = record.timestamp();
      lastWindow
          .get()
          .onRecord(partition, offset, timestampMs == null ? Long.MIN_VALUE : timestampMs);
      catchUp.enough(partition);
    } else {
      catchUp.onRecord(partition, offset, Stage.ageMs(record, time), time.monotonicMs());
    }
  }

  @Override
  public void advance() {
    final long nowMs = time.monotonicMs();
    final Phase before = window.phase();
    if (lastWindow.isPresent()) {
      look(lastWindow.get(), nowMs);
    } else if (isDue(nowMs)) {
      begin("it is time");
    } else if (before != Phase.CLOSED) {
      window.advance(isCaughtUp(nowMs) && stage.isCaughtUp(), isEmpty());
    }
    if (window.phase() == Phase.EMPTYING) {
      stage.flush();
    } else if (before != Phase.CLOSED && window.phase() == Phase.CLOSED) {
      context.requestCommit();
      log.isDone(window.nextWallMs());
    }
    if (before != Phase.CLOSED || window.phase() != Phase.CLOSED) {
      // Also as it closes: what has just been confirmed may be committed now.
      stage.advance();
    }
  }

  private boolean isDue(final long nowMs) {
    final long nextWallMs = window.nextWallMs();
    final boolean isDue = window.isDue(nowMs, time.wallMs());
    if (window.nextWallMs() != nextWallMs) {
      log.clockSetBack(window.nextWallMs());
    }
    return isDue;
  }

  private boolean isCaughtUp(final long nowMs) {
    if (context.consumer().isHeldByUser()) {
      catchUp.restartSilence(nowMs);
    }
    final boolean isComplete = catchUp.isComplete(nowMs, context.consumer()::lag);
    final Map<Doubt, Set<TopicPartition>> doubts = catchUp.takeDoubts();
    if (stage.isCaughtUp()) {
      // Else the stage has the same doubts, and tells them.
      log.doubts(doubts);
    }
    return isComplete;
  }

  private void look(final LastWindow last, final long nowMs) {
    if (last.isUnfinished() || isDue(nowMs)) {
      giveBack(last);
      begin(last.isUnfinished() ? "the last one was not finished" : "it is time");
    } else if (isCaughtUp(nowMs) && !catchUp.assigned().isEmpty()) {
      giveBack(last);
    }
  }

  /** What was looked at is read again, by the stage that it is for. */
  private void giveBack(final LastWindow last) {
    lastWindow = Optional.empty();
    rewinding.putAll(last.firstOffsets());
    context.rewindTo(last.firstOffsets());
    stage.onLost(catchUp.away());
    open(catchUp.assigned());
  }

  private void begin(final String reason) {
    if (window.phase() == Phase.CLOSED) {
      log.begins(reason);
      stage.onWindowOpened();
    }
    window.open(time.wallMs());
    catchUp.begin(catchUp.assigned(), time.monotonicMs(), context.consumer()::lag);
  }

  private boolean isEmpty() {
    return stage.heldRecords() == 0
        && !stage.awaitsDeadLetters()
        && !delivery.isUnderWay()
        && stage.dueMs().isEmpty();
  }

  @Override
  public boolean shouldPause(final TopicPartition partition) {
    return lastWindow
        .map(last -> last.hasShown(partition))
        .orElseGet(() -> window.phase() != Phase.READING);
  }

  @Override
  public void onPaused() {
    catchUp.restartSilence(time.monotonicMs());
    stage.onPaused();
  }

  @Override
  public OptionalLong dueMs() {
    final long nowMs = time.monotonicMs();
    final long windowMs = window.askAgainMs(nowMs, time.wallMs());
    final OptionalLong catchUpMs = catchUp.askAgainMs(nowMs);
    if (lastWindow.isPresent()) {
      return earlier(windowMs, catchUpMs);
    }
    return switch (window.phase()) {
      case CLOSED -> OptionalLong.of(windowMs);
      case READING -> earlier(earlier(windowMs, catchUpMs).getAsLong(), stage.dueMs());
      case EMPTYING -> earlier(windowMs, stage.dueMs());
    };
  }

  private static OptionalLong earlier(final long dueMs, final OptionalLong otherMs) {
    return OptionalLong.of(Math.min(dueMs, otherMs.orElse(dueMs)));
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
  public void flush() {
    stage.flush();
  }
}
