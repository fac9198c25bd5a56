package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of scheduled delivery, as Connect's REST API tells what is wrong with them. */
class ScheduleRulesTest {
  private final Configuration sound = Configuration.sound();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delivery.schedule | 0 24 * * *  | value 24 not in range [0, 23]",
        "delivery.schedule | 0 0 2 * * * | it has 6 fields, and not five",
        "delivery.schedule | 0 0 30 2 *  | never comes",
        "delivery.schedule | @nightly    | It must be empty, a cron expression of five fields",
        "delivery.timezone | asia/taipei | did you mean Asia/Taipei?",
        "delivery.timezone | CST6CDT9    | It must be the name of a time zone, as Asia/Taipei",
        "delivery.timezone | ''          | It must be the name of a time zone"
      })
  void saysOnTheKeyWhatIsWrongAndWhatIsTaken(
      final String key, final String value, final String message) {
    assertThat(sound.with("delivery.schedule", "@daily").with(key, value).errors())
        .hasEntrySatisfying(
            key, errors -> assertThat(errors).singleElement().asString().contains(message))
        .containsOnlyKeys(key);
  }

  @Test
  void withoutAScheduleThereIsNone() {
    assertThat(sound.read().schedule().schedule()).isEmpty();
  }

  @Test
  void theScheduleIsReadInItsZone() {
    final long dueMs =
        sound
            .with("delivery.schedule", " 30 2 * * * ")
            .with("delivery.timezone", " Asia/Taipei ")
            .read()
            .schedule()
            .schedule()
            .orElseThrow()
            .nextAfter(0);

    assertThat(Instant.ofEpochMilli(dueMs)).isEqualTo("1970-01-01T18:30:00Z");
  }

  @Test
  void aNearMissIsTold() {
    assertThat(sound.with("delivery.shedule", "@daily").errors().get("delivery.shedule"))
        .singleElement()
        .asString()
        .contains("delivery.schedule");
  }
}
