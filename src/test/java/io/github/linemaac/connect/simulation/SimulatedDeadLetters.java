package io.github.linemaac.connect.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/** A dead-letter queue that writes some time after it was told to. */
final class SimulatedDeadLetters {
  private final RandomGenerator random;
  private final Deque<Report> reports = new ArrayDeque<>();
  private final Set<Position> written = new HashSet<>();

  /** Where a record stands. */
  record Position(TopicPartition partition, long offset) {}

  private record Report(Position position, CompletableFuture<Void> done) {}

  SimulatedDeadLetters(final RandomGenerator random) {
    this.random = random;
  }

  /** A reporter as Connect gives it to a task that starts. */
  ErrantRecordReporter reporter() {
    return this::report;
  }

  private Future<Void> report(final SinkRecord record, final Throwable reason) {
    final CompletableFuture<Void> done = new CompletableFuture<>();
    reports.addLast(
        new Report(
            new Position(
                new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                record.originalKafkaOffset()),
            done));
    if (random.nextBoolean()) {
      writeAll();
    }
    return done;
  }

  /** Writes what was reported, as Connect makes sure before each commit. */
  void writeAll() {
    while (!reports.isEmpty()) {
      final Report report = reports.removeFirst();
      written.add(report.position());
      report.done().complete(null);
    }
  }

  /** The process is gone, and with it what was not written. */
  void crash() {
    reports.clear();
  }

  boolean has(final TopicPartition partition, final long offset) {
    return written.contains(new Position(partition, offset));
  }
}
