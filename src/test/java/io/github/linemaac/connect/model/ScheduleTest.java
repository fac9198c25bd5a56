package io.github.linemaac.connect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of Treasure Data's page, zones, and changes of the clock. */
class ScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *          | 2026-02-27T22:59 2026-02-27T23:00",
        "@hourly            | 2026-02-27T23:00 2026-02-28T00:00",
        "@daily             | 2026-02-28T00:00 2026-03-01T00:00",
        "@midnight          | 2026-02-28T00:00 2026-03-01T00:00",
        "@weekly            | 2026-03-01T00:00 2026-03-08T00:00",
        "@monthly           | 2026-03-01T00:00 2026-04-01T00:00",
        "@yearly            | 2027-01-01T00:00 2028-01-01T00:00",
        "@annually          | 2027-01-01T00:00 2028-01-01T00:00",
        "0 * * * *          | 2026-02-27T23:00 2026-02-28T00:00",
        "0 0 1 * *          | 2026-03-01T00:00 2026-04-01T00:00",
        "0 0 1-2 * *        | 2026-03-01T00:00 2026-03-02T00:00 2026-04-01T00:00",
        "0 0 1,11,21 * *    | 2026-03-01T00:00 2026-03-11T00:00 2026-03-21T00:00",
        "30 */6 1 * *       | 2026-03-01T00:30 2026-03-01T06:30",
        "0 0 5,*/10,25 * *  | 2026-03-01T00:00 2026-03-05T00:00 2026-03-11T00:00",
        "0 0 * * sun        | 2026-03-01T00:00 2026-03-08T00:00",
        "0 0 * * 0          | 2026-03-01T00:00 2026-03-08T00:00",
        "0 0 * * 7          | 2026-03-01T00:00 2026-03-08T00:00",
        "0 0 * * sun-mon    | 2026-03-01T00:00 2026-03-02T00:00 2026-03-08T00:00",
        "0 0 * * SUN-0      | 2026-03-01T00:00 2026-03-08T00:00",
        "0 0 * * tue,sun-1  | 2026-03-01T00:00 2026-03-02T00:00 2026-03-03T00:00",
        "0 0 * * fri,sat-sun| 2026-02-28T00:00 2026-03-01T00:00 2026-03-06T00:00",
        "0 0 * JAN Mon-wed  | 2027-01-04T00:00 2027-01-05T00:00",
        "0 0 29 2 *         | 2028-02-29T00:00 2032-02-29T00:00",
        "15  2   * *  *     | 2026-02-28T02:15"
      })
  void takesEveryForm(final String expression, final String due) {
    final List<String> expected = List.of(due.split(" "));

    assertThat(due(expression, ZoneOffset.UTC, "2026-02-27T22:58:30Z", expected.size()))
        .isEqualTo(expected.stream().map(time -> time + "Z").toList());
  }

  /** As Treasure Data's page has it: the specification that comes more often is followed. */
  @Test
  void aDayOfMonthAndADayOfWeekAreEitherOfThem() {
    assertThat(due("0 0 1 * 1", ZoneOffset.UTC, "2026-03-25T00:00:00Z", 3))
        .containsExactly("2026-03-30T00:00Z", "2026-04-01T00:00Z", "2026-04-06T00:00Z");
  }

  @Test
  void isDueByTheClockOfItsZone() {
    assertThat(due("@daily", ZoneId.of("Asia/Taipei"), "2026-02-27T15:59:59Z", 2))
        .containsExactly("2026-02-28T00:00+08:00", "2026-03-01T00:00+08:00");
  }

  @ParameterizedTest
  @CsvSource({"30 2 * * *", "'15,45 2 * * *'", "0 2 * * *", "'59 1,2 * * *'"})
  void aTimeThatTheClockLeapsOverIsDueAtTheLeap(final String expression) {
    assertThat(due(expression, BERLIN, "2026-03-29T00:59:30Z", 1))
        .containsExactly("2026-03-29T03:00+02:00");
  }

  @Test
  void theDayAfterALeapIsAsAnyOther() {
    assertThat(due("30 2 * * *", BERLIN, "2026-03-28T01:00:00Z", 3))
        .containsExactly(
            "2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
  }

  @Test
  void anHourlyBeatGoesOnAcrossALeap() {
    assertThat(due("30 * * * *", BERLIN, "2026-03-29T00:00:00Z", 3))
        .containsExactly(
            "2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00", "2026-03-29T04:30+02:00");
  }

  @ParameterizedTest
  @CsvSource({"30 2 * * *", "30 2 25 10 *"})
  void aTimeThatComesTwiceIsDueTheFirstTime(final String expression) {
    assertThat(due(expression, BERLIN, "2026-10-25T00:00:00Z", 1))
        .containsExactly("2026-10-25T02:30+02:00");
    assertThat(due(expression, BERLIN, "2026-10-25T00:30:00Z", 1))
        .doesNotContain("2026-10-25T02:30+01:00");
  }

  @Test
  void severalTimesThatComeTwiceAreDueTheFirstTime() {
    assertThat(due("0,15,45 2 * * *", BERLIN, "2026-10-24T22:00:00Z", 4))
        .containsExactly(
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:15+02:00",
            "2026-10-25T02:45+02:00",
            "2026-10-26T02:00+01:00");
  }

  @Test
  void anHourlyBeatGoesOnAcrossAnHourThatComesTwice() {
    assertThat(due("0 * * * *", BERLIN, "2026-10-24T23:30:00Z", 4))
        .containsExactly(
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:00+01:00",
            "2026-10-25T03:00+01:00",
            "2026-10-25T04:00+01:00");
  }

  @Test
  void aDayThatBeginsByALeapIsDueAtItsFirstMoment() {
    assertThat(due("@daily", ZoneId.of("Africa/Cairo"), "2026-04-23T12:00:00Z", 1))
        .containsExactly("2026-04-24T01:00+03:00");
  }

  @Test
  void knowsWhatWasDueLast() {
    final Schedule weekdays = Schedule.of("*/5 9-17 * * mon-fri", ZoneOffset.UTC);

    assertThat(weekdays.latestUntil(ms("2026-03-02T08:59:59Z")))
        .isEqualTo(ms("2026-02-27T17:55:00Z"));
    assertThat(weekdays.latestUntil(ms("2026-03-02T09:00:00Z")))
        .isEqualTo(ms("2026-03-02T09:00:00Z"));
  }

  @Test
  void showsTimesAsPeopleOfTheZoneReadThem() {
    assertThat(Schedule.of("@daily", BERLIN).show(ms("2026-07-01T00:00:00Z")))
        .isEqualTo("2026-07-01 02:00:00 +02:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "61 * * * *    | value 61 not in range [0, 59]",
        "0 24 * * *    | value 24 not in range [0, 23]",
        "0 0 32 * *    | value 32 not in range [1, 31]",
        "0 0 * 13 *    | value 13 not in range [1, 12]",
        "0 0 * * 8     | value 8 not in range [0, 7]",
        "* * * *       | it has 4 fields, and not five: minute, hour, day of month, month",
        "0 0 2 * * *   | it has 6 fields",
        "daily         | it has 1 field,",
        "@reboot       | nickname @reboot not supported",
        "0 0 * * blah  | BLAH",
        "5-2 * * * *   | invalid range! [5,2]",
        "0 0 L * *     | L",
        "0 0 30 2 *    | it names a day that no month has, so it never comes",
        "0 0 31 4,6 *  | never comes"
      })
  void saysWhatIsWrong(final String expression, final String reason) {
    assertThatThrownBy(() -> Schedule.of(expression, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  private static List<String> due(
      final String expression, final ZoneId zone, final String from, final int count) {
    final Schedule schedule = Schedule.of(expression, zone);
    final List<String> due = new ArrayList<>();
    long ms = ms(from);
    for (int i = 0; i < count; i++) {
      ms = schedule.nextAfter(ms);
      due.add(OffsetDateTime.ofInstant(Instant.ofEpochMilli(ms), zone).toString());
    }
    return due;
  }

  private static long ms(final String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
