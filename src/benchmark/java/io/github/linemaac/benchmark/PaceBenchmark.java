package io.github.linemaac.benchmark;

import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.sandbox.ImportStats;
import io.github.linemaac.sandbox.Sandbox;
import io.github.linemaac.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/**
 * How much of what MAAC allows is used while there is a backlog: 15 imports a minute of 10,000
 * members each, each of which takes 2 s, against a sandbox that refuses whatever is too much.
 */
final class PaceBenchmark {

  private static final int RECORDS = 400_000;
  private static final long IMPORT_MS = 2_000;
  private static final int FIRST = 2;
  private static final int LAST = 32;
  private static final double ALLOWED_PER_MINUTE = 150_000;

  private PaceBenchmark() {}

  static Figure measure(KafkaBroker broker, BenchmarkReport report) {
    Backlog backlog = Backlog.write(broker.topics(), "pace", RECORDS);
    report.title(
        "PaceBenchmark: MAAC's limits, imports of %d ms, from confirmed import %d to %d",
        IMPORT_MS, FIRST, LAST);
    Sandbox sandbox = new Sandbox();
    sandbox.settings().imports.durationMs = IMPORT_MS;
    try (SandboxServer maac = SandboxServer.start(sandbox, 0);
        MeasuredWorker worker = MeasuredWorker.start(broker, "512m", "pace")) {
      String token = maac.ask(account -> account.settings().token);
      worker.startMaac("pace", backlog.topic(), maac.url(), token, Map.of());
      awaitConfirmed(maac, FIRST);
      long fromNanos = System.nanoTime();
      long fromRows = imports(maac).rowsWritten();
      awaitConfirmed(maac, LAST);
      double minutes = (System.nanoTime() - fromNanos) / 60e9;
      ImportStats stats = imports(maac);
      double perMinute = (stats.rowsWritten() - fromRows) / minutes;
      report.line(
          "%,.0f members a minute for %.1f minutes; %d imports, %d refused",
          perMinute, minutes, stats.posted(), stats.throttled() + stats.refusedAsConcurrent());
      worker.delete("pace");
      return Figure.atLeast(
          0.98, "of the 150,000 members a minute that MAAC allows", perMinute / ALLOWED_PER_MINUTE);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start the sandbox on loopback", e);
    }
  }

  private static void awaitConfirmed(SandboxServer maac, long count) {
    await("import %d to be confirmed".formatted(count))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMinutes(5))
        .until(() -> imports(maac).succeeded() >= count);
  }

  private static ImportStats imports(SandboxServer maac) {
    return maac.ask(account -> account.imports().stats());
  }
}
