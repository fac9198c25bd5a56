package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.sandbox.Sandbox;
import io.github.linemaac.sandbox.StoredSegment;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A connector for lists. MAAC knows everybody, is ready at once unless told otherwise, and any list
 * may shrink as it will, so that only the connector's own care keeps a list whole.
 */
final class SegmentSink extends TestedSink<SegmentSink> {

  /** The list of records that name none. */
  static final String LIST = "vip";

  static final int PARTITIONS = 2;

  private static final long LATER_MS = 600_000;

  private final Map<String, String> topicSettings;

  SegmentSink(KafkaBroker broker, ConnectWorker worker) {
    this(broker, worker, Map.of("cleanup.policy", "compact"));
  }

  SegmentSink(KafkaBroker broker, ConnectWorker worker, Map<String, String> topicSettings) {
    super("lists", broker, worker, SegmentSink::knowEverybody);
    this.topicSettings = topicSettings;
    topics().create(topic(), PARTITIONS, topicSettings);
    with("data.object", "segments");
    with("segment.name", LIST);
    with("segment.upload.interval.ms", "0");
    with("segment.max.shrink.percent", "100");
    with("segment.max.shrink.ids", "0");
  }

  @Override
  SegmentSink self() {
    return this;
  }

  /** Deletes the topic and makes it anew, with nothing in it. */
  void recreateTopic() {
    topics().delete(topic());
    topics().create(topic(), PARTITIONS, topicSettings);
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

  /** Sends a tombstone to each partition for each person who leaves. */
  void leaveEverywhere(Set<String> ids) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int to = partition;
      send(
          ids.stream()
              .map(id -> new ProducerRecord<byte[], byte[]>(topic(), to, id.getBytes(UTF_8), null))
              .toList());
    }
  }

  /** Sends a record for each person who leaves a list that the record names. */
  void leave(String list, Set<String> ids) {
    String more = ",\"segment_name\":\"%s\",\"segment_action\":\"remove\"".formatted(list);
    send(ids.stream().map(id -> record(list + "|" + id, json(id, more))).toList());
  }

  /**
   * Sends records of a time to come to each partition. A partition that shows one is caught up, so
   * a test need not wait until it has been silent for a while.
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
                                    topic(),
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
                        topic(), partition, "unreadable".getBytes(UTF_8), "?".getBytes(UTF_8)))
            .toList());
  }

  /** Waits until MAAC has exactly these on the list. */
  void awaitList(String list, Set<String> ids) {
    awaitRunning(
        "MAAC to have %d ids on %s".formatted(ids.size(), list), () -> ids.equals(atMaac(list)));
  }

  /** Waits until so many uploads have come in. */
  void awaitUploads(int count) {
    awaitRunning("%d uploads of lists".formatted(count), () -> uploads().size() >= count);
  }

  /** The only list of that name. */
  StoredSegment onlyList(String list) {
    List<StoredSegment> named = maac().ask(sandbox -> sandbox.segments().named(list));
    assertThat(named).as("lists named " + list).hasSize(1);
    return named.get(0);
  }

  /** Who is on the lists of that name. */
  Set<String> atMaac(String list) {
    return maac()
        .ask(
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
    return maac()
        .ask(
            sandbox ->
                sandbox.segments().uploads().stream()
                    .filter(upload -> list.isEmpty() || upload.name().equals(list))
                    .map(upload -> once(upload.ids()))
                    .toList());
  }

  /** Fails unless there was an upload and each had all of these: none was half built. */
  void assertNoUploadLacks(Set<String> ids) {
    assertThat(uploads())
        .isNotEmpty()
        .allSatisfy(
            upload -> assertThat(ids.stream().filter(id -> !upload.contains(id))).isEmpty());
  }

  private void send(Collection<ProducerRecord<byte[], byte[]>> records) {
    topics().produceAll(records);
  }

  private ProducerRecord<byte[], byte[]> record(String key, String value) {
    return new ProducerRecord<>(
        topic(),
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

  private static void knowEverybody(Sandbox sandbox) {
    sandbox.settings().segments.dropsUnknownContacts = false;
    sandbox.settings().segments.readyAfterMs = 0;
  }
}
