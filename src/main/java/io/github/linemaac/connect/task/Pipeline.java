package io.github.linemaac.connect.task;

import io.github.linemaac.connect.batching.BackPressure;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.upload.Delivery;
import io.github.linemaac.connect.upload.Outcome;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The started machine: records come in by {@link #put}, go through a {@link Stage} and are handed
 * to the {@link Delivery}; what became of them comes back and says what may be committed.
 *
 * <p>Not thread-safe: the task's thread owns it. Nothing in it blocks, but for the short wait of
 * {@link #preCommit}.
 */
public final class Pipeline implements AutoCloseable {
  /** How soon outcomes are looked for while some may come. */
  private static final long BUSY_MS = 50;

  /**
   * How long a commit waits for what is in flight. Connect gives all tasks of a worker 5 seconds
   * together to stop.
   */
  private static final long COMMIT_WAIT_MS = 1_000;

  private final Stage stage;
  private final Holdings holdings;
  private final BackPressure backPressure;
  private final Delivery delivery;
  private final Arrivals arrivals;
  private final SinkContext context;
  private final UploadLog uploadLog;
  private final TaskMetrics metrics;
  private final Time time;
  private final Set<TopicPartition> paused = new HashSet<>();
  private Optional<ConnectException> failure = Optional.empty();
  private boolean commitRequested;

  /** A pipeline that nothing is assigned to yet. */
  Pipeline(
      final Stage stage,
      final Holdings holdings,
      final BackPressure backPressure,
      final Delivery delivery,
      final TaskEnvironment environment) {
    this.stage = stage;
    this.holdings = holdings;
    this.backPressure = backPressure;
    this.delivery = delivery;
    this.arrivals = new Arrivals(stage, environment.context());
    this.context = environment.context();
    this.uploadLog = new UploadLog(environment.time());
    this.metrics = environment.metrics();
    this.time = environment.time();
  }

  /**
   * Partitions have been assigned: they flow, unless the backPressure is shut or they are to rest.
   */
  public void open(final Collection<TopicPartition> partitions) {
    arrivals.open(partitions);
    pauseOrResume();
  }

  /**
   * Takes in everything that it is given.
   *
   * @throws ConnectException if the task cannot go on; what is not settled by then comes again
   */
  public void put(final Collection<SinkRecord> records) {
    drain();
    throwFailure();
    metrics.received(arrivals.take(records, time.monotonicMs()));
    if (backPressure.isFull()) {
      stage.onPaused();
    }
    stage.advance();
    pauseOrResume();
    if (backPressure.isFull() && !delivery.isUnderWay()) {
      // Many records of few members fill the memory, but no batch.
      stage.flush();
    }
    scheduleWake();
    measure();
    arrivals.polls();
  }

  /**
   * What may be committed. Waits a moment for what is in flight, since after a last commit it would
   * be delivered twice; but not when this pipeline asked for the commit itself, so that it never
   * waits in the stream's way.
   *
   * @param positions Connect's current position per partition
   */
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      final Map<TopicPartition, OffsetAndMetadata> positions) {
    final long untilMs = time.monotonicMs() + (commitRequested ? 0 : COMMIT_WAIT_MS);
    drain();
    while (delivery.isUnderWay() && failure.isEmpty() && time.monotonicMs() < untilMs) {
      delivery.awaitOutcome(untilMs - time.monotonicMs());
      drain();
    }
    commitRequested = false;
    measure();
    return stage.safeOffsets(arrivals.taken(positions));
  }

  /** Partitions are gone: their tickets are detached, and what was not sent of them is dropped. */
  public void close(final Collection<TopicPartition> partitions) {
    arrivals.close(partitions);
    paused.removeAll(partitions);
    measure();
  }

  @Override
  public void close() {
    delivery.close();
  }

  /**
   * Settles what has become known. Throws nothing, since a commit must not: a failure is kept for
   * the next {@link #put}.
   */
  private void drain() {
    try {
      for (final Outcome outcome : delivery.drain()) {
        uploadLog.tell(outcome);
        metrics.told(outcome);
        settle(outcome);
      }
      if (holdings.settlePending()) {
        requestCommit();
      }
    } catch (final ConnectException e) {
      fail(e);
    } catch (final RuntimeException e) {
      fail(
          new ConnectException(
              "unexpected "
                  + e.getClass().getName()
                  + " while records were settled. Nothing is lost: restart the task",
              e));
    }
  }

  private void settle(final Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      fail(new ConnectException(failed.message()));
    } else if (holdings.settle(outcome)) {
      requestCommit();
    }
  }

  private void requestCommit() {
    commitRequested = true;
    context.requestCommit();
  }

  private void fail(final ConnectException e) {
    if (failure.isEmpty()) {
      failure = Optional.of(e);
    }
  }

  private void throwFailure() {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void pauseOrResume() {
    final boolean isFull = backPressure.update(holdings.heldRecords(), holdings.heldBytes());
    final Set<TopicPartition> pausing = new HashSet<>();
    final Set<TopicPartition> resuming = new HashSet<>();
    paused.retainAll(arrivals.opened());
    for (final TopicPartition partition : arrivals.opened()) {
      final boolean rests = isFull || stage.shouldPause(partition);
      if (rests && paused.add(partition)) {
        pausing.add(partition);
      } else if (!rests && paused.remove(partition)) {
        resuming.add(partition);
      }
    }
    if (!pausing.isEmpty()) {
      context.pause(pausing);
    }
    if (!resuming.isEmpty()) {
      context.resume(resuming);
    }
  }

  /** Lets operators see how things stand. */
  private void measure() {
    metrics.holds(holdings.heldRecords(), holdings.heldBytes(), holdings.oldestUnconfirmedMs());
    // A partition that only rests until its time is not held back.
    final boolean isHeldBack = backPressure.isFull() && !paused.isEmpty();
    metrics.paused(isHeldBack);
    uploadLog.paused(isHeldBack, holdings.heldRecords());
  }

  private void scheduleWake() {
    if (delivery.isUnderWay() || holdings.awaitsDeadLetters()) {
      context.wakeWithin(BUSY_MS);
      return;
    }
    LongStream.concat(stage.dueMs().stream(), arrivals.dueMs().stream())
        .min()
        .ifPresent(dueMs -> context.wakeWithin(Math.max(1, dueMs - time.monotonicMs())));
  }
}
