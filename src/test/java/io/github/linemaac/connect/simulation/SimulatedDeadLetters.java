package io.github.linemaac.connect.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A dead-letter queue that writes some time after it was told to, by the rules of Kafka's own
 * WorkerErrantRecordReporter (4.3); and that fails, or is not there at all.
 */
final class SimulatedDeadLetters {
  private final Dice dice;
  private final Deque<Report> reports = new ArrayDeque<>();
  private final Set<Entry> written = new HashSet<>();
  private Mode mode = Mode.WRITES;

  /** What it does with reports. */
  enum Mode {
    WRITES,
    /** Their topic takes nothing. */
    FAILS,
    /** Connect's {@code errors.tolerance} is {@code none}: they are written, and fail the task. */
    THROWS,
    /** No dead-letter queue is configured. */
    ABSENT
  }

  private record Report(Entry entry, CompletableFuture<Void> done, boolean isWritten) {

    /** It is written, or will never be. */
    void settle(final Set<Entry> written) {
      if (isWritten) {
        written.add(entry);
        done.complete(null);
      } else {
        done.completeExceptionally(new IllegalStateException("the topic takes nothing"));
      }
    }
  }

  SimulatedDeadLetters(final Dice dice) {
    this.dice = dice;
  }

  void become(final Mode next) {
    if (isThere()) {
      mode = next;
    }
  }

  /** Whoever is in charge sees to it that reports are written again. */
  void isRepaired() {
    become(Mode.WRITES);
  }

  /** A reporter as Connect gives it to a task that starts. */
  Optional<ErrantRecordReporter> reporter() {
    return mode == Mode.ABSENT ? Optional.empty() : Optional.of(this::report);
  }

  private Future<Void> report(final SinkRecord record, final Throwable reason) {
    final Report report =
        new Report(
            ((Entry.Delivered) record).entry(), new CompletableFuture<>(), mode != Mode.FAILS);
    if (mode == Mode.THROWS) {
      report.settle(written);
      throw new ConnectException("Tolerance exceeded in error handler", reason);
    }
    reports.addLast(report);
    return report.done();
  }

  /** Writes the oldest reports, as time passes. */
  void writeSome() {
    while (!reports.isEmpty() && dice.nextBoolean()) {
      reports.removeFirst().settle(written);
    }
  }

  /**
   * Writes what was reported of these partitions, as Connect makes sure before each commit.
   *
   * @throws ConnectException if that fails, which fails the task
   */
  void await(final Collection<TopicPartition> partitions) {
    for (final Report report : take(partitions)) {
      report.settle(written);
      if (report.done().isCompletedExceptionally()) {
        throw new ConnectException("a reported record could not be written");
      }
    }
  }

  /** Gives up what was reported of partitions that are lost. */
  void cancel(final Collection<TopicPartition> partitions) {
    take(partitions).forEach(report -> report.done().cancel(true));
  }

  private List<Report> take(final Collection<TopicPartition> partitions) {
    final List<Report> taken = new ArrayList<>();
    reports.removeIf(
        report -> partitions.contains(report.entry().partition()) && taken.add(report));
    return taken;
  }

  /** The process is gone, and with it what was not written. */
  void crash() {
    reports.clear();
  }

  /** Whether a rejected record is where it belongs; without a queue that is a line in the log. */
  boolean has(final Entry entry) {
    return written.contains(entry);
  }

  boolean isThere() {
    return mode != Mode.ABSENT;
  }
}
