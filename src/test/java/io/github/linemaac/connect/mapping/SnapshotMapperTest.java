package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.LINE_UID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SnapshotId;
import io.github.linemaac.connect.model.SnapshotPart;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotMapperTest {
  private static final SegmentName VIP = SegmentName.configured("vip");
  private static final SnapshotId RUN_7 = SnapshotId.of("7");

  private final Map<String, String> props =
      new HashMap<>(
          Map.of(
              "api.token", "test-token",
              "data.object", "segments",
              "segment.mode", "snapshot",
              "segment.name", "vip"));

  @Test
  void aRecordIsOneIdOfItsSnapshot() {
    assertThat(part("segment_snapshot", 7, "line_uid", LINE_UID))
        .isEqualTo(new SnapshotPart.Joined(VIP, RUN_7, LineUid.of(LINE_UID)));
    assertThat(
            part("segment_snapshot", "2026-11-26", "segment_action", "add", "line_uid", LINE_UID))
        .isEqualTo(new SnapshotPart.Joined(VIP, SnapshotId.of("2026-11-26"), LineUid.of(LINE_UID)));
  }

  @Test
  void aRecordMayNameItsList() {
    assertThat(
            part("segment_snapshot", 7, "line_uid", LINE_UID, "segment_name", "regulars").segment())
        .isEqualTo(SegmentName.configured("regulars"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"complete", "COMPLETE", " Complete "})
  void theEndRecordSaysHowManyIdsThereAre(final String action) {
    assertThat(part("segment_snapshot", "7", "segment_action", action, "segment_size", "300000"))
        .isEqualTo(new SnapshotPart.End(VIP, RUN_7, 300_000));
    assertThat(part("segment_snapshot", "7", "segment_action", action, "segment_size", 0))
        .isEqualTo(new SnapshotPart.End(VIP, RUN_7, 0));
  }

  @Test
  void otherWordsAndPlacesMayBeConfigured() {
    props.put("segment.action.complete.values", "eof,true");
    props.put("field.segment_snapshot", "$header.run,run.id");
    props.put("field.segment_size", "run.count");
    props.put("field.segment_action", "last");
    assertThat(part("run", Map.of("id", 7, "count", 3), "last", true))
        .isEqualTo(new SnapshotPart.End(VIP, RUN_7, 3));
    assertThat(part("run", Map.of("id", 7), "line_uid", LINE_UID))
        .isEqualTo(new SnapshotPart.Joined(VIP, RUN_7, LineUid.of(LINE_UID)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-1", "1.5", "many", "9999999999999", "1e999999999"})
  void anEndThatDoesNotSayHowManyIsRejected(final String size) {
    assertThat(reason("segment_snapshot", 7, "segment_action", "complete", "segment_size", size))
        .startsWith("segment_size: ");
  }

  @Test
  void aRecordOfNoSnapshotIsRejectedAndCountsInNone() {
    assertThat(map("line_uid", "nobody"))
        .isInstanceOfSatisfying(
            MappingResult.Invalid.class,
            invalid ->
                assertThat(invalid.rejection().reason())
                    .contains("segment_snapshot: is missing or blank", "line_uid: "));
  }

  @Test
  void anIdThatBreaksARuleCountsAsOneOfItsSnapshot() {
    final SnapshotPart.Rejected nobody = rejected("segment_snapshot", 7, "line_uid", "nobody");
    assertThat(nobody.segment()).isEqualTo(VIP);
    assertThat(nobody.snapshot()).isEqualTo(RUN_7);
    assertThat(rejected("segment_snapshot", "7", "line_uid", " nobody ")).isEqualTo(nobody);
    assertThat(rejected("segment_snapshot", 7, "line_uid", "somebody").id())
        .isNotEqualTo(nobody.id());
    assertThat(rejected("segment_snapshot", 7, "line_uid", Map.of("id", "x")).id())
        .isEqualTo(rejected("segment_snapshot", 7, "line_uid", Map.of("id", "x")).id());
  }

  @Test
  void aRecordThatIsRejectedForAnotherReasonCountsByItsId() {
    assertThat(
            rejected("segment_snapshot", 7, "line_uid", LINE_UID, "segment_action", "remove").id())
        .isEqualTo(LineUid.of(LINE_UID));
    assertThat(reason("segment_snapshot", 7, "line_uid", LINE_UID, "segment_action", "remove"))
        .startsWith("segment_action: removes an id from the segment");
    assertThat(reason("segment_snapshot", 7, "line_uid", LINE_UID, "__deleted", "true"))
        .startsWith("deleted: ");
    assertThat(reason("segment_snapshot", 7, "line_uid", LINE_UID, "segment_action", "hm"))
        .startsWith("segment_action: is neither add nor complete");
  }

  @Test
  void aMissingIdIsNoneOfTheIdsOfASnapshot() {
    assertThat(map("segment_snapshot", 7, "line_uid", " "))
        .isInstanceOf(MappingResult.Invalid.class);
    assertThat(reason("segment_snapshot", 7)).isEqualTo("line_uid: is missing or blank");
  }

  @Test
  void aTombstoneIsPartOfNoSnapshot() {
    assertThat(map(Mapping.record(LINE_UID, null))).isInstanceOf(MappingResult.Invalid.class);
  }

  @Test
  void noReasonHoldsAValue() {
    assertThat(
            reason(
                "segment_snapshot", "secret\nrun", "line_uid", "secret", "segment_size", "secret"))
        .doesNotContain("secret");
    assertThat(
            reason("segment_snapshot", 7, "segment_action", "complete", "segment_size", "secret"))
        .doesNotContain("secret");
  }

  @Test
  void changesKnowNoEnd() {
    assertThat(
            SegmentMapping.toOneList()
                .map(
                    Mapping.record(
                        null, Map.of("line_uid", LINE_UID, "segment_action", "complete"))))
        .isInstanceOfSatisfying(
            MappingResult.Invalid.class,
            invalid -> assertThat(invalid.rejection().reason()).contains("segment.mode=snapshot"));
  }

  private SnapshotPart part(final Object... fields) {
    assertThat(map(fields)).isInstanceOf(MappingResult.Part.class);
    return ((MappingResult.Part) map(fields)).part();
  }

  private SnapshotPart.Rejected rejected(final Object... fields) {
    assertThat(map(fields)).isInstanceOf(MappingResult.InvalidPart.class);
    return ((MappingResult.InvalidPart) map(fields)).part();
  }

  private String reason(final Object... fields) {
    final MappingResult mapped = map(fields);
    return mapped instanceof MappingResult.InvalidPart part
        ? part.rejection().reason()
        : ((MappingResult.Invalid) mapped).rejection().reason();
  }

  private MappingResult map(final Object... fields) {
    final Map<String, Object> value = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      value.put(fields[i].toString(), fields[i + 1]);
    }
    return map(Mapping.record(null, value));
  }

  private MappingResult map(final SinkRecord record) {
    final MaacConfig config = MaacConfig.of(props);
    return new SnapshotMapper(config.segments(), config.fields(), config.values()).map(record);
  }
}
