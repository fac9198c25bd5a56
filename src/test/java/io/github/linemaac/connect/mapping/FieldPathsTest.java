package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.LINE_UID;
import static io.github.linemaac.connect.mapping.Mapping.record;
import static io.github.linemaac.connect.mapping.Mapping.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.MemberField;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class FieldPathsTest {
  private static final Schema CONTACT =
      SchemaBuilder.struct().field("email", Schema.OPTIONAL_STRING_SCHEMA).optional().build();
  private static final Schema PROFILE = SchemaBuilder.struct().field("contact", CONTACT).build();

  private final Mapping byUid = Mapping.by("line_uid");

  @Test
  void followsAPathIntoStructs() {
    final Struct contact = new Struct(CONTACT).put("email", "a@example.com");
    final Mapping mapping = Mapping.by("email").with("field.email", "contact.email");

    assertThat(mapping.member(new Struct(PROFILE).put("contact", contact)).key())
        .isEqualTo("a@example.com");
  }

  @Test
  void followsAPathIntoMaps() {
    final Mapping mapping = Mapping.by("email").with("field.email", "a.b.c");

    assertThat(mapping.member(Map.of("a", Map.of("b", Map.of("c", "a@example.com")))).key())
        .isEqualTo("a@example.com");
  }

  @Test
  void aPathThatEndsEarlyFindsNothing() {
    final Mapping mapping = byUid.with("field.email", "contact.email");

    assertThat(mapping.member(Map.of("line_uid", LINE_UID)).has(MemberField.EMAIL)).isFalse();
    assertThat(
            mapping
                .member("{\"line_uid\":\"" + LINE_UID + "\",\"contact\":null}")
                .has(MemberField.EMAIL))
        .isFalse();
  }

  @Test
  void rejectsAPathThroughAValueWithoutFields() {
    final Mapping mapping = byUid.with("field.email", "contact.email");

    assertThat(mapping.reason(Map.of("line_uid", LINE_UID, "contact", "text")))
        .isEqualTo("email: is looked for inside a value that has no fields");
    assertThat(mapping.reason(Map.of("line_uid", LINE_UID, "contact", 42L)))
        .isEqualTo("email: is looked for inside a value that has no fields");
    assertThat(mapping.reason(Map.of("line_uid", LINE_UID, "contact", List.of("text"))))
        .isEqualTo("email: is looked for inside a list, without a number as 0 in identities.0.id");
  }

  @Test
  void readsTheKeyItself() {
    final Mapping mapping = byUid.with("field.line_uid", "$key");

    assertThat(mapping.member(record(LINE_UID, Map.of())).key()).isEqualTo(LINE_UID);
    assertThat(mapping.member(record(utf8(LINE_UID), Map.of())).key()).isEqualTo(LINE_UID);
    assertThat(mapping.member(record(ByteBuffer.wrap(utf8(LINE_UID)), Map.of())).key())
        .isEqualTo(LINE_UID);
  }

  @Test
  void rejectsAKeyOfBytesThatAreNoText() {
    assertThat(
            byUid
                .with("field.line_uid", "$key")
                .reason(record(new byte[] {(byte) 0xff, 0}, Map.of())))
        .isEqualTo("line_uid: is read from bytes that are not UTF-8 text");
  }

  @Test
  void aMissingKeyHoldsNothing() {
    assertThat(byUid.with("field.line_uid", "$key").reason(record(null, Map.of())))
        .isEqualTo("line_uid: is missing or blank, and it is the import key");
    assertThat(byUid.with("field.line_uid", "$key.id").reason(record(null, Map.of())))
        .isEqualTo("line_uid: is missing or blank, and it is the import key");
  }

  @Test
  void readsAFieldOfTheKeyWhateverItsShape() {
    final Mapping mapping = byUid.with("field.line_uid", "$key.id");
    final Schema keySchema = SchemaBuilder.struct().field("id", Schema.STRING_SCHEMA).build();
    final String json = "{\"id\":\"" + LINE_UID + "\"}";

    assertThat(mapping.member(record(new Struct(keySchema).put("id", LINE_UID), Map.of())).key())
        .isEqualTo(LINE_UID);
    assertThat(mapping.member(record(Map.of("id", LINE_UID), Map.of())).key()).isEqualTo(LINE_UID);
    assertThat(mapping.member(record(json, Map.of())).key()).isEqualTo(LINE_UID);
    assertThat(mapping.member(record(utf8(json), Map.of())).key()).isEqualTo(LINE_UID);
  }

  @Test
  void rejectsAFieldOfAKeyThatHasNone() {
    assertThat(byUid.with("field.line_uid", "$key.id").reason(record(LINE_UID, Map.of())))
        .isEqualTo("line_uid: is read from the record's key, which has no fields");
  }

  @Test
  void readsTheLastHeaderOfAName() {
    final SinkRecord record = record(null, Map.of("line_uid", LINE_UID));
    record.headers().addString("source.email", "old@example.com");
    record.headers().addString("source.email", "new@example.com");
    final Mapping mapping = byUid.with("field.email", "$header.source.email");

    assertThat(mapping.member(record).value(MemberField.EMAIL)).isEqualTo("new@example.com");
  }

  @Test
  void readsAHeaderByTheSchemaThatItHas() {
    final SinkRecord record = record(null, Map.of("line_uid", LINE_UID));
    record.headers().addDate("born", java.util.Date.from(java.time.Instant.ofEpochMilli(0)));
    final Mapping mapping = byUid.with("field.birthday", "$header.born");

    assertThat(record.headers().lastWithName("born").schema()).isEqualTo(Date.SCHEMA);
    assertThat(mapping.member(record).value(MemberField.BIRTHDAY)).isEqualTo("1970-01-01");
  }

  @Test
  void aMissingHeaderHoldsNothing() {
    final Mapping mapping = byUid.with("field.email", "$header.nobody");

    assertThat(mapping.member(Map.of("line_uid", LINE_UID)).has(MemberField.EMAIL)).isFalse();
  }

  @Test
  void readsTheTopic() {
    final Mapping mapping = byUid.with("field.tags", "$topic");

    assertThat(mapping.member(Map.of("line_uid", LINE_UID)).tags()).containsExactly("members");
  }

  @Test
  void doesNotReadAFieldWhosePathIsEmpty() {
    final Map<String, Object> value =
        Map.of("line_uid", LINE_UID, "email", "a@example.com", "tags", "vip");

    final Mapping mapping = byUid.with("field.email", "").with("field.tags", "");

    assertThat(mapping.member(value).has(MemberField.EMAIL)).isFalse();
    assertThat(mapping.member(value).tags()).isEmpty();
  }
}
