package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.DeadLetter;
import io.github.linemaac.cluster.MemberRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Records in every form in which members lie in topics. */
class RecordFormatsIT {

  /** How a member is written, and the converter that reads it. */
  private record Format(
      String name, Map<String, String> converter, Function<MemberRecord, String> write) {

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Format> FORMATS =
      List.of(
          new Format(
              "JSON without schema",
              Map.of(
                  "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                  "value.converter.schemas.enable", "false"),
              MemberRecord::json),
          new Format(
              "JSON with schema and Connect's Date",
              Map.of("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
              new SchemaJson("org.apache.kafka.connect.data.Date")::of),
          new Format(
              "JSON with schema and Debezium's Date",
              Map.of("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
              new SchemaJson("io.debezium.time.Date")::of),
          new Format(
              "text that holds JSON",
              Map.of("value.converter", "org.apache.kafka.connect.storage.StringConverter"),
              MemberRecord::json),
          new Format(
              "bytes that hold JSON",
              Map.of("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"),
              MemberRecord::json));

  @AutoClose private final MemberSink sink = SharedKafka.sink();

  @ParameterizedTest
  @FieldSource("FORMATS")
  void membersOfEveryFormatAreDelivered(Format format) {
    List<MemberRecord> members = IntStream.range(0, 100).mapToObj(MemberRecord::number).toList();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    members.forEach(member -> records.add(record(format.write().apply(member))));
    MemberRecord unreadable =
        MemberRecord.number(100).with("email", Map.of("home", "x@example.com"));
    records.add(record(format.write().apply(unreadable)));
    records.add(new ProducerRecord<>(sink.topic(), 0, new byte[] {'k'}, null));
    sink.topics().produceAll(records);

    format.converter().forEach(sink::with);
    sink.start().awaitAllCommitted();

    assertThat(sink.membersAtMaac()).isEqualTo(members.stream().collect(toSet()));
    assertThat(sink.deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly("email: has a type that cannot be read as text");
  }

  @Test
  void fieldsAreFoundInKeysHeadersAndDeepInValues() {
    MemberRecord member = MemberRecord.number(1);
    ProducerRecord<byte[], byte[]> record =
        sink.record(
            0, member.lineUid(), new MemberRecord(Map.of("profile", member.fields())).json());
    record.headers().add("tier", "gold,web".getBytes(UTF_8));
    sink.topics().produceAll(List.of(record));

    sink.with("field.line_uid", "$key")
        .with("field.email", "profile.email")
        .with("field.tags", "$header.tier")
        .with("header.converter", "org.apache.kafka.connect.storage.StringConverter")
        .with("tags", "from-kafka")
        .start()
        .awaitAllCommitted();

    assertThat(sink.membersAtMaac())
        .containsExactly(
            new MemberRecord(
                Map.of("line_uid", member.lineUid(), "email", member.fields().get("email"))));
    assertThat(sink.maac().<Set<String>>ask(maac -> maac.members().all().get(0).tagNames()))
        .containsExactlyInAnyOrder("gold", "web", "from-kafka");
  }

  private ProducerRecord<byte[], byte[]> record(String value) {
    return sink.record(0, "k", value);
  }
}
