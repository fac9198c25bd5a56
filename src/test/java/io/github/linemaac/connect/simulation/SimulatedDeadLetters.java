package io.github.linemaac.connect.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/** A dead-letter queue that writes some time after it was told to. */
final class SimulatedDeadLetters {
  private final Dice dice;
  private final Deque<Report> reports = new ArrayDeque<>();
  private final Set<Entry> written = new HashSet<>();

  private record Report(Entry entry, CompletableFuture<Void> done) {}

  SimulatedDeadLetters(final Dice dice) {
    this.dice = dice;
  }

  /** A reporter as Connect gives it to a task that starts. */
  ErrantRecordReporter reporter() {
    return this::report;
  }

  private Future<Void> report(final SinkRecord record, final Throwable reason) {
    final CompletableFuture<Void> done = new CompletableFuture<>();
    reports.addLast(new Report(((Entry.Delivered) record).entry(), done));
    if (dice.nextBoolean()) {
      writeAll();
    }
    return done;
  }

  private void writeAll() {
    while (!reports.isEmpty()) {
      final Report report = reports.removeFirst();
      written.add(report.entry());
      report.done().complete(null);
    }
  }

  /** Writes what was reported of these partitions, as Connect makes sure before each commit. */
  void await(final Collection<TopicPartition> partitions) {
    for (final Report report : take(partitions)) {
      written.add(report.entry());
      report.done().complete(null);
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

  boolean has(final Entry entry) {
    return written.contains(entry);
  }
}
