package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.model.LineUid;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for lists, as Connect's REST API tells them and as a task that starts with them. */
class SegmentRulesTest {
  private final Configuration sound =
      Configuration.sound()
          .without("import.key")
          .with("data.object", "segments")
          .with("segment.name", "vip");

  @Test
  void aListNeedsANameAndNoImportKey() {
    assertThat(sound.errors()).isEmpty();
    assertThat(sound.read().segments().name()).contains("vip");
  }

  @Test
  void eachRecordMayNameItsOwnList() {
    assertThat(sound.without("segment.name").errors()).isEmpty();
    assertThat(sound.with("segment.name", " ").read().segments().name()).isEmpty();
    assertThat(sound.with("field.segment_name", "").errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void somethingMustNameTheList(final String blank) {
    assertFault(
        sound.with("segment.name", blank).with("field.segment_name", ""),
        "data.object=segments needs the name of a segment",
        "segment.name",
        "field.segment_name");
  }

  @Test
  void theIdsOfAListMustBeRead() {
    assertFault(
        sound.with("field.line_uid", ""),
        "field.line_uid is empty, so the ids of a segment would never be read",
        "data.object",
        "field.line_uid");
  }

  @Test
  void bothFaultsAreToldAtOnce() {
    assertThat(
            sound
                .without("segment.name")
                .with("field.segment_name", "")
                .with("field.line_uid", "")
                .errors())
        .containsOnlyKeys("segment.name", "field.segment_name", "data.object", "field.line_uid");
  }

  @Test
  void theRulesForListsAreNotThoseForMembers() {
    assertThat(
            Configuration.sound()
                .with("import.key", "email")
                .with("field.line_uid", "")
                .with("field.segment_name", "")
                .with("segment.empty.behavior", "placeholder")
                .errors())
        .isEmpty();
    assertThat(Configuration.sound().with("segment.empty.behavior", "placeholder").read())
        .isNotNull();
  }

  @Test
  void whatIsNotSetIsAsTheDesignHasIt() {
    final SegmentSettings settings = sound.read().segments();

    assertThat(settings.description()).isEmpty();
    assertThat(settings.updatesExisting()).isTrue();
    assertThat(settings.uploadIntervalMs()).isEqualTo(60_000);
    assertThat(settings.maxShrinkPercent()).isEqualTo(20);
    assertThat(settings.maxShrinkIds()).isEqualTo(10);
    assertThat(settings.whenEmpty()).isEqualTo(new WhenEmpty.Keep());
    assertThat(settings.baseline()).isEqualTo(Baseline.TOPIC);
    assertThat(settings.baselineLagMs()).isEqualTo(108_000_000);
  }

  @Test
  void whatIsSetIsRead() {
    final SegmentSettings settings =
        sound
            .with("segment.description", " of the shop ")
            .with("update.segment", "false")
            .with("segment.baseline", "maac")
            .read()
            .segments();

    assertThat(settings.description()).contains("of the shop");
    assertThat(settings.updatesExisting()).isFalse();
    assertThat(settings.baseline()).isEqualTo(Baseline.MAAC);
  }

  @ParameterizedTest
  @CsvSource({
    "update.segment, maybe",
    "segment.upload.interval.ms, -1",
    "segment.upload.interval.ms, 86400001",
    "segment.max.shrink.percent, -1",
    "segment.max.shrink.ids, -1",
    "segment.max.shrink.percent, 101",
    "segment.max.shrink.percent, 12.5",
    "segment.empty.behavior, remove",
    "segment.empty.behavior, ''",
    "segment.baseline, kafka",
    "segment.baseline, ''",
    "segment.baseline, MAAC",
    "segment.baseline.lag.ms, -1",
    "field.segment_name, a..b",
    "field.segment_action, $value"
  })
  void rejectsAValueOutsideOfItsRule(final String key, final String value) {
    assertThat(sound.with(key, value).errors()).containsOnlyKeys(key);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(sound.with(key, value)::read)
        .withMessageContaining(key);
  }

  @ParameterizedTest
  @CsvSource({
    "segment.upload.interval.ms, 0",
    "segment.max.shrink.percent, 0",
    "segment.max.shrink.percent, 100",
    "segment.baseline.lag.ms, 0",
    "field.segment_action, ''",
    "field.segment_name, $topic"
  })
  void takesTheEdgesOfARule(final String key, final String value) {
    assertThat(sound.with(key, value).errors()).isEmpty();
  }

  @Test
  void aSnapshotIsReadFromFieldsThatAreThere() {
    final Configuration snapshots = sound.with("segment.mode", "snapshot");
    assertThat(snapshots.errors()).isEmpty();
    assertThat(snapshots.read().segments().mode()).isEqualTo(SegmentSettings.Mode.SNAPSHOT);
    for (final String key :
        new String[] {
          "field.segment_snapshot",
          "field.segment_size",
          "field.segment_action",
          "segment.action.complete.values"
        }) {
      assertFault(
          snapshots.with(key, ""),
          key + " is empty, so no snapshot would ever be complete",
          "segment.mode",
          key);
      assertThat(sound.with(key, "").errors()).isEmpty();
    }
  }

  @Test
  void whatIsEmptyMayBeDeleted() {
    assertThat(sound.with("segment.empty.behavior", "delete").read().segments().whenEmpty())
        .isEqualTo(new WhenEmpty.Delete());
  }

  @Test
  void aPlaceholderIsSomebody() {
    final Configuration placeholder = sound.with("segment.empty.behavior", "placeholder");

    assertFault(
        placeholder,
        "segment.empty.behavior=placeholder needs the LINE user id of somebody",
        "segment.empty.behavior",
        "segment.placeholder.line_uid");
    assertThat(
            placeholder
                .with("segment.placeholder.line_uid", " U000000000000000000000000000000ff ")
                .read()
                .segments()
                .whenEmpty())
        .isEqualTo(new WhenEmpty.Placeholder(new LineUid(0, 0xff)));
    assertThat(placeholder.with("segment.placeholder.line_uid", "U00000000").errors())
        .containsOnlyKeys("segment.placeholder.line_uid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep", "delete"})
  void aPlaceholderThatNothingUsesIsAMistake(final String behavior) {
    assertFault(
        sound
            .with("segment.empty.behavior", behavior)
            .with("segment.placeholder.line_uid", "U000000000000000000000000000000ff"),
        "segment.placeholder.line_uid is used with segment.empty.behavior=placeholder only",
        "segment.empty.behavior",
        "segment.placeholder.line_uid");
  }

  @Test
  void aSnapshotIsLaidOverNothing() {
    assertFault(
        sound.with("segment.mode", "snapshot").with("segment.baseline", "maac"),
        "segment.mode=snapshot replaces a segment as a whole",
        "segment.mode",
        "segment.baseline");
  }

  private static void assertFault(
      final Configuration faulty, final String message, final String... keys) {
    assertThat(faulty.errors()).containsOnlyKeys(keys);
    assertThat(faulty.errors().values())
        .allSatisfy(errors -> assertThat(errors).singleElement().asString().contains(message));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(faulty::read)
        .withMessageContaining(message);
  }
}
