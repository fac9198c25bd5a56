package io.github.linemaac.benchmark;

import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.ConnectRest;
import io.github.linemaac.cluster.KafkaTopics;
import io.github.linemaac.sandbox.ImportStats;
import io.github.linemaac.sandbox.Sandbox;
import io.github.linemaac.sandbox.SandboxServer;
import io.github.linemaac.sandbox.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionTimeoutException;

/**
 * An account, a connector that delivers members to it and one that delivers lists, and what must
 * have become of all that their topics say. MAAC takes a moment for everything, and is otherwise as
 * strict as ever but for its pace.
 */
final class Trial implements AutoCloseable {

  private static final String MEMBERS = "members";
  private static final String LISTS = "lists";

  /** The names of both connectors. */
  static final List<String> CONNECTORS = List.of(MEMBERS, LISTS);

  private static final long MAAC_TAKES_MS = 300;
  private static final int FAULTS_TOLD = 20;

  /** A list waits five minutes for a topic that was deleted. */
  private static final Duration LIMIT = Duration.ofMinutes(8);

  private final KafkaTopics kafka;
  private final SandboxServer maac;
  private final MemberStream members;
  private final ListStream lists;
  private final Set<String> faults = new LinkedHashSet<>();

  private Trial(KafkaTopics kafka, SandboxServer maac, long seed) {
    this.kafka = kafka;
    this.maac = maac;
    this.members = new MemberStream(new BenchmarkTopics(kafka), rejected(MEMBERS), new Random(seed + 1));
    this.lists = new ListStream(new BenchmarkTopics(kafka), new Random(seed + 2));
  }

  static Trial begin(KafkaTopics kafka, long seed) {
    Sandbox sandbox = new Sandbox();
    sandbox.settings().imports.perMinute = Integer.MAX_VALUE;
    sandbox.settings().imports.durationMs = MAAC_TAKES_MS;
    sandbox.settings().segments.dropsUnknownContacts = false;
    sandbox.settings().segments.readyAfterMs = MAAC_TAKES_MS;
    sandbox.settings().segments.cap = Integer.MAX_VALUE;
    try {
      return new Trial(kafka, SandboxServer.start(sandbox, 0), seed);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start the sandbox on loopback", e);
    }
  }

  /** What the random numbers of a run begin with: {@code benchmark.seed}, or another each time. */
  static long seed() {
    return Long.getLong("benchmark.seed", System.nanoTime() % 1_000_000);
  }

  MemberStream members() {
    return members;
  }

  ListStream lists() {
    return lists;
  }

  /** How much was found to be wrong so far. */
  int faults() {
    return faults.size();
  }

  /** Whether MAAC is at work on an import. */
  boolean isImporting() {
    return maac.ask(sandbox -> sandbox.imports().running() > 0);
  }

  /** Whether MAAC is at work on a list. */
  boolean isComputing() {
    long nowMs = maac.nowMs();
    return maac.ask(
        sandbox -> sandbox.segments().all().stream().anyMatch(list -> !list.isReady(nowMs)));
  }

  /** How many lists MAAC was sent. */
  int uploads() {
    return maac.ask(sandbox -> sandbox.segments().uploads().size());
  }

  /** Starts both connectors. */
  void start(ConnectRest rest) {
    Map<String, String> ofMembers = common(MEMBERS);
    ofMembers.put("data.object", "members");
    ofMembers.put("import.key", "line_uid");
    ofMembers.put("imports.per.minute", "60000");
    ofMembers.put("batch.max.records", "200");
    ofMembers.put("flush.interval.ms", "200");
    rest.put(MEMBERS, ofMembers);
    Map<String, String> ofLists = common(LISTS);
    ofLists.put("data.object", "segments");
    ofLists.put("segment.upload.interval.ms", "500");
    ofLists.put("segment.max.shrink.percent", "100");
    rest.put(LISTS, ofLists);
  }

  /** Compares MAAC with what is committed now, and each upload with the topics of its time. */
  void checkCommitted() {
    Map<TopicPartition, Long> committed = committed();
    faults.addAll(members.faults(place -> place.isBefore(committed), maac));
    faults.addAll(lists.faults(place -> place.isBefore(committed), place -> true, maac));
    faults.addAll(lists.halfBuilt(maac));
  }

  /** Whether all of a topic is committed, and nothing else. */
  boolean isCommitted(String topic) {
    Map<TopicPartition, Long> committed = committed();
    return kafka.endOffsets(topic).entrySet().stream()
        .allMatch(end -> end.getValue().equals(committed.getOrDefault(end.getKey(), 0L)));
  }

  /** The least that is committed of any partition of a topic. */
  long leastCommitted(String topic) {
    Map<TopicPartition, Long> committed = committed();
    return kafka.endOffsets(topic).keySet().stream()
        .mapToLong(partition -> committed.getOrDefault(partition, 0L))
        .min()
        .orElse(0);
  }

  /** A task that has failed is a fault. */
  void checkRunning(ConnectRest rest) {
    faults.addAll(failures(rest));
  }

  /** Waits until all that the topics have is committed, and compares MAAC with it. */
  void checkAll(ConnectRest rest) {
    try {
      await("every record to be committed")
          .pollInterval(Duration.ofMillis(500))
          .atMost(LIMIT)
          .until(() -> uncommitted().isEmpty() || !failures(rest).isEmpty());
    } catch (ConditionTimeoutException e) {
      faults.add("not committed after %d s: %s".formatted(LIMIT.toSeconds(), uncommitted()));
    }
    checkRunning(rest);
    faults.addAll(members.faults(members::have, maac));
    faults.addAll(lists.faults(lists::have, lists::have, maac));
    maac.ask(sandbox -> sandbox.account().violations()).stream()
        .filter(broken -> broken.kind() != Violation.Kind.CONCURRENT_IMPORT)
        .forEach(broken -> faults.add("a rule of MAAC was broken: " + broken.what()));
  }

  /** Prints what was delivered. */
  void tell(BenchmarkReport report) {
    ImportStats imports = maac.ask(sandbox -> sandbox.imports().stats());
    report.line(
        "members: %,d records, %,d of them invalid; %,d rows in %,d imports",
        members.records(), members.invalidRecords(), imports.rowsAccepted(), imports.accepted());
    report.line(
        "lists: %,d records of %d lists; %,d uploads", lists.records(), lists.lists(), uploads());
    faults.stream().limit(FAULTS_TOLD).forEach(fault -> report.line("FAULT: %s", fault));
  }

  /** How much was found to be wrong, and should not be. */
  Figure figure(String name) {
    return Figure.atMost(0, name, faults.size());
  }

  @Override
  public void close() {
    maac.close();
  }

  private static String rejected(String name) {
    return name + "-rejected";
  }

  private Map<String, String> common(String name) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("connector.class", "io.github.linemaac.connect.MaacSinkConnector");
    config.put("topics.regex", name + "[0-9]");
    config.put("api.url", maac.url().toString());
    config.put("api.token", maac.ask(sandbox -> sandbox.settings().token));
    config.put("import.poll.interval.ms", "50");
    config.put("retry.backoff.ms", "50");
    config.put("retry.backoff.max.ms", "500");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.name", rejected(name));
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    config.put("errors.deadletterqueue.context.headers.enable", "true");
    // New and deleted topics are noticed when the consumer asks for all topics again.
    config.put("consumer.override.metadata.max.age.ms", "1000");
    return config;
  }

  private Map<TopicPartition, Long> committed() {
    Map<TopicPartition, Long> committed = new HashMap<>();
    CONNECTORS.stream()
        .map(KafkaTopics::groupOf)
        .forEach(group -> committed.putAll(kafka.committedOffsets(group)));
    return committed;
  }

  /** The ends of partitions that are not what is committed. */
  private Map<TopicPartition, Long> uncommitted() {
    Map<TopicPartition, Long> ends = new HashMap<>();
    Stream.concat(members.topics().stream(), lists.topics().stream())
        .forEach(topic -> ends.putAll(kafka.endOffsets(topic)));
    Map<TopicPartition, Long> committed = committed();
    // Of a recreated topic, a partition that never had a record keeps what its namesake committed.
    ends.entrySet()
        .removeIf(
            end ->
                end.getValue() == 0
                    || end.getValue().equals(committed.getOrDefault(end.getKey(), 0L)));
    return ends;
  }

  private static List<String> failures(ConnectRest rest) {
    return CONNECTORS.stream()
        .flatMap(name -> rest.status(name).stream())
        .flatMap(status -> status.traces().stream())
        .map(trace -> "a task has failed: " + trace.lines().limit(3).toList())
        .toList();
  }
}
