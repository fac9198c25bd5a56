package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.sandbox.Contact;
import io.github.linemaac.sandbox.ImportStats;
import io.github.linemaac.sandbox.Sandbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A connector for members. MAAC's pace is lifted, and the topic has several partitions, over which
 * members are spread evenly.
 */
final class MemberSink extends TestedSink<MemberSink> {

  static final int PARTITIONS = 4;

  MemberSink(KafkaBroker broker, ConnectWorker worker) {
    super("members", broker, worker, MemberSink::liftPace);
    topics().create(topic(), PARTITIONS);
    with("data.object", "members");
    with("import.key", "line_uid");
    with("imports.per.minute", "60000");
    with("flush.interval.ms", "200");
    useToken("token-of-" + name());
  }

  @Override
  MemberSink self() {
    return this;
  }

  /** Gives MAAC and, from the next {@link #start}, the connector another token. */
  MemberSink useToken(String token) {
    maac().tell(sandbox -> sandbox.settings().token = token);
    return with("api.token", token);
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

  /** Sends this many members, numbered from the first, to the first partition of any topic. */
  List<MemberRecord> sendMembersTo(String topic, int first, int count) {
    List<MemberRecord> members =
        IntStream.range(first, first + count).mapToObj(MemberRecord::number).toList();
    topics()
        .produceAll(
            members.stream()
                .map(
                    member ->
                        new ProducerRecord<>(
                            topic,
                            0,
                            member.lineUid().getBytes(UTF_8),
                            member.json().getBytes(UTF_8))));
    return members;
  }

  /** Waits until MAAC has taken so many imports, finished or not. */
  void awaitImportsTaken(long count) {
    awaitRunning(
        "MAAC to have taken %d imports".formatted(count), () -> imports().accepted() >= count);
  }

  /** Waits until MAAC has finished so many imports well. */
  void awaitImportsDone(long count) {
    awaitRunning(
        "MAAC to have done %d imports".formatted(count), () -> imports().succeeded() >= count);
  }

  /** What is committed, by partition; 0 where nothing is. */
  Map<Integer, Long> committed() {
    Map<TopicPartition, Long> known = committedOffsets();
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

  /** What MAAC was asked. */
  ImportStats imports() {
    return maac().ask(sandbox -> sandbox.imports().stats());
  }

  /** The LINE user ids of the members that MAAC has. */
  Set<String> lineUidsAtMaac() {
    return maac()
        .ask(
            sandbox ->
                sandbox.members().all().stream().map(Contact::lineUid).collect(Collectors.toSet()));
  }

  /** The members that MAAC has, but for their tags. */
  Set<MemberRecord> membersAtMaac() {
    return maac()
        .ask(
            sandbox ->
                sandbox.members().all().stream()
                    .map(MemberSink::recordOf)
                    .collect(Collectors.toSet()));
  }

  /** A member of MAAC as the record that would make it, but for the tags. */
  static MemberRecord recordOf(Contact member) {
    Map<String, Object> fields = new LinkedHashMap<>();
    member.values().forEach((field, value) -> fields.put(field.maacName(), value));
    return new MemberRecord(fields);
  }

  private static void liftPace(Sandbox sandbox) {
    sandbox.settings().imports.perMinute = Integer.MAX_VALUE;
    sandbox.settings().imports.durationMs = 0;
  }
}
