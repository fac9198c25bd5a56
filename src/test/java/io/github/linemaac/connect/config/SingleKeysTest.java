package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.linemaac.connect.model.FieldPath;
import io.github.linemaac.connect.model.MemberField;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules about one key: the error is on that key, and the connector does not start with it. */
class SingleKeysTest {

  @ParameterizedTest
  @CsvSource({
    "data.object, contacts",
    "data.object, Members",
    "import.key, birthday",
    "import.key, ''",
    "tombstone.behavior, delete",
    "skip.invalid.records, maybe",
    "tags, 'vip,,new'",
    "tags, 'vip,'",
    "mobile.default.region, tw",
    "mobile.default.region, TWN",
    "mobile.default.region, XX",
    "mobile.default.region, AQ",
    "mobile.default.region, BV",
    "mobile.default.region, TF",
    "birthday.timezone, Asia/Taipeh",
    "invalid.field.behavior, drop",
    "tags.separator, ''",
    "field.email, 'a,'",
    "field.email, 'a,,b'",
    "field.email, 'a,b..c'",
    "field.deleted, $deleted",
    "field.email, a..b",
    "field.email, $value.email",
    "field.tags, $header.",
    "batch.max.records, 0",
    "batch.max.records, 10001",
    "batch.max.records, ten",
    "flush.interval.ms, -1",
    "flush.interval.ms, 5s",
    "imports.per.minute, 0",
    "import.poll.interval.ms, 0",
    "import.timeout.ms, 0",
    "retry.backoff.ms, 0",
    "retry.backoff.max.ms, 0",
    "delivery.timeout.ms, -1",
    "delivery.schedule, 0 25 * * *",
    "delivery.timezone, Asia/Taipeh",
    "request.timeout.ms, 99",
    "connect.timeout.ms, 99",
    "connect.timeout.ms, 9999999999"
  })
  void rejectsAValueOutsideOfItsRule(final String key, final String value) {
    final Configuration faulty = Configuration.sound().with(key, value);

    assertThat(faulty.errors()).containsOnlyKeys(key);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(faulty::read)
        .withMessageContaining(key);
  }

  @ParameterizedTest
  @CsvSource({
    "batch.max.records, 1",
    "batch.max.records, 10000",
    "flush.interval.ms, 0",
    "delivery.schedule, ' '",
    "delivery.schedule, @daily",
    "delivery.schedule, '0 0 5,*/10,25 * sun'",
    "delivery.timezone, Asia/Taipei",
    "delivery.timeout.ms, 0",
    "delivery.timeout.ms, 9223372036854775807",
    "field.email, ''",
    "field.email, $header.crm.email",
    "field.email, 'traits.email, context.traits.email,list.0.email'",
    "field.deleted, ''",
    "birthday.timezone, Asia/Taipei",
    "birthday.timezone, +08:00",
    "invalid.field.behavior, omit",
    "tags.separator, |",
    "ids.ignored, ''",
    "gender.male.values, '男,1'",
    "segment.action.add.values, 'realized,existing'",
    "mobile.default.region, JP",
    "import.key, mobile"
  })
  void takesAValueWithinIt(final String key, final String value) {
    assertThat(Configuration.sound().with(key, value).errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vip\u0000x", "\ud83d", "x\udc34", "\udc34\ud83d"})
  void rejectsTextThatNothingCanHold(final String text) {
    for (final String key : List.of("tags", "segment.name", "segment.description")) {
      final Configuration faulty = Configuration.sound().with(key, text);

      assertThat(faulty.errors()).as(key).containsOnlyKeys(key);
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(faulty::read)
          .withMessageContaining(key);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nb", "a\tb", "a\u0085b", "a\u007fb"})
  void rejectsControlCharactersInWhatPeopleReadAsALine(final String text) {
    assertThat(Configuration.sound().with("segment.name", text).errors())
        .containsOnlyKeys("segment.name");
    assertThat(Configuration.sound().with("segment.description", text).errors())
        .containsOnlyKeys("segment.description");
  }

  @Test
  void boundsANameAndADescription() {
    final String horse = "\uD83D\uDC34";

    assertThat(Configuration.sound().with("segment.name", horse.repeat(255)).errors()).isEmpty();
    assertThat(Configuration.sound().with("segment.name", horse.repeat(256)).errors())
        .containsOnlyKeys("segment.name");
    assertThat(Configuration.sound().with("segment.description", "x".repeat(1_000)).errors())
        .isEmpty();
    assertThat(Configuration.sound().with("segment.description", "x".repeat(1_001)).errors())
        .containsOnlyKeys("segment.description");
  }

  @Test
  void putsATagOnceHoweverOftenItIsNamed() {
    assertThat(Configuration.sound().with("tags", "a, \u3000a,b,a").read().tags().ofAll())
        .containsExactly("a", "b");
  }

  @Test
  void countsTagsInCodePoints() {
    final String horse = "\uD83D\uDC34";

    assertThat(Configuration.sound().with("tags", horse.repeat(255)).errors()).isEmpty();
    assertThat(Configuration.sound().with("tags", horse.repeat(256)).errors())
        .containsOnlyKeys("tags");
  }

  @Test
  void readsWhatWasSet() {
    final MaacConfig config =
        Configuration.sound()
            .with("import.key", "email")
            .with("tags", " vip , spring sale ")
            .with("tombstone.behavior", "invalid")
            .with("mobile.default.region", "TH")
            .with("skip.invalid.records", "false")
            .with("field.gender", "")
            .with("batch.max.records", "7")
            .read();

    assertThat(config.members().importKey().jsonName()).isEqualTo("email");
    assertThat(config.tags().ofAll()).isEqualTo(List.of("vip", "spring sale"));
    assertThat(config.members().rejectsTombstones()).isTrue();
    assertThat(config.values().mobileRegion()).contains("TH");
    assertThat(config.members().skipsInvalid()).isFalse();
    assertThat(config.fields().paths().get(MemberField.GENDER)).isEmpty();
    assertThat(config.delivery().batchMaxRecords()).isEqualTo(7);
  }

  @Test
  void leavesEmptyWhatWasNotSet() {
    final MaacConfig config = Configuration.sound().read();

    assertThat(config.tags().ofAll()).isEmpty();
    assertThat(config.values().mobileRegion()).isEmpty();
    assertThat(config.members().rejectsTombstones()).isFalse();
    assertThat(config.api().proxy()).isEmpty();
    assertThat(config.fields().tags()).containsExactly(FieldPath.parse("tags"));
  }
}
