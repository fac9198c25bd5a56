package io.github.linemaac.benchmark;

import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.KafkaTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionFactory;

/**
 * How fast one task delivers to a MAAC that answers at once, beside a sink that does nothing, on
 * the same worker and in turns. The clock starts with the first record that the task is given. It
 * stops for the sink that does nothing when the last record was put, and for the connector only
 * when the last offset is committed.
 */
final class Throughput {

  private static final int RECORDS = 1_000_000;
  private static final int WARM_UP_ROUNDS = 3;
  private static final int ROUNDS = 5;

  /** What Kafka's own start script gives a worker. */
  private static final String HEAP = "2g";

  private final KafkaTopics topics;
  private final MeasuredWorker worker;
  private final Backlog backlog;
  private final BenchmarkReport report;

  private Throughput(KafkaTopics topics, MeasuredWorker worker, Backlog backlog, BenchmarkReport report) {
    this.topics = topics;
    this.worker = worker;
    this.backlog = backlog;
    this.report = report;
  }

  static Figure measure(KafkaBroker broker, BenchmarkReport report) {
    Backlog backlog = Backlog.write(broker.topics(), "throughput", RECORDS);
    report.title(
        "Throughput: one task, %d partitions, %,d records of %d bytes, JSON without schema",
        Backlog.PARTITIONS, RECORDS, backlog.valueBytes());
    try (MeasuredWorker worker = MeasuredWorker.start(broker, HEAP);
        PromptMaac maac = PromptMaac.start(0)) {
      return new Throughput(broker.topics(), worker, backlog, report).measure(maac);
    }
  }

  private Figure measure(PromptMaac maac) {
    for (int round = 1; round <= WARM_UP_ROUNDS; round++) {
      nothingPerSecond("warm-up-nothing-" + round);
      deliveredPerSecond("warm-up-maac-" + round, maac);
    }
    List<Double> ratios = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      double nothing = nothingPerSecond("nothing-" + round);
      double delivered = deliveredPerSecond("maac-" + round, maac);
      ratios.add(delivered / nothing);
      report.line(
          "round %d: nothing %,9.0f records/s   delivered %,9.0f records/s   ratio %.3f",
          round, nothing, delivered, delivered / nothing);
    }
    ratios.sort(null);
    return Figure.atLeast(
        0.70, "delivered, of what a sink that does nothing gets (median)", ratios.get(ROUNDS / 2));
  }

  private double nothingPerSecond(String connector) {
    worker.startNothing(connector, backlog.topic());
    return perSecond(connector, () -> worker.jmx().recordsPut(connector) == RECORDS);
  }

  private double deliveredPerSecond(String connector, PromptMaac maac) {
    worker.startMaac(
        connector, backlog.topic(), maac.url(), "token", Map.of("imports.per.minute", "60000"));
    String group = KafkaTopics.groupOf(connector);
    // The broker is asked only at the end, since its answers cost the processors some time.
    return perSecond(
        connector,
        () ->
            worker.jmx().recordsPut(connector) == RECORDS
                && topics.lag(group, backlog.topic()) == 0);
  }

  private double perSecond(String connector, Callable<Boolean> done) {
    watch(connector + " to begin").until(() -> worker.jmx().recordsRead(connector) > 0);
    long begunNanos = System.nanoTime();
    watch(connector + " to end").until(done);
    double seconds = (System.nanoTime() - begunNanos) / 1e9;
    worker.delete(connector);
    return RECORDS / seconds;
  }

  private static ConditionFactory watch(String what) {
    return await(what)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofMinutes(3));
  }
}
