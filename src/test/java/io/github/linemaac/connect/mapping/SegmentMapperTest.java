package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.LINE_UID;
import static io.github.linemaac.connect.mapping.Mapping.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentMapperTest {
  private static final LineUid ID = LineUid.of(LINE_UID);

  private final SegmentMapping one = SegmentMapping.toOneList();
  private final SegmentMapping named = SegmentMapping.toNamedLists();

  @Test
  void aRecordAddsItsIdToTheListOfTheConfiguration() {
    assertThat(one.change(null, Map.of("line_uid", LINE_UID)))
        .isEqualTo(new SegmentChange(Optional.of(SegmentName.configured("vip")), ID, false));
    assertThat(one.change(null, "{\"line_uid\":\" " + LINE_UID + " \"}").lineUid()).isEqualTo(ID);
    assertThat(one.change(null, utf8("{\"line_uid\":\"" + LINE_UID + "\"}")).lineUid())
        .isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "ADD", " Add ", "added", "", "  "})
  @NullSource
  void aRecordAddsUnlessItSaysOtherwise(final String action) {
    assertThat(one.change(null, fields("segment_action", action)).removes()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"remove", "REMOVE", " Remove ", "removed", "delete", "Deleted"})
  void aRecordRemovesIfItSaysSo(final String action) {
    final SegmentChange change = one.change(null, fields("segment_action", action));

    assertThat(change.removes()).isTrue();
    assertThat(change.segment()).contains(SegmentName.configured("vip"));
  }

  @Test
  void theWordsForAnActionAreForTheConfigurationToSay() {
    final SegmentMapping webhook =
        one.with("field.segment_action", "type")
            .with("segment.action.add.values", "follow,unblock")
            .with("segment.action.remove.values", "unfollow");

    assertThat(webhook.change(null, fields("type", "unfollow")).removes()).isTrue();
    assertThat(webhook.change(null, fields("type", "Follow")).removes()).isFalse();
    assertThat(webhook.reason(null, fields("type", "message"))).startsWith("segment_action: ");
    assertThat(webhook.reason(null, fields("type", "remove"))).startsWith("segment_action: ");
  }

  @Test
  void aFlagIsAWord() {
    final SegmentMapping audience =
        one.with("field.segment_action", "audiences.vip")
            .with("segment.action.add.values", "true")
            .with("segment.action.remove.values", "false");

    assertThat(audience.change(null, fields("audiences", Map.of("vip", false))).removes()).isTrue();
    assertThat(audience.change(null, fields("audiences", Map.of("vip", true))).removes()).isFalse();
    assertThat(audience.change(null, fields("audiences", Map.of("vip", "FALSE"))).removes())
        .isTrue();
    assertThat(one.reason(null, fields("segment_action", false))).startsWith("segment_action: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "d", "delete"})
  void aDeletedRowLeavesTheList(final String deleted) {
    assertThat(one.change(null, fields("__deleted", deleted)).removes()).isTrue();
    assertThat(one.change(null, fields("__deleted", true)).removes()).isTrue();
    assertThat(one.change(null, fields("__deleted", "false")).removes()).isFalse();
    assertThat(one.change(null, fields("__deleted", "")).removes()).isFalse();
    assertThat(one.reason(null, fields("__deleted", "maybe")))
        .isEqualTo("deleted: says neither true nor false (field.deleted)");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    final Map<String, Object> fields = fields("segment_action", "x1");
    fields.put("line_uid", "x1");
    fields.put("segment_name", "a\nb");

    assertThat(one.reason(null, fields))
        .isEqualTo(
            "line_uid: is not U and 32 lower-case hex digits; segment_name: holds a control"
                + " character, such as a line break; segment_action: is neither add nor remove, by"
                + " the words of segment.action.add.values and segment.action.remove.values");
  }

  @Test
  void aListThatTheDatabaseDidNotNameIsThatOfTheConfiguration() {
    assertThat(one.name(null, fields("segment_name", "__debezium_unavailable_value")))
        .isEqualTo("vip");
  }

  @Test
  void anActionThatIsNotReadChangesNothing() {
    assertThat(
            one.with("field.segment_action", "")
                .change(null, fields("segment_action", "remove"))
                .removes())
        .isFalse();
    assertThat(
            one.with("field.segment_action", "$header.op")
                .change(withHeader(fields("a", "b"), "op", "remove"))
                .removes())
        .isTrue();
  }

  @Test
  void theNameOfTheListIsThatOfTheRecordElseThatOfTheConfiguration() {
    assertThat(one.name(null, fields("segment_name", "gold"))).isEqualTo("gold");
    assertThat(one.name(null, fields("segment_name", " "))).isEqualTo("vip");
    assertThat(one.name(null, fields("segment_name", null))).isEqualTo("vip");
    assertThat(named.name(null, fields("segment_name", " 會員 "))).isEqualTo("會員");
    assertThat(named.name(null, fields("segment_name", 42L))).isEqualTo("42");
    assertThat(one.with("field.segment_name", "").name(null, fields("segment_name", "gold")))
        .isEqualTo("vip");
  }

  @Test
  void theNameOfTheListMayBeAnywhereInARecord() {
    assertThat(named.with("field.segment_name", "$topic").name(null, fields("a", "b")))
        .isEqualTo("members");
    assertThat(named.with("field.segment_name", "$topic").name(LINE_UID, null))
        .isEqualTo("members");
    assertThat(
            named
                .with("field.segment_name", "$key.list")
                .name(Map.of("list", "gold"), fields("a", "b")))
        .isEqualTo("gold");
    assertThat(
            named
                .with("field.segment_name", "$header.list")
                .change(withHeader(fields("a", "b"), "list", "gold"))
                .segment())
        .map(SegmentName::text)
        .contains("gold");
  }

  @Test
  void aNameFromARecordIsToldByTheRecordsCoordinatesAndNeverAsItIs() {
    final SinkRecord renamed =
        new SinkRecord(
            "renamed",
            9,
            null,
            null,
            null,
            fields("segment_name", "gold"),
            99,
            0L,
            TimestampType.CREATE_TIME,
            new ConnectHeaders(),
            "members",
            3,
            42);

    assertThat(named.change(renamed).segment().orElseThrow())
        .hasToString("the segment that record members-3@42 names");
    assertThat(one.change(null, fields("a", "b")).segment().orElseThrow())
        .hasToString("the segment of segment.name");
  }

  @Test
  void listsOfOneNameAreOneListWhereverTheNameWasFound() {
    assertThat(one.change(null, fields("segment_name", "vip")).segment())
        .isEqualTo(one.change(null, fields("a", "b")).segment());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "U", "u0123456789abcdef0123456789abcdef", "someone@example.com"})
  void anIdThatIsNoneIsRejectedWithItsRule(final String id) {
    assertThat(one.reason(null, Map.of("line_uid", id)))
        .isEqualTo(
            id.isEmpty()
                ? "line_uid: is missing or blank"
                : "line_uid: is not U and 32 lower-case hex digits");
  }

  @Test
  void eachRejectionNamesFieldAndRuleAndNoValue() {
    assertThat(one.reason(null, Map.of())).isEqualTo("line_uid: is missing or blank");
    assertThat(one.reason(null, Map.of("line_uid", List.of("x1"))))
        .isEqualTo("line_uid: has a type that cannot be read as text");
    assertThat(one.reason(null, "x1")).isEqualTo("value: is not a JSON object");
    assertThat(one.reason(null, 42L))
        .isEqualTo("value: is not a record: neither a Struct, nor a Map, nor a JSON object");
    assertThat(one.reason(null, fields("segment_action", "x1")))
        .isEqualTo(
            "segment_action: is neither add nor remove, by the words of segment.action.add.values"
                + " and segment.action.remove.values");
    assertThat(one.reason(null, fields("segment_action", List.of())))
        .isEqualTo("segment_action: has a type that cannot be read as text");
    assertThat(one.reason(null, fields("segment_name", "x".repeat(256))))
        .isEqualTo("segment_name: is longer than 255 characters");
    assertThat(one.reason(null, fields("segment_name", "x\r\n1")))
        .isEqualTo("segment_name: holds a control character, such as a line break");
    assertThat(one.reason(null, fields("segment_name", Map.of("x1", "x1"))))
        .isEqualTo("segment_name: has a type that cannot be read as text");
    assertThat(named.reason(null, fields("a", "b")))
        .isEqualTo("segment_name: is missing or blank, and segment.name is not set");
  }

  @Test
  void aNameOf255CharactersIsTakenHoweverManyUnitsTheyHave() {
    final String name = "\uD83D\uDE00".repeat(255);

    assertThat(named.name(null, fields("segment_name", name))).isEqualTo(name);
  }

  private static Map<String, Object> fields(final String name, final Object value) {
    final Map<String, Object> fields = new HashMap<>();
    fields.put("line_uid", LINE_UID);
    fields.put(name, value);
    return fields;
  }

  private static SinkRecord withHeader(
      final Object value, final String name, final String content) {
    final SinkRecord record = Mapping.record(null, value);
    record.headers().addString(name, content);
    return record;
  }
}
