package io.github.linemaac.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import io.github.linemaac.sandbox.SandboxServer;
import io.github.linemaac.sandbox.StoredSegment;
import io.github.linemaac.sandbox.UploadedFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Topics of lists that people join and leave all the time, and what must be on each list. Each
 * topic speaks of people of its own, and of others once it is made anew. One thread may write while
 * another checks.
 */
final class ListStream {

  private static final int PARTITIONS = 2;

  /** So many of each topic never leave a list, and as many come and go. */
  private static final int FAITHFUL = 500;

  private final BenchmarkTopics topics;
  private final Random random;
  private final Map<String, TopicHistory<String, Boolean>> lists = new LinkedHashMap<>();
  private final Map<String, Integer> firstPeople = new LinkedHashMap<>();

  /** From when on an upload must have what was written until when. */
  private final NavigableMap<Long, Long> readFromMs = new TreeMap<>();

  private int people;
  private long records;
  private int uploadsChecked;

  ListStream(BenchmarkTopics topics, Random random) {
    this.topics = topics;
    this.random = random;
  }

  /** One record to be. */
  private record Draft(String topic, String list, int person, boolean joins) {

    String lineUid() {
      return "U%032x".formatted(person);
    }

    ProducerRecord<byte[], byte[]> record() {
      String value =
          "{\"line_uid\":\"%s\",\"segment_name\":\"%s\",\"segment_action\":\"%s\"}"
              .formatted(lineUid(), list, joins ? "add" : "remove");
      return new ProducerRecord<>(
          topic,
          person % PARTITIONS,
          (list + "|" + lineUid()).getBytes(UTF_8),
          value.getBytes(UTF_8));
    }
  }

  /** Creates a topic, or makes it anew; it says at once who is on the lists that there are. */
  synchronized void create(String topic) {
    topics.create(topic, PARTITIONS);
    firstPeople.put(topic, people);
    people += 2 * FAITHFUL;
    lists.keySet().forEach(list -> join(topic, list));
  }

  /** Deletes a topic, and with it all who were on a list by its word. */
  synchronized void delete(String topic) {
    topics.delete(topic);
  }

  /** How many records there are at once in each partition of a topic that is created now. */
  synchronized int firstRecords() {
    return lists.size() * FAITHFUL / PARTITIONS;
  }

  /** Begins a list; each topic says at once who is on it. */
  synchronized void begin(String list) {
    lists.put(list, new TopicHistory<>(false));
    firstPeople.keySet().forEach(topic -> join(topic, list));
  }

  /** Writes so many records, of people who join some list or leave it. */
  synchronized void write(String topic, int count) {
    List<String> names = List.copyOf(lists.keySet());
    write(Stream.generate(() -> draft(topic, names)).limit(count).toList());
  }

  /** The topics that there are. */
  synchronized Set<String> topics() {
    return topics.names();
  }

  /** Whether a record is still in its topic. */
  boolean have(Place place) {
    return topics.have(place);
  }

  /** How many records were written. */
  synchronized long records() {
    return records;
  }

  /** How many lists there are. */
  synchronized int lists() {
    return lists.size();
  }

  /** How many uploads were looked at. */
  synchronized int uploadsChecked() {
    return uploadsChecked;
  }

  /** Uploads from then on are of somebody who has read all that was written until a time. */
  synchronized void expect(long uploadsFromMs, long writtenUntilMs) {
    readFromMs.put(uploadsFromMs, writtenUntilMs);
  }

  /** Uploads since the last look that were not whole. */
  synchronized List<String> halfBuilt(SandboxServer maac) {
    List<UploadedFile> uploads = maac.ask(sandbox -> sandbox.segments().uploads());
    List<UploadedFile> latest = uploads.subList(uploadsChecked, uploads.size());
    uploadsChecked = uploads.size();
    return latest.stream().flatMap(this::faults).toList();
  }

  /** Lists that have twins, or lack what must be delivered. */
  synchronized List<String> faults(
      Predicate<Place> mustBeDelivered, Predicate<Place> canBe, SandboxServer maac) {
    Map<String, List<StoredSegment>> shown =
        maac.ask(sandbox -> sandbox.segments().all()).stream().collect(groupingBy(StoredSegment::name));
    List<String> faults = new ArrayList<>();
    lists.forEach(
        (name, history) -> {
          List<StoredSegment> named = shown.getOrDefault(name, List.of());
          if (named.size() > 1) {
            faults.add("%d lists are named %s".formatted(named.size(), name));
          }
          Set<String> ids = new HashSet<>();
          named.forEach(list -> ids.addAll(list.ids()));
          differences(history, ids, mustBeDelivered, canBe)
              .forEach(difference -> faults.add("MAAC has on %s %s".formatted(name, difference)));
        });
    return faults;
  }

  private Stream<String> faults(UploadedFile upload) {
    long untilMs = readFromMs.floorEntry(upload.atMs()).getValue();
    return differences(
            lists.get(upload.name()),
            new HashSet<>(upload.ids()),
            place -> place.writtenMs() <= untilMs,
            place -> place.sentMs() <= upload.atMs())
        .map(
            difference ->
                "an upload of %s with %d ids has %s"
                    .formatted(upload.name(), upload.ids().size(), difference));
  }

  private static Stream<String> differences(
      TopicHistory<String, Boolean> history,
      Set<String> ids,
      Predicate<Place> mustBeIn,
      Predicate<Place> canBeIn) {
    Set<String> invented = new HashSet<>(ids);
    invented.removeAll(history.keys());
    return Stream.of(
            Map.entry(
                "too few or too many by %d ids",
                history.contradicted(ids::contains, mustBeIn, canBeIn).size()),
            Map.entry("%d ids that no record names", invented.size()))
        .filter(difference -> difference.getValue() > 0)
        .map(difference -> difference.getKey().formatted(difference.getValue()));
  }

  private void join(String topic, String list) {
    write(
        IntStream.range(0, FAITHFUL)
            .mapToObj(number -> new Draft(topic, list, firstPeople.get(topic) + number, true))
            .toList());
  }

  private void write(List<Draft> drafts) {
    List<Place> places = topics.write(drafts.stream().map(Draft::record).toList());
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      lists.get(draft.list()).add(draft.lineUid(), places.get(i), draft.joins());
    }
    records += drafts.size();
  }

  private Draft draft(String topic, List<String> names) {
    return new Draft(
        topic,
        names.get(random.nextInt(names.size())),
        firstPeople.get(topic) + FAITHFUL + random.nextInt(FAITHFUL),
        random.nextBoolean());
  }
}
