package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.LINE_UID;
import static io.github.linemaac.connect.mapping.Mapping.record;
import static io.github.linemaac.connect.mapping.Mapping.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.support.TestMembers;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordShapesTest {
  private static final String JSON =
      "{\"line_uid\":\"" + LINE_UID + "\",\"customer_id\":42,\"tags\":[\"vip\"]}";

  private static final Schema MEMBER =
      SchemaBuilder.struct()
          .field("line_uid", Schema.STRING_SCHEMA)
          .field("customer_id", Schema.OPTIONAL_INT64_SCHEMA)
          .field("gender", SchemaBuilder.string().optional().defaultValue("female").build())
          .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
          .build();

  private static final Member EXPECTED =
      TestMembers.of(
          ImportKey.LINE_UID,
          Map.of(MemberField.LINE_UID, LINE_UID, MemberField.CUSTOMER_ID, "42"),
          List.of("vip"));

  private final Mapping mapping = Mapping.by("line_uid");

  @Test
  void readsAMap() {
    assertThat(
            mapping.member(
                Map.of("line_uid", LINE_UID, "customer_id", 42L, "tags", List.of("vip"))))
        .isEqualTo(EXPECTED);
  }

  @Test
  void findsNothingInAMapWhoseKeysAreNoText() {
    assertThat(mapping.reason(record(null, null, null, new TreeMap<>(Map.of(1, LINE_UID)))))
        .isEqualTo("line_uid: is missing or blank, and it is the import key");
  }

  @Test
  void aNullInAStructIsANullWhateverTheDefaultOfItsColumnIs() {
    final Struct struct =
        new Struct(MEMBER)
            .put("line_uid", LINE_UID)
            .put("customer_id", 42L)
            .put("tags", List.of("vip"));

    assertThat(mapping.member(record(null, null, MEMBER, struct)))
        .isEqualTo(
            TestMembers.of(
                ImportKey.LINE_UID,
                Map.of(MemberField.LINE_UID, LINE_UID, MemberField.CUSTOMER_ID, "42"),
                List.of("vip")));
  }

  @Test
  void passesOverWhatAStructHoldsAsNull() {
    final Struct struct = new Struct(MEMBER).put("line_uid", LINE_UID);

    final Member member = mapping.member(record(null, null, MEMBER, struct));

    assertThat(member.has(MemberField.CUSTOMER_ID)).isFalse();
    assertThat(member.tags()).isEmpty();
  }

  @Test
  void readsTextThatHoldsAJsonObject() {
    assertThat(mapping.member(JSON)).isEqualTo(EXPECTED);
  }

  @Test
  void readsBytesThatHoldAJsonObject() {
    assertThat(mapping.member(utf8(JSON))).isEqualTo(EXPECTED);
  }

  @Test
  void readsWhatIsLeftOfAByteBufferAndLeavesItAsItWas() {
    final ByteBuffer buffer = ByteBuffer.wrap(utf8("##" + JSON + "##"));
    buffer.position(2).limit(buffer.capacity() - 2);

    assertThat(mapping.member(buffer.asReadOnlyBuffer())).isEqualTo(EXPECTED);
    assertThat(mapping.member(buffer)).isEqualTo(EXPECTED);
    assertThat(buffer.position()).isEqualTo(2);
  }

  @Test
  void passesOverFieldsThatAreNull() {
    final Member member = mapping.member("{\"line_uid\":\"" + LINE_UID + "\",\"email\":null}");

    assertThat(member.has(MemberField.EMAIL)).isFalse();
  }

  @Test
  void passesOverFieldsThatMaacDoesNotKnow() {
    assertThat(mapping.member(Map.of("line_uid", LINE_UID, "shoe_size", 42L)))
        .isEqualTo(
            TestMembers.of(ImportKey.LINE_UID, Map.of(MemberField.LINE_UID, LINE_UID), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "null", "[]", "[{}]", "42", "\"text\"", "no JSON", "{", "{} {}", "{]"})
  void rejectsTextAndBytesThatHoldNoJsonObject(final String text) {
    assertThat(mapping.reason(text)).isEqualTo("value: is not a JSON object");
    assertThat(mapping.reason(utf8(text))).isEqualTo("value: is not a JSON object");
    assertThat(mapping.reason(ByteBuffer.wrap(utf8(text))))
        .isEqualTo("value: is not a JSON object");
  }

  @Test
  void rejectsBytesInNoEncodingOfJson() {
    assertThat(mapping.reason(new byte[] {127, 0, 0, '{', 127, 127, 127, 127}))
        .isEqualTo("value: is not a JSON object");
    assertThat(mapping.reason(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
        .startsWith("value: is bytes that are not UTF-8")
        .contains("value.converter.converter.encoding");
  }

  @Test
  void rejectsNestingBeyondAllReason() {
    assertThat(mapping.reason("{\"a\":".repeat(100_000))).isEqualTo("value: is not a JSON object");
  }

  @ParameterizedTest
  @MethodSource("noRecords")
  void rejectsAValueThatIsNoRecord(final Object value) {
    assertThat(mapping.reason(value))
        .isEqualTo("value: is not a record: neither a Struct, nor a Map, nor a JSON object");
  }

  static List<Object> noRecords() {
    return List.of(42L, 1.5, true, new BigDecimal("1"), List.of(Map.of("line_uid", LINE_UID)));
  }

  @Test
  void passesOverATombstone() {
    assertThat(mapping.map(record(LINE_UID, null))).isInstanceOf(MappingResult.Nothing.class);
  }

  @Test
  void rejectsATombstoneIfToldTo() {
    assertThat(mapping.with("tombstone.behavior", "invalid").reason(record(LINE_UID, null)))
        .isEqualTo("value: is missing (a tombstone), and tombstone.behavior is invalid");
  }
}
