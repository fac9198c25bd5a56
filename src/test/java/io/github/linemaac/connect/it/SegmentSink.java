package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.connect.sandbox.SandboxServer;
import io.github.linemaac.connect.sandbox.Segment;
import io.github.linemaac.connect.sandbox.Violation;
import io.github.linemaac.connect.support.ConnectRest;
import io.github.linemaac.connect.support.ConnectWorker;
import io.github.linemaac.connect.support.ConnectorStatus;
import io.github.linemaac.connect.support.KafkaBroker;
import io.github.linemaac.connect.support.KafkaTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A connector for lists with a topic and a MAAC of its own, on a broker and a worker that others
 * may use too. MAAC knows everybody, is ready at once unless told otherwise, and any list may
 * shrink as it will, so that only the connector's own care keeps a list whole.
 */
final class SegmentSink implements AutoCloseable {

  /** The list of records that name none. */
  static final String LIST = "vip";

  static final int PARTITIONS = 2;

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final long LATER_MS = 600_000;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final KafkaBroker broker;
  private final ConnectWorker worker;
  private final SandboxServer maac;
  private final String name = "lists-" + COUNT.incrementAndGet();
  private final Map<String, String> config = new LinkedHashMap<>();

  SegmentSink(KafkaBroker broker, ConnectWorker worker) {
    this(broker, worker, Map.of("cleanup.policy", "compact"));
  }

  SegmentSink(KafkaBroker broker, ConnectWorker worker, Map<String, String> topicSettings) {
    this.broker = broker;
    this.worker = worker;
    this.maac = startSandbox();
    topics().create(name, PARTITIONS, topicSettings);
    config.put("connector.class", "io.github.linemaac.connect.MaacSinkConnector");
    config.put("topics", name);
    config.put("api.url", maac.url().toString());
    config.put("api.token", maac.ask(sandbox -> sandbox.settings().token));
    config.put("data.object", "segments");
    config.put("segment.name", LIST);
    config.put("segment.upload.interval.ms", "0");
    config.put("segment.max.shrink.percent", "100");
    config.put("import.poll.interval.ms", "20");
    config.put("retry.backoff.ms", "20");
    config.put("retry.backoff.max.ms", "100");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.name", deadLetterTopic());
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    config.put("errors.deadletterqueue.context.headers.enable", "true");
  }

  /** Changes a setting; it holds from the next {@link #start}. */
  SegmentSink with(String key, String value) {
    config.put(key, value);
    return this;
  }

  /** Creates the connector, or gives it a changed configuration, and waits until it runs. */
  SegmentSink start() {
    rest().putAndAwaitRunning(name, config);
    return this;
  }

  /** Starts the connector's task again, so that it reads its topic again, and waits for it. */
  SegmentSink restart() {
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

  /** The ids of people with these numbers. */
  static Set<String> ids(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj("U%032x"::formatted)
        .collect(toCollection(TreeSet::new));
  }

  /** Those and others. */
  static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  /** Sends a record for each person who joins the list. */
  void join(Set<String> ids) {
    send(ids.stream().map(id -> record(id, json(id, ""))).toList());
  }

  /** Sends a record for each person who joins a list that the record names. */
  void join(String list, Set<String> ids) {
    String more = ",\"segment_name\":\"%s\"".formatted(list);
    send(ids.stream().map(id -> record(list + "|" + id, json(id, more))).toList());
  }

  /** Sends a tombstone for each person who leaves; it names no list. */
  void leave(Set<String> ids) {
    send(ids.stream().map(id -> record(id, null)).toList());
  }

  /** Sends a record for each person who leaves a list that the record names. */
  void leave(String list, Set<String> ids) {
    String more = ",\"segment_name\":\"%s\",\"segment_action\":\"remove\"".formatted(list);
    send(ids.stream().map(id -> record(list + "|" + id, json(id, more))).toList());
  }

  /**
   * Sends records of a time to come to each partition. A partition that shows one is read up, so a
   * test need not wait until it has been silent for a while.
   */
  void joinLater(Set<String> ids) {
    long laterMs = System.currentTimeMillis() + LATER_MS;
    send(
        IntStream.range(0, PARTITIONS)
            .boxed()
            .flatMap(
                partition ->
                    ids.stream()
                        .map(
                            id ->
                                new ProducerRecord<>(
                                    name,
                                    partition,
                                    laterMs,
                                    id.getBytes(UTF_8),
                                    json(id, "").getBytes(UTF_8))))
            .toList());
  }

  /** Sends a record that cannot be read to each partition; it shows how far the task has read. */
  void sendUnreadable() {
    send(
        IntStream.range(0, PARTITIONS)
            .mapToObj(
                partition ->
                    new ProducerRecord<>(
                        name, partition, "unreadable".getBytes(UTF_8), "?".getBytes(UTF_8)))
            .toList());
  }

  /** Waits until every record of the topic is committed. A task that fails ends the wait. */
  void awaitAllCommitted() {
    await("every record of " + name + " to be committed")
        .pollInterval(LOOK_EVERY)
        .atMost(LIMIT)
        .failFast(() -> assertThat(traces()).as("failures").isEmpty())
        .until(() -> topics().lag(KafkaTopics.groupOf(name), name) == 0);
  }

  /** Waits until MAAC has exactly these on the list. */
  void awaitList(String list, Set<String> ids) {
    await("MAAC to have %d ids on %s".formatted(ids.size(), list))
        .pollInterval(LOOK_EVERY)
        .atMost(LIMIT)
        .failFast(() -> assertThat(traces()).as("failures").isEmpty())
        .until(() -> ids.equals(atMaac(list)));
  }

  /** Waits until so many uploads have come in. */
  void awaitUploads(int count) {
    await("%d uploads of lists".formatted(count))
        .pollInterval(LOOK_EVERY)
        .atMost(LIMIT)
        .failFast(() -> assertThat(traces()).as("failures").isEmpty())
        .until(() -> uploads().size() >= count);
  }

  /** Waits until the task has failed; gives its stack trace. */
  String awaitFailure() {
    return await("the task of %s to fail".formatted(name))
        .pollInterval(LOOK_EVERY)
        .atMost(LIMIT)
        .until(this::traces, traces -> !traces.isEmpty())
        .get(0);
  }

  /** The only list of that name. */
  Segment onlyList(String list) {
    List<Segment> named = maac.ask(sandbox -> sandbox.segments().named(list));
    assertThat(named).as("lists named " + list).hasSize(1);
    return named.get(0);
  }

  /** Who is on the lists of that name. */
  Set<String> atMaac(String list) {
    return maac.ask(
        sandbox ->
            sandbox.segments().named(list).stream()
                .flatMap(segment -> segment.ids().stream())
                .collect(toCollection(TreeSet::new)));
  }

  /** Every file that MAAC took, of any list, as a set; an id that is in it twice is a fault. */
  List<Set<String>> uploads() {
    return uploads("");
  }

  /** Every file that MAAC took of a list, as a set; an id that is in it twice is a fault. */
  List<Set<String>> uploads(String list) {
    return maac.ask(
        sandbox ->
            sandbox.segments().uploads().stream()
                .filter(upload -> list.isEmpty() || upload.name().equals(list))
                .map(upload -> once(upload.ids()))
                .toList());
  }

  /** The rules of MAAC that were broken. */
  List<Violation> violations() {
    return maac.ask(sandbox -> sandbox.account().violations());
  }

  /** Fails unless there was an upload and each had all of these: none was half built. */
  void assertNoUploadLacks(Set<String> ids) {
    assertThat(uploads())
        .isNotEmpty()
        .allSatisfy(
            upload -> assertThat(ids.stream().filter(id -> !upload.contains(id))).isEmpty());
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

  private void send(Collection<ProducerRecord<byte[], byte[]>> records) {
    topics().produceAll(records);
  }

  private ProducerRecord<byte[], byte[]> record(String key, String value) {
    return new ProducerRecord<>(
        name,
        Math.floorMod(key.hashCode(), PARTITIONS),
        key.getBytes(UTF_8),
        value == null ? null : value.getBytes(UTF_8));
  }

  private static String json(String id, String more) {
    return "{\"line_uid\":\"%s\"%s}".formatted(id, more);
  }

  private static Set<String> once(List<String> ids) {
    Set<String> set = new HashSet<>(ids);
    assertThat(set).as("ids of an upload, once each").hasSize(ids.size());
    return set;
  }

  private static SandboxServer startSandbox() {
    try {
      SandboxServer maac = SandboxServer.start();
      maac.tell(
          sandbox -> {
            sandbox.settings().segments.dropsUnknownContacts = false;
            sandbox.settings().segments.readyAfterMs = 0;
          });
      return maac;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start a sandbox on loopback", e);
    }
  }
}
