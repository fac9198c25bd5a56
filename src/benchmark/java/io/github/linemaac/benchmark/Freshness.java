package io.github.linemaac.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.KafkaTopics;
import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.sandbox.Sandbox;
import io.github.linemaac.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How long it is from a record to its confirmation, for single records, a trickle and a flood, at
 * MAAC's pace and with imports of 2 s. One connector gathers for {@code flush.interval.ms=5000} and
 * one for 0; both read the same topic, each for an account of its own.
 */
final class Freshness {

  private static final long IMPORT_MS = 2_000;
  private static final long GAP_MS = 4_000;

  /** What one import takes until it is noticed, by the default of {@code import.poll.interval.ms}. */
  private static final long NOTICED_MS = IMPORT_MS + 1_000;

  /** A record waits for a gap at most, and for its own import; the rest is for our looking. */
  private static final double BOUND = 1.05;

  private static final String TOPIC = "freshness";
  private static final long LOOK_MS = 50;
  private static final int SECONDS = 60;

  private final KafkaTopics topics;
  private final BenchmarkReport report;
  private final List<Reader> readers = new ArrayList<>();
  private final List<Long> sentNanos = new ArrayList<>();

  private Freshness(KafkaTopics topics, BenchmarkReport report) {
    this.topics = topics;
    this.report = report;
  }

  /** How many records come at once, and how often. */
  private record Arrivals(String name, int atOnce, long everyMs) {}

  /** A connector, and how long each of the records that it has confirmed took. */
  private static final class Reader {
    private final String flushMs;
    private final SandboxServer maac;
    private final List<Long> tookMs = new ArrayList<>();
    private int confirmed;

    private Reader(String flushMs, SandboxServer maac) {
      this.flushMs = flushMs;
      this.maac = maac;
    }

    private String connector() {
      return "freshness-" + flushMs;
    }
  }

  static List<Figure> measure(KafkaBroker broker, BenchmarkReport report) {
    report.title(
        "Freshness: from a record to its confirmation, a gap of %d ms between imports of %d ms",
        GAP_MS, IMPORT_MS);
    broker.topics().create(TOPIC, 1);
    try (SandboxServer one = maac();
        SandboxServer other = maac();
        MeasuredWorker worker = MeasuredWorker.start(broker, "512m", TOPIC)) {
      Freshness freshness = new Freshness(broker.topics(), report);
      freshness.start(worker, new Reader("0", one));
      freshness.start(worker, new Reader("5000", other));
      return freshness.measure();
    }
  }

  private static SandboxServer maac() {
    Sandbox sandbox = new Sandbox();
    sandbox.settings().imports.durationMs = IMPORT_MS;
    try {
      return SandboxServer.start(sandbox, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start the sandbox on loopback", e);
    }
  }

  private void start(MeasuredWorker worker, Reader reader) {
    readers.add(reader);
    worker.startMaac(
        reader.connector(),
        TOPIC,
        reader.maac.url(),
        reader.maac.ask(account -> account.settings().token),
        Map.of("flush.interval.ms", reader.flushMs));
  }

  /** The first imports after a start leave others some room; what comes then does not count. */
  private List<Figure> measure() {
    run(new Arrivals("first", 1, 500), SECONDS / 2);
    readers.forEach(reader -> reader.tookMs.clear());
    List<Figure> figures = new ArrayList<>();
    for (Arrivals arrivals :
        List.of(
            new Arrivals("single records", 1, 15_000),
            new Arrivals("a trickle", 1, 500),
            new Arrivals("a flood", 100, 50))) {
      List<Long> imports = readers.stream().map(Freshness::imports).toList();
      run(arrivals, SECONDS);
      for (int i = 0; i < readers.size(); i++) {
        Reader reader = readers.get(i);
        tell(arrivals, reader, imports(reader) - imports.get(i));
        if (reader.flushMs.equals("0")) {
          figures.add(
              Figure.atMost(
                  BOUND,
                  "longest for %s, against a gap and an import".formatted(arrivals.name()),
                  reader.tookMs.stream().mapToLong(ms -> ms).max().orElseThrow()
                      / (double) (GAP_MS + NOTICED_MS)));
        }
        reader.tookMs.clear();
      }
    }
    return figures;
  }

  private void tell(Arrivals arrivals, Reader reader, long imports) {
    List<Long> sorted = reader.tookMs.stream().sorted().toList();
    report.line(
        "%-14s flush.interval.ms=%-4s  median %,6d ms  longest %,6d ms  %,6d records, %d imports",
        arrivals.name(),
        reader.flushMs,
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() - 1),
        sorted.size(),
        imports);
  }

  private static long imports(Reader reader) {
    return reader.maac.ask(account -> account.imports().stats()).accepted();
  }

  /** Writes records for a time, and looks on until each connector has committed all of them. */
  private void run(Arrivals arrivals, int seconds) {
    long startNanos = System.nanoTime();
    int first = sentNanos.size();
    int due = Math.toIntExact(seconds * 1_000L / arrivals.everyMs()) * arrivals.atOnce();
    boolean isConfirmed = false;
    while (!isConfirmed) {
      long elapsedMs = (System.nanoTime() - startNanos) / 1_000_000;
      long now = Math.min(due, (elapsedMs / arrivals.everyMs() + 1) * arrivals.atOnce());
      write(first + Math.toIntExact(now));
      readers.forEach(this::look);
      int sent = sentNanos.size() - first;
      isConfirmed =
          sent == due && readers.stream().allMatch(reader -> reader.confirmed == sentNanos.size());
      Ticker.pause(LOOK_MS);
    }
  }

  private void write(int count) {
    List<ProducerRecord<byte[], byte[]>> records =
        IntStream.range(sentNanos.size(), count)
            .mapToObj(MemberRecord::number)
            .map(member -> new ProducerRecord<byte[], byte[]>(TOPIC, member.json().getBytes(UTF_8)))
            .toList();
    long nowNanos = System.nanoTime();
    records.forEach(record -> sentNanos.add(nowNanos));
    topics.produceAll(records);
  }

  private void look(Reader reader) {
    long committed =
        topics
            .committedOffsets(KafkaTopics.groupOf(reader.connector()))
            .getOrDefault(new TopicPartition(TOPIC, 0), 0L);
    long nowNanos = System.nanoTime();
    for (; reader.confirmed < committed; reader.confirmed++) {
      reader.tookMs.add((nowNanos - sentNanos.get(reader.confirmed)) / 1_000_000);
    }
  }
}
