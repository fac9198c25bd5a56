package io.github.linemaac.connect.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.Schedule;
import io.github.linemaac.connect.schedule.DeliveryWindow.Phase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A window that opens at each full hour, from half past nine on. */
class DeliveryWindowTest {
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final long DAY_MS = 24 * HOUR_MS;
  private static final long HALF_PAST_MS = ms("2026-03-02T09:30:00Z");
  private static final long TEN_MS = HALF_PAST_MS + 30 * MINUTE_MS;
  private static final long ELEVEN_MS = TEN_MS + HOUR_MS;

  private final DeliveryWindow window =
      new DeliveryWindow(Schedule.of("@hourly", ZoneId.of("UTC")), HALF_PAST_MS);
  private final List<String> opened = new ArrayList<>();
  private boolean isCaughtUp = true;
  private boolean isEmpty = true;
  private long nowMs = 1_000;
  private long wallMs = HALF_PAST_MS;

  @Test
  void staysClosedUntilItIsDue() {
    assertThat(at(TEN_MS - 1)).isEqualTo(Phase.CLOSED);
    assertThat(window.askAgainMs(nowMs, wallMs)).isEqualTo(nowMs + 1);
    assertThat(at(TEN_MS)).isEqualTo(Phase.READING);
  }

  @Test
  void readsUntilItIsCaughtUp() {
    isCaughtUp = false;
    at(TEN_MS);
    assertThat(after(10 * MINUTE_MS)).isEqualTo(Phase.READING);
    isCaughtUp = true;
    assertThat(after(1)).isEqualTo(Phase.EMPTYING);
  }

  @Test
  void closesOnceAllIsDelivered() {
    isEmpty = false;
    at(TEN_MS);
    after(1);
    assertThat(after(MINUTE_MS)).isEqualTo(Phase.EMPTYING);
    isEmpty = true;
    assertThat(after(1)).isEqualTo(Phase.CLOSED);
    assertThat(window.nextWallMs()).isEqualTo(ELEVEN_MS);
  }

  @Test
  void goesOnReadingForWhatHasComeOrGoneMeanwhile() {
    isEmpty = false;
    at(TEN_MS);
    assertThat(after(1)).isEqualTo(Phase.EMPTYING);
    isCaughtUp = false;
    isEmpty = true;
    assertThat(after(1)).isEqualTo(Phase.READING);
    isCaughtUp = true;
    assertThat(after(1)).isEqualTo(Phase.EMPTYING);
  }

  @Test
  void oneThatStillReadsWhenTheNextIsDueReadsThatToo() {
    isCaughtUp = false;
    at(TEN_MS);
    assertThat(at(ELEVEN_MS - 1)).isEqualTo(Phase.READING);
    isCaughtUp = true;
    assertThat(at(ELEVEN_MS)).as("it begins anew").isEqualTo(Phase.READING);
    assertThat(opened).hasSize(2);
    assertThat(after(1)).isEqualTo(Phase.EMPTYING);
    assertThat(after(1)).isEqualTo(Phase.CLOSED);
    assertThat(window.nextWallMs()).isEqualTo(ELEVEN_MS + HOUR_MS);
  }

  @Test
  void oneThatStillDeliversWhenTheNextIsDueReadsOn() {
    isEmpty = false;
    at(TEN_MS);
    after(1);
    assertThat(at(ELEVEN_MS - 1)).isEqualTo(Phase.EMPTYING);
    assertThat(at(ELEVEN_MS)).isEqualTo(Phase.READING);
  }

  @Test
  void severalThatWereDueInASleepAreOne() {
    assertThat(at(TEN_MS + 5 * HOUR_MS)).isEqualTo(Phase.READING);
    assertThat(after(1)).isEqualTo(Phase.EMPTYING);
    assertThat(after(1)).isEqualTo(Phase.CLOSED);
    assertThat(after(MINUTE_MS)).isEqualTo(Phase.CLOSED);
  }

  // A clock that is wrong

  @Test
  void aClockThatIsSetBackOpensNothingTwice() {
    lookOnUntil(TEN_MS + MINUTE_MS);
    assertThat(opened).hasSize(1);
    wallMs = TEN_MS - 8 * MINUTE_MS;
    lookOnUntil(ELEVEN_MS - 1);
    assertThat(opened).hasSize(1);
    lookOnUntil(ELEVEN_MS);
    assertThat(opened).hasSize(2);
  }

  @Test
  void aClockThatWasAheadByYearsForOneLookCostsNoWindow() {
    lookOnUntil(TEN_MS + MINUTE_MS);
    lookOnceAt(ms("2030-01-01T00:00:00Z"));
    opened.clear();
    lookOnUntil(wallMs + 30 * DAY_MS);
    assertThat(opened).hasSize(30 * 24).startsWith("2026-03-02T11:00:00Z", "2026-03-02T12:00:00Z");
  }

  @Test
  void aClockThatWasAheadByMinutesIsPutRightAndOpensWhatIsDueThen() {
    wallMs += HOUR_MS;
    lookOnUntil(TEN_MS + 32 * MINUTE_MS);
    assertThat(opened).as("the one of ten o'clock, too early").hasSize(1);
    wallMs = TEN_MS - 20_000;
    opened.clear();
    after(0);
    lookOnUntil(ELEVEN_MS);
    assertThat(opened)
        .as("the first of them once the clock is believed")
        .containsExactly("2026-03-02T10:00:40Z", "2026-03-02T11:00:00Z");
  }

  @Test
  void aClockThatWasBehindForAMomentOpensNothing() {
    lookOnUntil(TEN_MS + 30 * MINUTE_MS);
    wallMs -= 4 * HOUR_MS;
    after(1);
    after(30_000);
    after(20_000);
    wallMs += 4 * HOUR_MS;
    after(1);
    assertThat(opened).hasSize(1);
    lookOnUntil(ELEVEN_MS);
    assertThat(opened).hasSize(2);
  }

  @Test
  void aClockThatStaysBehindByYearsIsBelievedInAMinuteAndLooksWakeForThat() {
    lookOnUntil(TEN_MS + 30 * MINUTE_MS);
    wallMs = ms("2020-01-01T00:30:00Z");
    opened.clear();
    after(1);
    assertThat(window.askAgainMs(nowMs, wallMs) - nowMs).isBetween(1L, MINUTE_MS);
    lookOnUntil(ms("2020-01-01T01:00:00Z"));
    assertThat(opened).containsExactly("2020-01-01T01:00:00Z");
  }

  @Test
  void aTaskThatStartedWithAWrongClockKeepsTheScheduleOfTheRightOne() {
    final DeliveryWindow early =
        new DeliveryWindow(Schedule.of("@daily", ZoneId.of("UTC")), ms("2030-01-01T00:00:00Z"));
    assertThat(early.isDue(0, HALF_PAST_MS)).isFalse();
    assertThat(early.isDue(MINUTE_MS, HALF_PAST_MS + MINUTE_MS)).isFalse();
    assertThat(early.nextWallMs()).isEqualTo(ms("2026-03-03T00:00:00Z"));
  }

  private void lookOnceAt(final long wrongMs) {
    final long right = wallMs;
    wallMs = wrongMs;
    after(0);
    wallMs = right;
    after(0);
    after(0);
  }

  private void lookOnUntil(final long untilMs) {
    while (wallMs < untilMs) {
      after(Math.min(30_000, untilMs - wallMs));
    }
  }

  private Phase at(final long ms) {
    return after(ms - wallMs);
  }

  private Phase after(final long ms) {
    nowMs += ms;
    wallMs += ms;
    if (window.isDue(nowMs, wallMs)) {
      window.open(wallMs);
      opened.add(Instant.ofEpochMilli(wallMs).toString());
      return window.phase();
    }
    return window.advance(isCaughtUp, isEmpty);
  }

  private static long ms(final String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
