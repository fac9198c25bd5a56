package io.github.linemaac.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.KafkaTopics;
import io.github.linemaac.sandbox.SandboxServer;
import io.github.linemaac.sandbox.StoredSegment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How long it takes from the first record of a topic to the longest list that MAAC takes, uploaded
 * and ready, beside the time that a sink that does nothing needs to read the same topic. MAAC is
 * the strict sandbox, whose lists are ready at once.
 *
 * <p>A topic is caught up when it shows a record from after the start, or has been silent for five
 * seconds. Both are measured; the first is the figure, since the second is mostly that wait.
 */
final class ReadyList {

  private static final int IDS = 300_000;
  private static final int PARTITIONS = 4;
  private static final int WARM_UP_ROUNDS = 1;
  private static final int ROUNDS = 5;
  private static final long LATER_MS = 3_600_000;
  private static final String HEAP = "2g";

  private final KafkaTopics topics;
  private final MeasuredWorker worker;
  private final BenchmarkReport report;

  private ReadyList(KafkaTopics topics, MeasuredWorker worker, BenchmarkReport report) {
    this.topics = topics;
    this.worker = worker;
    this.report = report;
  }

  static Figure measure(KafkaBroker broker, BenchmarkReport report) {
    report.title("Lists: one task, %d partitions, %,d ids, JSON without schema", PARTITIONS, IDS);
    try (MeasuredWorker worker = MeasuredWorker.start(broker, HEAP, "lists")) {
      return new ReadyList(broker.topics(), worker, report).measure();
    }
  }

  private Figure measure() {
    write("lively", LATER_MS);
    write("silent", 0);
    List<Double> ratios = new ArrayList<>();
    for (int round = 1 - WARM_UP_ROUNDS; round <= ROUNDS; round++) {
      long nothingMs = nothingMs("nothing-" + round);
      long livelyMs = readyMs("lively-list-" + round, "lively");
      long silentMs = readyMs("silent-list-" + round, "silent");
      if (round > 0) {
        ratios.add((double) livelyMs / nothingMs);
        report.line(
            "round %d: nothing %,6d ms   list ready %,6d ms   ratio %.2f   on a silent topic %,6d ms",
            round, nothingMs, livelyMs, (double) livelyMs / nothingMs, silentMs);
      }
    }
    ratios.sort(null);
    return Figure.atMost(
        5.0, "time to a ready list, against reading alone (median)", ratios.get(ROUNDS / 2));
  }

  private void write(String topic, long lastLaterMs) {
    topics.create(topic, PARTITIONS);
    long nowMs = System.currentTimeMillis();
    topics.produceAll(
        IntStream.range(0, IDS)
            .mapToObj(
                number -> {
                  boolean isLast = number >= IDS - PARTITIONS;
                  String id = "U%032x".formatted(number);
                  return new ProducerRecord<>(
                      topic,
                      number % PARTITIONS,
                      nowMs + (isLast ? lastLaterMs : 0),
                      id.getBytes(UTF_8),
                      "{\"line_uid\":\"%s\"}".formatted(id).getBytes(UTF_8));
                }));
  }

  private long nothingMs(String connector) {
    worker.startNothing(connector, "lively", Map.of());
    return elapsedMs(connector, () -> worker.jmx().recordsPut(connector) == IDS);
  }

  private long readyMs(String connector, String topic) {
    try (SandboxServer maac = SandboxServer.start()) {
      maac.tell(
          sandbox -> {
            sandbox.settings().segments.dropsUnknownContacts = false;
            sandbox.settings().segments.readyAfterMs = 0;
          });
      String token = maac.ask(sandbox -> sandbox.settings().token);
      Map<String, String> config =
          Map.of(
              "data.object", "segments", "segment.name", "vip", "import.poll.interval.ms", "100");
      worker.startMaac(connector, topic, maac.url(), token, config);
      return elapsedMs(connector, () -> hasWholeList(maac));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start a sandbox on loopback", e);
    }
  }

  private static boolean hasWholeList(SandboxServer maac) {
    List<StoredSegment> lists = maac.ask(sandbox -> sandbox.segments().named("vip"));
    return lists.size() == 1 && lists.get(0).ids().size() == IDS;
  }

  private long elapsedMs(String connector, Callable<Boolean> done) {
    await(connector + " to begin")
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofMinutes(1))
        .until(() -> worker.jmx().recordsRead(connector) > 0);
    long begunNanos = System.nanoTime();
    await(connector + " to end")
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofMinutes(2))
        .until(done);
    long elapsedMs = (System.nanoTime() - begunNanos) / 1_000_000;
    worker.delete(connector);
    return elapsedMs;
  }
}
