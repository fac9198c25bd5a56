package io.github.linemaac.benchmark;

import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.KafkaTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.awaitility.core.ConditionFactory;

/**
 * How fast one task delivers to a MAAC that answers at once, and what that costs the worker's
 * processors, by each converter and beside a sink that does nothing. All take turns, each on a
 * worker of its own, since a JVM that has run one is compiled for it.
 *
 * <p>The clock starts with the first record that the task is given. It stops for a sink that does
 * nothing when the last record was put, and for the connector only when the last offset is
 * committed.
 */
final class Throughput {

  private static final int RECORDS = 1_000_000;
  private static final int WARM_UP_ROUNDS = 2;
  private static final int ROUNDS = 5;

  /** What Kafka's own start script gives a worker. */
  private static final String HEAP = "2g";

  private final KafkaTopics topics;
  private final Backlog backlog;
  private final PromptMaac maac;
  private final BenchmarkReport report;
  private final Map<Contender, MeasuredWorker> workers = new HashMap<>();
  private final Map<Contender, List<Leg>> legs = new HashMap<>();

  private Throughput(
      KafkaTopics topics, Backlog backlog, PromptMaac maac, BenchmarkReport report) {
    this.topics = topics;
    this.backlog = backlog;
    this.maac = maac;
    this.report = report;
  }

  /** What all records took once, in time and in time of the worker's processors. */
  private record Leg(double seconds, double cpuSeconds) {

    double recordsPerSecond() {
      return RECORDS / seconds;
    }

    double cpuSecondsPerMillion() {
      return cpuSeconds * 1_000_000 / RECORDS;
    }
  }

  static List<Figure> measure(KafkaBroker broker, BenchmarkReport report) {
    Backlog backlog = Backlog.write(broker.topics(), "throughput", RECORDS);
    report.title(
        "Throughput: one task, %d partitions, %,d records of %d bytes, JSON without schema",
        Backlog.PARTITIONS, RECORDS, backlog.valueBytes());
    try (PromptMaac maac = PromptMaac.start(0)) {
      Throughput throughput = new Throughput(broker.topics(), backlog, maac, report);
      try {
        throughput.start(broker);
        throughput.run();
      } finally {
        throughput.workers.values().forEach(MeasuredWorker::close);
      }
      return throughput.figures();
    }
  }

  private void start(KafkaBroker broker) {
    for (Contender contender : Contender.ALL) {
      workers.put(contender, MeasuredWorker.start(broker, HEAP, contender.name()));
      legs.put(contender, new ArrayList<>());
    }
  }

  private void run() {
    for (int round = 1 - WARM_UP_ROUNDS; round <= ROUNDS; round++) {
      for (Contender contender : Contender.ALL) {
        Leg leg = leg(contender, contender.name() + "-" + (round + WARM_UP_ROUNDS));
        if (round > 0) {
          legs.get(contender).add(leg);
          report.line(
              "round %d: %-40s %,9.0f records/s   %5.2f CPU s a million",
              round, contender.title(), leg.recordsPerSecond(), leg.cpuSecondsPerMillion());
        }
      }
    }
  }

  private List<Figure> figures() {
    report.title("Medians of %d rounds", ROUNDS);
    for (Contender contender : Contender.ALL) {
      report.line(
          "%-40s %,9.0f records/s   %5.2f CPU s a million",
          contender.title(),
          median(legs.get(contender).stream().map(Leg::recordsPerSecond).toList()),
          median(legs.get(contender).stream().map(Leg::cpuSecondsPerMillion).toList()));
    }
    return List.of(
        Figure.atLeast(
            1.0,
            "records/s, ByteArrayConverter, against nothing + JsonConverter",
            ratio(Contender.MAAC_BYTES, Contender.NOTHING_MAP, Leg::recordsPerSecond)),
        Figure.atLeast(
            1.5,
            "records/s, ByteArrayConverter, against JsonConverter",
            ratio(Contender.MAAC_BYTES, Contender.MAAC_MAP, Leg::recordsPerSecond)),
        Figure.atMost(
            1.1,
            "CPU, ByteArrayConverter, against nothing + JsonConverter",
            ratio(Contender.MAAC_BYTES, Contender.NOTHING_MAP, Leg::cpuSecondsPerMillion)));
  }

  /** The median of the ratios of each round. */
  private double ratio(Contender one, Contender other, ToDoubleFunction<Leg> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      ratios.add(
          figure.applyAsDouble(legs.get(one).get(i))
              / figure.applyAsDouble(legs.get(other).get(i)));
    }
    return median(ratios);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private Leg leg(Contender contender, String connector) {
    MeasuredWorker worker = workers.get(contender);
    if (!contender.isDelivered()) {
      worker.startNothing(connector, backlog.topic(), contender.converter());
      return leg(worker, connector, () -> worker.jmx().recordsPut(connector) == RECORDS);
    }
    worker.startMaac(connector, backlog.topic(), maac.url(), "token", settings(contender));
    String group = KafkaTopics.groupOf(connector);
    // The broker is asked only at the end, since its answers cost the processors some time.
    return leg(
        worker,
        connector,
        () ->
            worker.jmx().recordsPut(connector) == RECORDS
                && topics.lag(group, backlog.topic()) == 0);
  }

  private static Map<String, String> settings(Contender contender) {
    Map<String, String> settings = new HashMap<>(contender.converter());
    settings.put("imports.per.minute", "60000");
    return settings;
  }

  private static Leg leg(MeasuredWorker worker, String connector, Callable<Boolean> done) {
    watch(connector + " to begin").until(() -> worker.jmx().recordsRead(connector) > 0);
    long cpuNanos = worker.jmx().cpuNanos();
    long begunNanos = System.nanoTime();
    watch(connector + " to end").until(done);
    double seconds = (System.nanoTime() - begunNanos) / 1e9;
    double cpuSeconds = (worker.jmx().cpuNanos() - cpuNanos) / 1e9;
    worker.delete(connector);
    return new Leg(seconds, cpuSeconds);
  }

  private static ConditionFactory watch(String what) {
    return await(what)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofMinutes(3));
  }
}
