package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.LINE_UID;
import static io.github.linemaac.connect.mapping.Mapping.utf8;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.MemberField;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reason says what to set, where the configuration takes a record for something else. */
class MisreadTest {
  private static final String JSON = "{\"line_uid\":\"" + LINE_UID + "\"}";
  private static final String MAGIC =
      "value: begins with a schema registry's magic byte: set value.converter to the registry's"
          + " converter of that format (Avro, JSON Schema or Protobuf)";

  private final Mapping mapping = Mapping.by("line_uid");

  @Test
  void bytesOfASchemaRegistryNameTheConverter() {
    final byte[] wire = ByteBuffer.allocate(80).put((byte) 0).putInt(7).put(utf8(JSON)).array();

    assertThat(mapping.reason(wire)).isEqualTo(MAGIC);
    assertThat(mapping.reason(ByteBuffer.wrap(wire))).isEqualTo(MAGIC);
    assertThat(mapping.reason(Converted.text(wire))).isEqualTo(MAGIC);
  }

  @Test
  void aKeyOfASchemaRegistryNamesTheConverterOfKeys() {
    final byte[] wire = ByteBuffer.allocate(9).put((byte) 0).putInt(7).put(utf8("C001")).array();

    assertThat(mapping.with("field.customer_id", "$key").reason(Converted.text(wire, utf8(JSON))))
        .startsWith("customer_id: is read from a key that begins with a schema registry's magic")
        .contains("key.converter");
  }

  @Test
  void bytesOfGlueNameTheConverter() {
    final byte[] wire = ByteBuffer.allocate(60).put((byte) 3).put((byte) 0).array();

    assertThat(mapping.reason(wire)).contains("AWS Glue", "value.converter");
  }

  @Test
  void aMarkBeforeJsonIsPassedOver() {
    assertThat(mapping.member("\ufeff" + JSON).key()).isEqualTo(LINE_UID);
    assertThat(mapping.member(Converted.text(utf8("\ufeff" + JSON))).key()).isEqualTo(LINE_UID);
    assertThat(mapping.member(utf8("\ufeff" + JSON)).key()).isEqualTo(LINE_UID);
    assertThat(mapping.member(("\ufeff" + JSON).getBytes(UTF_16LE)).key()).isEqualTo(LINE_UID);
    assertThat(
            mapping
                .with("field.email", "profile.email")
                .member(
                    Map.of("line_uid", LINE_UID, "profile", "\ufeff{\"email\":\"a@example.com\"}"))
                .value(MemberField.EMAIL))
        .isEqualTo("a@example.com");
  }

  @Test
  void textOfAnotherEncodingNamesTheKeyOfItsConverter() {
    final byte[] utf16 = JSON.getBytes(UTF_16LE);
    final byte[] big5 =
        ("{\"line_display_name\":\"\u529f\",\"line_uid\":\"" + LINE_UID + "\"}")
            .getBytes(Charset.forName("Big5"));

    assertThat(mapping.reason(Converted.text(utf16)))
        .contains("value.converter.converter.encoding");
    assertThat(mapping.reason(Converted.text(big5))).contains("value.converter.converter.encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "[1,NaN]", "{\"a\":NaN}"})
  void whatIsNoNumberIsToldWhereverItStands(final String none) {
    assertThat(mapping.reason("{\"line_uid\":\"" + LINE_UID + "\",\"score\":" + none + "}"))
        .isEqualTo("value: holds NaN or Infinity, which JSON does not have");
    assertThat(mapping.reason("{\"line_uid\":\"" + LINE_UID + "\",\"tags\":" + none + "}"))
        .isEqualTo("value: holds NaN or Infinity, which JSON does not have");
  }

  @Test
  void aNumberOfAnyLengthIsNobodysBusinessInAFieldThatNobodyReads() {
    final String score = "9".repeat(1_200);

    assertThat(mapping.member("{\"score\":" + score + ",\"line_uid\":\"" + LINE_UID + "\"}").key())
        .isEqualTo(LINE_UID);
    assertThat(mapping.reason("{\"email\":" + score + ",\"line_uid\":\"" + LINE_UID + "\"}"))
        .isEqualTo("email: is a number with too many digits");
  }

  @Test
  void anEnvelopeOfSchemaAndPayloadNamesTheConverter() {
    final String envelope = "{\"schema\":{\"type\":\"struct\"},\"payload\":" + JSON + "}";

    for (final SinkRecord record :
        List.of(Converted.json(envelope), Converted.text(utf8(envelope)))) {
      assertThat(mapping.reason(record))
          .startsWith("line_uid: is missing or blank, and it is the import key; value: ")
          .contains(
              "org.apache.kafka.connect.json.JsonConverter", "value.converter.schemas.enable=true");
    }
    assertThat(
            mapping
                .with("field.customer_id", "$key")
                .reason(Converted.text(utf8("{\"schema\":null,\"payload\":\"C001\"}"), utf8(JSON))))
        .contains("key.converter.schemas.enable=true");
  }

  @Test
  void aCloudEventNamesWhereItsDataIs() {
    assertThat(
            mapping.reason(
                Converted.json(
                    "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"member\",\"source\":\"/crm\","
                        + "\"data\":"
                        + JSON
                        + "}")))
        .contains("is a CloudEvent", "data");
  }

  @Test
  void changeEventsAndWebhooksOfOthersNameWhereTheirDataIs() {
    assertThat(
            mapping.reason(
                "{\"database\":\"crm\",\"table\":\"members\",\"type\":\"insert\",\"data\":"
                    + JSON
                    + "}"))
        .contains("Maxwell or Canal", "into data");
    assertThat(
            SegmentMapping.toOneList()
                .reason(null, "{\"destination\":\"U\",\"events\":[{\"type\":\"follow\"}]}"))
        .contains("each of its events as a record of its own");
  }

  @Test
  void aKeyThatIsAnObjectIsNoId() {
    assertThat(
            mapping
                .with("field.customer_id", "$key")
                .reason(Converted.text(utf8("{\"id\":5}"), utf8(JSON))))
        .isEqualTo(
            "customer_id: is read from a key that is a JSON object: name a field of it, as in"
                + " $key.id");
  }

  @Test
  void aKeyThatIsAJsonStringIsThatString() {
    final Mapping byKey = mapping.with("field.customer_id", "$key");

    assertThat(
            byKey
                .member(Converted.text(utf8("\"C001\""), utf8(JSON)))
                .value(MemberField.CUSTOMER_ID))
        .isEqualTo("C001");
    assertThat(
            byKey
                .member(Converted.text(utf8(" \"C\\u0030\\\"01\" "), utf8(JSON)))
                .value(MemberField.CUSTOMER_ID))
        .isEqualTo("C0\"01");
    assertThat(
            byKey.member(Converted.text(utf8("\"C001"), utf8(JSON))).value(MemberField.CUSTOMER_ID))
        .isEqualTo("\"C001");
  }

  @Test
  void anObjectThatWasWrittenAsTextTwiceIsReadThrough() {
    assertThat(mapping.member("\"{\\\"line_uid\\\":\\\"" + LINE_UID + "\\\"}\"").key())
        .isEqualTo(LINE_UID);
    assertThat(mapping.reason("\"no object\"")).isEqualTo("value: is not a JSON object");
  }

  @Test
  void allFieldsAtFaultAreTold() {
    final Map<String, Object> value = new HashMap<>();
    value.put("line_uid", "x");
    value.put("email", Map.of());
    value.put("birthday", "1985-02-30");
    value.put("tags", "[x]");

    assertThat(mapping.reason(value))
        .isEqualTo(
            "line_uid: is not U and 32 lower-case hex digits; email: has a type that cannot be read"
                + " as text; birthday: is not a valid date of the form YYYY-MM-DD; tags: is text in"
                + " brackets, and not a JSON list as [\"vip\",\"new\"]");
  }
}
