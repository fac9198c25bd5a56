package io.github.linemaac.connect.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Expressions of every form, in zones with every kind of change, at any time. */
class ScheduleProperties {
  private static final long MINUTE_MS = 60_000;
  private static final long YEAR_2026_MS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  @Property(tries = 100)
  void isDueAtTheMinutesThatTheExpressionNames(
      @ForAll("expressions") final String expression,
      @ForAll @IntRange(max = 4 * 365 * 1440) final int minute) {
    final Schedule schedule = Schedule.of(expression, ZoneOffset.UTC);
    final CronByHand byHand = CronByHand.of(expression);
    final long fromMs = YEAR_2026_MS + minute * MINUTE_MS;

    final long dueMs = schedule.nextAfter(fromMs);

    assertThat(dueMs).isGreaterThan(fromMs);
    assertThat(byHand.matches(utc(dueMs))).isTrue();
    for (long ms = Math.max(fromMs + MINUTE_MS, dueMs - 5_000 * MINUTE_MS);
        ms < dueMs;
        ms += MINUTE_MS) {
      assertThat(byHand.matches(utc(ms))).as("not due at %s", utc(ms)).isFalse();
    }
  }

  @Property(tries = 100)
  void whatIsDueIsTheLatestUntilTheNextIs(
      @ForAll("expressions") final String expression,
      @ForAll("zones") final ZoneId zone,
      @ForAll @IntRange(max = 4 * 365 * 1440) final int minute) {
    final Schedule schedule = Schedule.of(expression, zone);
    final long dueMs = schedule.nextAfter(YEAR_2026_MS + minute * MINUTE_MS + 1_234);
    final long nextMs = schedule.nextAfter(dueMs);

    assertThat(nextMs).isGreaterThan(dueMs);
    assertThat(schedule.latestUntil(dueMs)).isEqualTo(dueMs);
    assertThat(schedule.latestUntil(nextMs - 1)).isEqualTo(dueMs);
    assertThat(schedule.nextAfter(nextMs - 1)).isEqualTo(nextMs);
  }

  @Property(tries = 50)
  void aTimeOfDayIsDueOnceOnEachDayInEveryZone(
      @ForAll @IntRange(max = 59) final int minute,
      @ForAll @IntRange(max = 23) final int hour,
      @ForAll("zones") final ZoneId zone,
      @ForAll @IntRange(max = 700) final int days) {
    final Schedule schedule = Schedule.of("%d %d * * *".formatted(minute, hour), zone);
    long ms = YEAR_2026_MS + days * 1_440L * MINUTE_MS;
    for (int day = 0; day < 40; day++) {
      final long nextMs = schedule.nextAfter(ms);
      assertThat(local(nextMs, zone).toLocalDate())
          .isEqualTo(local(schedule.nextAfter(nextMs), zone).toLocalDate().minusDays(1));
      ms = nextMs;
    }
  }

  @Property(tries = 30)
  void anEvenBeatStaysEvenInEveryZone(
      @ForAll @IntRange(max = 59) final int minute,
      @ForAll("wholeHours") final ZoneId zone,
      @ForAll @IntRange(max = 700) final int days) {
    final Schedule schedule = Schedule.of(minute + " * * * *", zone);
    long ms = schedule.nextAfter(YEAR_2026_MS + days * 1_440L * MINUTE_MS);
    for (int hour = 0; hour < 30 * 24; hour++) {
      final long nextMs = schedule.nextAfter(ms);
      assertThat(nextMs - ms).isEqualTo(60 * MINUTE_MS);
      ms = nextMs;
    }
  }

  @Property(tries = 500)
  void anyTextIsReadOrRefusedWithAReason(@ForAll("texts") final String text) {
    try {
      assertThat(Schedule.of(text, ZoneOffset.UTC).nextAfter(0)).isPositive();
    } catch (final IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> expressions() {
    return Combinators.combine(
            field(0, 59, List.of()),
            field(0, 23, List.of()),
            field(1, 28, List.of()),
            field(1, 12, List.of("jan", "feb", "Mar", "SEP", "dec")),
            field(0, 7, List.of("sun", "mon", "Tue", "FRI", "sat", "Sun-thu", "sun-6")))
        .as(
            (minute, hour, day, month, weekday) ->
                String.join(" ", minute, hour, day, month, weekday));
  }

  private static Arbitrary<String> field(
      final int first, final int last, final List<String> names) {
    final Arbitrary<String> values =
        Arbitraries.integers().between(first, last).map(String::valueOf);
    final Arbitrary<String> value =
        names.isEmpty() ? values : Arbitraries.oneOf(values, Arbitraries.of(names));
    final Arbitrary<String> period =
        Arbitraries.integers().between(1, Math.max(2, last / 2)).map(n -> "*/" + n);
    final Arbitrary<String> range =
        Arbitraries.integers()
            .between(first, last)
            .flatMap(a -> Arbitraries.integers().between(a, last).map(b -> a + "-" + b));
    final Arbitrary<String> list =
        Arbitraries.oneOf(value, period, range)
            .list()
            .ofMinSize(2)
            .ofMaxSize(4)
            .map(parts -> String.join(",", parts));
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just("*")),
        Tuple.of(3, value),
        Tuple.of(1, period),
        Tuple.of(1, range),
        Tuple.of(2, list));
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "UTC",
            "Asia/Taipei",
            "Europe/Berlin",
            "America/New_York",
            "America/Havana",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "Africa/Cairo",
            "America/Santiago")
        .map(ZoneId::of);
  }

  @Provide
  Arbitrary<ZoneId> wholeHours() {
    return zones().filter(zone -> !zone.getId().equals("Australia/Lord_Howe"));
  }

  @Provide
  Arbitrary<String> texts() {
    final Arbitrary<String> field =
        Arbitraries.strings().withChars("0123456789*/-,?LW#sunjan@ ").ofMaxLength(6);
    return Arbitraries.oneOf(
        field.list().ofSize(5).map(fields -> String.join(" ", fields)),
        field.map(name -> "@" + name));
  }

  private static LocalDateTime utc(final long ms) {
    return local(ms, ZoneOffset.UTC);
  }

  private static LocalDateTime local(final long ms, final ZoneId zone) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(ms), zone);
  }
}
