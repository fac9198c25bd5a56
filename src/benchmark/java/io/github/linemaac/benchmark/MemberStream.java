package io.github.linemaac.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.sandbox.Contact;
import io.github.linemaac.sandbox.ContactField;
import io.github.linemaac.sandbox.SandboxServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Topics of members who change again and again, with an invalid record now and then, and what must
 * have become of each record. Each topic has members of its own, and others once it is made anew.
 * One thread may write while another checks.
 */
final class MemberStream {

  private static final int PARTITIONS = 4;
  private static final int MEMBERS = 5_000;
  private static final int RECORDS_PER_INVALID = 200;

  private final BenchmarkTopics topics;
  private final String deadLetterTopic;
  private final Random random;
  private final TopicHistory<String, String> names = new TopicHistory<>("");
  private final Map<String, Place> invalid = new HashMap<>();
  private final Map<String, Integer> firstMembers = new HashMap<>();
  private int people;
  private long records;

  MemberStream(BenchmarkTopics topics, String deadLetterTopic, Random random) {
    this.topics = topics;
    this.deadLetterTopic = deadLetterTopic;
    this.random = random;
  }

  /** One record to be: a new name for a member, or nothing that can be delivered. */
  private record Draft(String topic, int number, String name, boolean isValid) {

    MemberRecord member() {
      MemberRecord member = MemberRecord.number(number).with("line_display_name", name);
      return isValid ? member : member.with("birthday", "yesterday");
    }

    ProducerRecord<byte[], byte[]> record() {
      byte[] key = Integer.toString(number).getBytes(UTF_8);
      return new ProducerRecord<>(topic, number % PARTITIONS, key, member().json().getBytes(UTF_8));
    }
  }

  /** Creates a topic, or makes it anew. */
  synchronized void create(String topic) {
    topics.create(topic, PARTITIONS);
    firstMembers.put(topic, people);
    people += MEMBERS;
  }

  /** Deletes a topic; what it said may come to MAAC or not. */
  synchronized void delete(String topic) {
    topics.delete(topic);
  }

  /** Writes so many records. */
  synchronized void write(String topic, int count) {
    List<Draft> drafts = Stream.generate(() -> draft(topic)).limit(count).toList();
    List<Place> places = topics.write(drafts.stream().map(Draft::record).toList());
    for (int i = 0; i < count; i++) {
      Draft draft = drafts.get(i);
      if (draft.isValid()) {
        names.add(draft.member().lineUid(), places.get(i), draft.name());
      } else {
        invalid.put(draft.member().json(), places.get(i));
      }
    }
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

  /** How many of them were invalid. */
  synchronized int invalidRecords() {
    return invalid.size();
  }

  /** What must be delivered and is neither at MAAC nor rejected, and what is rejected and sound. */
  synchronized List<String> faults(Predicate<Place> mustBeDelivered, SandboxServer maac) {
    Map<String, String> shown = namesAt(maac);
    Set<String> rejected =
        topics.kafka().deadLetters(deadLetterTopic).stream()
            .map(letter -> letter.record().value())
            .collect(toSet());
    List<String> faults = new ArrayList<>();
    names
        .contradicted(lineUid -> shown.getOrDefault(lineUid, ""), mustBeDelivered, place -> true)
        .forEach(lineUid -> faults.add("MAAC lacks what was said of the member " + lineUid));
    invalid.forEach(
        (value, place) -> {
          if (mustBeDelivered.test(place) && !rejected.contains(value)) {
            faults.add("an invalid record was not rejected: " + place);
          }
        });
    rejected.removeAll(invalid.keySet());
    rejected.forEach(value -> faults.add("a record was rejected, and is sound: " + value));
    return faults;
  }

  private Draft draft(String topic) {
    int number = firstMembers.get(topic) + random.nextInt(MEMBERS);
    records++;
    return new Draft(
        topic,
        number,
        "Member %d, record %d".formatted(number, records),
        random.nextInt(RECORDS_PER_INVALID) > 0);
  }

  private static Map<String, String> namesAt(SandboxServer maac) {
    return maac.ask(sandbox -> sandbox.members().all()).stream()
        .collect(toMap(Contact::lineUid, member -> member.value(ContactField.LINE_DISPLAY_NAME)));
  }
}
