package io.github.linemaac.benchmark;

import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.WorkerJmx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a worker with a small heap holds while MAAC is slow and a backlog waits, and whether that
 * grows with the backlog. The first import takes for ever; once the connector has taken in all that
 * it will, a full collection shows what it holds at the most.
 */
final class Memory {

  private static final int SMALL = 200_000;
  private static final int LARGE = 10 * SMALL;
  private static final long IMPORT_MS = 3_600_000;
  private static final String HEAP = "256m";

  private final KafkaBroker broker;
  private final BenchmarkReport report;

  private Memory(KafkaBroker broker, BenchmarkReport report) {
    this.broker = broker;
    this.report = report;
  }

  static Figure measure(KafkaBroker broker, BenchmarkReport report) {
    report.title("Memory: a worker with a heap of %s, an import that does not end", HEAP);
    Memory memory = new Memory(broker, report);
    long small = memory.usedHeap(SMALL);
    long large = memory.usedHeap(LARGE);
    return Figure.atMost(1.10, "heap in use, with ten times the backlog", (double) large / small);
  }

  private long usedHeap(int records) {
    Backlog backlog = Backlog.write(broker.topics(), "backlog-" + records, records);
    try (MeasuredWorker worker = MeasuredWorker.start(broker, HEAP, "memory-" + records);
        PromptMaac maac = PromptMaac.start(IMPORT_MS)) {
      String connector = "memory-" + records;
      worker.startMaac(
          connector, backlog.topic(), maac.url(), "token", Map.of("imports.per.minute", "60000"));
      await("the first import").atMost(Duration.ofMinutes(2)).until(() -> maac.imports() == 1);
      awaitFull(worker.jmx(), connector);
      long used = worker.jmx().usedHeapAfterGc();
      report.line(
          "backlog of %,9d records: %,d taken in, %.1f MB in use",
          records, worker.jmx().recordsRead(connector), used / 1e6);
      worker.delete(connector);
      return used;
    }
  }

  /** Waits until the connector takes in nothing more. */
  private static void awaitFull(WorkerJmx jmx, String connector) {
    AtomicLong before = new AtomicLong();
    await("the connector to be full")
        .pollInterval(Duration.ofSeconds(3))
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              long now = jmx.recordsRead(connector);
              return before.getAndSet(now) == now;
            });
  }
}
