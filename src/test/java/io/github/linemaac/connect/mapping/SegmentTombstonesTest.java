package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.LINE_UID;
import static io.github.linemaac.connect.mapping.Mapping.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tombstone removes the id that is found in its key. */
class SegmentTombstonesTest {
  private static final String JSON = "{\"line_uid\":\"" + LINE_UID + "\"}";
  private static final Schema KEY =
      SchemaBuilder.struct()
          .field("line_uid", Schema.STRING_SCHEMA)
          .field("segment_name", Schema.OPTIONAL_STRING_SCHEMA)
          .build();

  private static final String MISSING =
      "line_uid: is missing in the key of a tombstone: key the topic by it (Debezium:"
          + " message.key.columns)";

  private final SegmentMapping one = SegmentMapping.toOneList();
  private final SegmentMapping named = SegmentMapping.toNamedLists();

  @ParameterizedTest
  @MethodSource("keys")
  void removesTheIdOfItsKeyWhateverTheKeyIs(final Object key) {
    assertThat(one.change(key, null))
        .isEqualTo(
            new SegmentChange(
                Optional.of(SegmentName.configured("vip")), LineUid.of(LINE_UID), true));
  }

  static List<Object> keys() {
    return List.of(
        LINE_UID,
        " " + LINE_UID + "\n",
        "\"" + LINE_UID + "\"",
        utf8("\"" + LINE_UID + "\""),
        utf8(LINE_UID),
        ByteBuffer.wrap(utf8(LINE_UID)),
        JSON,
        utf8(JSON),
        ByteBuffer.wrap(utf8(JSON)),
        Map.of("line_uid", LINE_UID),
        new Struct(KEY).put("line_uid", LINE_UID));
  }

  @Test
  void followsThePathOfTheFieldIntoItsKey() {
    final SegmentMapping deep = one.with("field.line_uid", "line.uid");

    assertThat(deep.change(Map.of("line", Map.of("uid", LINE_UID)), null).removes()).isTrue();
    assertThat(deep.change(LINE_UID, null).removes()).isTrue();
    assertThat(one.with("field.line_uid", "$key").change(LINE_UID, null).removes()).isTrue();
    assertThat(one.with("field.line_uid", "$key.id").change(Map.of("id", LINE_UID), null).removes())
        .isTrue();
  }

  @Test
  void isAboutTheListThatItsKeyNames() {
    assertThat(named.name(key("gold"), null)).isEqualTo("gold");
    assertThat(one.name(key("gold"), null)).isEqualTo("gold");
    assertThat(one.name(key(null), null)).isEqualTo("vip");
    assertThat(
            named
                .with("field.segment_name", "$key.list")
                .name(Map.of("line_uid", LINE_UID, "list", "gold"), null))
        .isEqualTo("gold");
  }

  @Test
  void isAboutEveryListIfNothingNamesOne() {
    assertThat(named.name(LINE_UID, null)).isEqualTo("every list");
    assertThat(named.name(JSON, null)).isEqualTo("every list");
  }

  @Test
  void isNotReadAsAnActionBecauseItHasNone() {
    final SegmentMapping mapping = one.with("field.segment_action", "$key.op");

    assertThat(mapping.change(Map.of("line_uid", LINE_UID, "op", "add"), null).removes()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("noKeys")
  void isRejectedWhenItsKeyHoldsNoId(final Object key) {
    assertThat(one.reason(key, null))
        .startsWith("line_uid: is ")
        .contains("in the key of a tombstone")
        .doesNotContain("x1");
  }

  static List<Object> noKeys() {
    return List.of(
        "x1",
        "",
        42L,
        "{\"id\":\"x1\"}",
        Map.of(),
        Map.of("line_uid", "x1"),
        "[\"x1\"]",
        utf8("x1"));
  }

  @Test
  void isRejectedWithoutAKey() {
    assertThat(one.reason(null, null)).isEqualTo(MISSING);
    assertThat(one.reason(Map.of("id", 5), null)).isEqualTo(MISSING);
  }

  @Test
  void isRejectedWithAKeyOfNoText() {
    assertThat(one.reason(new byte[] {(byte) 0xff}, null))
        .isEqualTo(
            "line_uid: is read from bytes that are not UTF-8 text, in the key of a tombstone");
    assertThat(one.reason(true, null))
        .isEqualTo("line_uid: has a type that cannot be read as text, in the key of a tombstone");
    assertThat(one.reason(Map.of("line_uid", LINE_UID, "segment_name", List.of("x1")), null))
        .isEqualTo("segment_name: has a type that cannot be read as text");
  }

  private static Struct key(final String name) {
    return new Struct(KEY).put("line_uid", LINE_UID).put("segment_name", name);
  }
}
