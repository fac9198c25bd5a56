package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.cluster.KafkaTopics;
import io.github.linemaac.cluster.MemberRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topics that the examples read, each with a few records in its format. */
final class ExampleTopics {

  /** The members in every topic of members. */
  static final Set<MemberRecord> MEMBERS = Set.of(MemberRecord.number(1), MemberRecord.number(2));

  /** Who is on each list in the end. */
  static final Set<String> LISTED = SegmentSink.ids(1, 4);

  static final String LIST = "Spring sale";

  private static final Set<String> LEFT = SegmentSink.ids(4, 6);

  private ExampleTopics() {}

  /** Makes sure that the topic is there with its records, and no more. */
  static void fill(KafkaTopics topics, String topic) {
    if (!topics.exists(topic)) {
      List<ProducerRecord<byte[], byte[]>> records = records(topic).toList();
      topics.create(topic, 1);
      topics.produceAll(records);
    }
  }

  private static Stream<ProducerRecord<byte[], byte[]>> records(String topic) {
    return switch (topic) {
      case "members" -> members(topic, member -> member.json().getBytes(UTF_8));
      case "members-json-schema" ->
          members(
              topic,
              member ->
                  new SchemaJson("org.apache.kafka.connect.data.Date").of(member).getBytes(UTF_8));
      case "members-avro" -> members(topic, AvroMembers::write);
      case "members-protobuf" -> members(topic, ProtobufMembers::write);
      case "crm.public.members", "crm.public.members-events" -> changes(new ChangeStream(topic));
      case "crm.public.sale_members" -> rows(new ChangeStream(topic));
      case "crm-members" -> members(topic, ToolPayloads::jdbc);
      case "segment-events" -> members(topic, ToolPayloads::segment);
      case "rudderstack-events" -> members(topic, ToolPayloads::rudderStack);
      case "mparticle-batches" -> members(topic, ToolPayloads::mParticle);
      case "member-events" -> members(topic, ToolPayloads::cloudEvent);
      case "aep-profiles" -> joinedAndLeft(topic, ToolPayloads::adobe);
      case "line-webhooks" -> joinedAndLeft(topic, ToolPayloads::lineWebhook);
      case "spring-sale" -> list(topic, id -> id);
      case "segments" ->
          list(topic, id -> "{\"line_uid\":\"%s\",\"segment_name\":\"%s\"}".formatted(id, LIST));
      case "segment-snapshots" -> snapshot(topic);
      default -> throw new IllegalArgumentException("No records are known for " + topic);
    };
  }

  /** A row for each who is on the list; those of who have left are deleted. */
  private static Stream<ProducerRecord<byte[], byte[]>> rows(ChangeStream stream) {
    return Stream.concat(
        SegmentSink.union(LISTED, LEFT).stream().map(id -> stream.inserted(row(id))),
        LEFT.stream().flatMap(id -> stream.deleted(row(id))));
  }

  private static MemberRecord row(String lineUid) {
    return MemberRecord.number(1).with("line_uid", lineUid).with("customer_id", lineUid);
  }

  /** A word for each who joins, and another for those who leave. */
  private static Stream<ProducerRecord<byte[], byte[]>> joinedAndLeft(String topic, Word word) {
    return Stream.concat(
        SegmentSink.union(LISTED, LEFT).stream().map(id -> record(topic, id, word.of(id, true))),
        LEFT.stream().map(id -> record(topic, id, word.of(id, false))));
  }

  private interface Word {
    String of(String lineUid, boolean joins);
  }

  private interface Format {
    byte[] write(MemberRecord member);
  }

  private interface Key {
    String of(String id);
  }

  private static Stream<ProducerRecord<byte[], byte[]>> members(String topic, Format format) {
    return MEMBERS.stream()
        .map(
            member ->
                new ProducerRecord<>(
                    topic, member.lineUid().getBytes(UTF_8), format.write(member)));
  }

  /** Both are inserted, one is updated, one is deleted: MAAC then has the last that was known. */
  private static Stream<ProducerRecord<byte[], byte[]>> changes(ChangeStream stream) {
    MemberRecord updated = MemberRecord.number(1);
    MemberRecord before = updated.with("line_display_name", "Before").with("gender", "female");
    MemberRecord deleted = MemberRecord.number(2);
    return Stream.concat(
        Stream.of(
            stream.inserted(before), stream.inserted(deleted), stream.updated(before, updated)),
        stream.deleted(deleted));
  }

  private static Stream<ProducerRecord<byte[], byte[]>> list(String topic, Key key) {
    Stream<ProducerRecord<byte[], byte[]>> joined =
        SegmentSink.union(LISTED, LEFT).stream()
            .map(
                id ->
                    record(
                        topic,
                        key.of(id),
                        "{\"line_uid\":\"%s\",\"segment_name\":\"%s\"}".formatted(id, LIST)));
    return Stream.concat(joined, LEFT.stream().map(id -> record(topic, key.of(id), null)));
  }

  /** The end record comes first, since a topic has no order over its partitions. */
  private static Stream<ProducerRecord<byte[], byte[]>> snapshot(String topic) {
    String part = "{\"segment_name\":\"%s\",\"segment_snapshot\":\"2026-11-26\",".formatted(LIST);
    String end = "\"segment_action\":\"complete\",\"segment_size\":%d}".formatted(LISTED.size());
    return Stream.concat(
        Stream.of(record(topic, LIST, part + end)),
        LISTED.stream().map(id -> record(topic, id, part + "\"line_uid\":\"" + id + "\"}")));
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String key, String value) {
    return new ProducerRecord<>(
        topic, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
  }
}
