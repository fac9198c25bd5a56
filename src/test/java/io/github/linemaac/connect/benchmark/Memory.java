package io.github.linemaac.connect.benchmark;

import static org.awaitility.Awaitility.await;

import io.github.linemaac.connect.support.KafkaBroker;
import java.time.Duration;
import java.util.Map;

/**
 * What a worker with a small heap holds while MAAC is slow and a backlog waits, and whether that
 * grows with the backlog. The most of several looks counts, each after a full collection and with
 * another import under way.
 */
final class Memory {

  private static final int SMALL = 200_000;
  private static final int LARGE = 10 * SMALL;
  private static final int LOOKS = 5;
  private static final long IMPORT_MS = 1_000;
  private static final String HEAP = "256m";

  private final KafkaBroker broker;
  private final Report report;

  private Memory(KafkaBroker broker, Report report) {
    this.broker = broker;
    this.report = report;
  }

  static Figure measure(KafkaBroker broker, Report report) {
    report.title("Memory: a worker with a heap of %s, imports of %d ms", HEAP, IMPORT_MS);
    Memory memory = new Memory(broker, report);
    long small = memory.mostUsed(SMALL);
    long large = memory.mostUsed(LARGE);
    return Figure.atMost(1.10, "heap in use, with ten times the backlog", (double) large / small);
  }

  private long mostUsed(int records) {
    Backlog backlog = Backlog.write(broker.topics(), "backlog-" + records, records);
    try (MeasuredWorker worker = MeasuredWorker.start(broker, HEAP);
        PromptMaac maac = PromptMaac.start(IMPORT_MS)) {
      String connector = "memory-" + records;
      worker.startMaac(
          connector, backlog.topic(), maac.url(), "token", Map.of("imports.per.minute", "60000"));
      long mostUsed = 0;
      for (int look = 1; look <= LOOKS; look++) {
        // The first imports find memory still filling.
        long imports = 2L + look;
        await("import " + imports)
            .pollInterval(Duration.ofMillis(20))
            .atMost(Duration.ofMinutes(2))
            .until(() -> maac.imports() >= imports);
        mostUsed = Math.max(mostUsed, worker.jmx().usedHeapAfterGc());
      }
      report.line(
          "backlog of %,9d records: %,d taken in, at most %.1f MB in use",
          records, worker.jmx().recordsRead(connector), mostUsed / 1e6);
      worker.delete(connector);
      return mostUsed;
    }
  }
}
