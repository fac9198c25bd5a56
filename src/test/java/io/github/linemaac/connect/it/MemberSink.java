package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.connect.sandbox.ImportStats;
import io.github.linemaac.connect.sandbox.Member;
import io.github.linemaac.connect.sandbox.SandboxServer;
import io.github.linemaac.connect.support.ConnectRest;
import io.github.linemaac.connect.support.ConnectWorker;
import io.github.linemaac.connect.support.ConnectorStatus;
import io.github.linemaac.connect.support.DeadLetter;
import io.github.linemaac.connect.support.KafkaBroker;
import io.github.linemaac.connect.support.KafkaTopics;
import io.github.linemaac.connect.support.MemberRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A connector for members with a topic, a dead-letter topic and a MAAC of its own, on a broker and
 * a worker that others may use too. MAAC's pace is lifted and every wait is short, so that tests of
 * other things are quick.
 */
final class MemberSink implements AutoCloseable {

  static final int PARTITIONS = 4;

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final KafkaBroker broker;
  private final ConnectWorker worker;
  private final SandboxServer maac;
  private final String name = "members-" + COUNT.incrementAndGet();
  private final Map<String, String> config = new LinkedHashMap<>();

  MemberSink(KafkaBroker broker, ConnectWorker worker) {
    this.broker = broker;
    this.worker = worker;
    this.maac = startSandbox();
    topics().create(topic(), PARTITIONS);
    config.put("connector.class", "io.github.linemaac.connect.MaacSinkConnector");
    config.put("topics", topic());
    config.put("api.url", maac.url().toString());
    config.put("data.object", "members");
    config.put("import.key", "line_uid");
    config.put("imports.per.minute", "60000");
    config.put("import.poll.interval.ms", "20");
    config.put("flush.interval.ms", "200");
    config.put("retry.backoff.ms", "20");
    config.put("retry.backoff.max.ms", "100");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.name", deadLetterTopic());
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    config.put("errors.deadletterqueue.context.headers.enable", "true");
    useToken("token-of-" + name);
  }

  /** Changes a setting; it holds from the next {@link #start}. */
  MemberSink with(String key, String value) {
    config.put(key, value);
    return this;
  }

  /** Takes a setting away; it is gone from the next {@link #start}. */
  MemberSink without(String key) {
    config.remove(key);
    return this;
  }

  /** Gives MAAC and, from the next {@link #start}, the connector another token. */
  MemberSink useToken(String token) {
    maac.tell(sandbox -> sandbox.settings().token = token);
    return with("api.token", token);
  }

  /** Creates the connector, or gives it a changed configuration, and waits until it runs. */
  MemberSink start() {
    rest().putAndAwaitRunning(name, config);
    return this;
  }

  /** Starts the connector's task again, as after a failure, and waits until it runs. */
  MemberSink restart() {
    rest().restart(name);
    rest().awaitState(name, "RUNNING", LIMIT);
    return this;
  }

  /** The configuration as it would be given now. */
  Map<String, String> config() {
    return Map.copyOf(config);
  }

  String name() {
    return name;
  }

  String topic() {
    return name;
  }

  String deadLetterTopic() {
    return name + "-rejected";
  }

  SandboxServer maac() {
    return maac;
  }

  KafkaTopics topics() {
    return broker.topics();
  }

  ConnectRest rest() {
    return worker.rest();
  }

  /** What the worker has logged of any connector. */
  String workerLog() {
    return worker.log();
  }

  /** A record for a partition of the topic. */
  ProducerRecord<byte[], byte[]> record(int partition, String key, String value) {
    return new ProducerRecord<>(topic(), partition, key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  /** Sends members, spread evenly over the partitions. */
  void send(List<MemberRecord> members) {
    topics()
        .produceAll(
            IntStream.range(0, members.size())
                .mapToObj(i -> record(i % PARTITIONS, "member-" + i, members.get(i).json())));
  }

  /** Sends this many members, numbered from the first, spread evenly over the partitions. */
  List<MemberRecord> sendMembers(int first, int count) {
    List<MemberRecord> members =
        IntStream.range(first, first + count).mapToObj(MemberRecord::number).toList();
    send(members);
    return members;
  }

  /** Waits until every record of the topic is committed. A task that fails ends the wait. */
  void awaitAllCommitted() {
    await("every record of " + topic() + " to be committed")
        .pollInterval(LOOK_EVERY)
        .atMost(LIMIT)
        .failFast(
            () -> {
              if (!traces().isEmpty()) {
                throw new AssertionError("The task failed: " + traces());
              }
            })
        .until(() -> topics().lag(KafkaTopics.groupOf(name), topic()) == 0);
  }

  /** Waits until the task has failed; gives its stack trace. */
  String awaitFailure() {
    return await("the task of %s to fail".formatted(name))
        .pollInterval(LOOK_EVERY)
        .atMost(LIMIT)
        .until(this::traces, traces -> !traces.isEmpty())
        .get(0);
  }

  /** Waits until MAAC has taken so many imports, finished or not. */
  void awaitImportsTaken(long count) {
    await("MAAC to have taken %d imports".formatted(count))
        .pollInterval(LOOK_EVERY)
        .atMost(LIMIT)
        .until(() -> imports().accepted() >= count);
  }

  /** Waits until MAAC has finished so many imports well. */
  void awaitImportsDone(long count) {
    await("MAAC to have done %d imports".formatted(count))
        .pollInterval(LOOK_EVERY)
        .atMost(LIMIT)
        .until(() -> imports().succeeded() >= count);
  }

  /** What is committed, by partition; 0 where nothing is. */
  Map<Integer, Long> committed() {
    Map<TopicPartition, Long> known = topics().committedOffsets(KafkaTopics.groupOf(name));
    return IntStream.range(0, PARTITIONS)
        .boxed()
        .collect(
            toMap(
                partition -> partition,
                partition -> known.getOrDefault(new TopicPartition(topic(), partition), 0L)));
  }

  /** How many records are committed. */
  long committedRecords() {
    return committed().values().stream().mapToLong(offset -> offset).sum();
  }

  List<DeadLetter> deadLetters() {
    return topics().deadLetters(deadLetterTopic());
  }

  /** What MAAC was asked. */
  ImportStats imports() {
    return maac.ask(sandbox -> sandbox.imports().stats());
  }

  /** The LINE user ids of the members that MAAC has. */
  Set<String> lineUidsAtMaac() {
    return maac.ask(
        sandbox ->
            sandbox.members().all().stream().map(Member::lineUid).collect(Collectors.toSet()));
  }

  /** The members that MAAC has, but for their tags. */
  Set<MemberRecord> membersAtMaac() {
    return maac.ask(
        sandbox ->
            sandbox.members().all().stream().map(MemberSink::recordOf).collect(Collectors.toSet()));
  }

  /** Deletes the connector and closes its MAAC; the topics stay for a look. */
  @Override
  public void close() {
    if (rest().connectors().contains(name)) {
      rest().delete(name);
    }
    maac.close();
  }

  private List<String> traces() {
    return rest().status(name).map(ConnectorStatus::traces).orElse(List.of());
  }

  /** A member of MAAC as the record that would make it, but for the tags. */
  static MemberRecord recordOf(Member member) {
    Map<String, Object> fields = new LinkedHashMap<>();
    member.values().forEach((field, value) -> fields.put(field.maacName(), value));
    return new MemberRecord(fields);
  }

  private static SandboxServer startSandbox() {
    try {
      SandboxServer maac = SandboxServer.start();
      maac.tell(
          sandbox -> {
            sandbox.settings().imports.perMinute = Integer.MAX_VALUE;
            sandbox.settings().imports.durationMs = 0;
          });
      return maac;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start a sandbox on loopback", e);
    }
  }
}
