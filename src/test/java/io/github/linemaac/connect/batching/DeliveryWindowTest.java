package io.github.linemaac.connect.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.batching.DeliveryWindow.Phase;
import io.github.linemaac.connect.model.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A window that opens at each full hour, from half past nine on. */
class DeliveryWindowTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final TopicPartition P1 = new TopicPartition("members", 1);
  private static final long MINUTE_MS = 60_000;
  private static final long HALF_PAST_MS = ms("2026-03-02T09:30:00Z");
  private static final long TEN_MS = HALF_PAST_MS + 30 * MINUTE_MS;
  private static final long ELEVEN_MS = TEN_MS + 60 * MINUTE_MS;

  private final DeliveryWindow window =
      new DeliveryWindow(Schedule.of("@hourly", ZoneId.of("UTC")), HALF_PAST_MS);
  private long lag;
  private boolean isReadUp = true;
  private boolean isEmpty = true;
  private long nowMs = 1_000;
  private long wallMs = HALF_PAST_MS;

  @Test
  void staysClosedUntilItIsDue() {
    assign(P0);
    assertThat(at(TEN_MS - 1)).isEqualTo(Phase.CLOSED);
    assertThat(window.askAgainMs(nowMs, wallMs)).isEqualTo(nowMs + 1);
    assertThat(at(TEN_MS)).isEqualTo(Phase.READING);
  }

  @Test
  void readsUntilEachPartitionHasShownARecordFromAfterItOpened() {
    assign(P0, P1);
    at(TEN_MS);
    heard(P0, 0, TEN_MS + 1);
    heard(P1, 0, TEN_MS - 1);
    assertThat(after(1_000)).isEqualTo(Phase.READING);
    heard(P1, 1, TEN_MS + 1);
    assertThat(after(1)).isEqualTo(Phase.EMPTYING);
  }

  @Test
  void aPartitionThatGivesNothingForAShortWhileIsReadToo() {
    assign(P0);
    at(TEN_MS);
    assertThat(after(CatchUp.QUIET_MS - 1)).isEqualTo(Phase.READING);
    assertThat(after(1)).isEqualTo(Phase.EMPTYING);
  }

  @Test
  void silenceWhileNothingCanBeGivenSaysNothing() {
    assign(P0);
    at(TEN_MS);
    for (int i = 0; i < 100; i++) {
      window.interrupted(nowMs);
      assertThat(after(CatchUp.QUIET_MS - 1)).isEqualTo(Phase.READING);
    }
  }

  @Test
  void silenceWithALagIsABrokerThatIsDown() {
    assign(P0);
    at(TEN_MS);
    lag = 1_000;
    assertThat(after(10 * MINUTE_MS)).isEqualTo(Phase.READING);
  }

  @Test
  void closesOnceAllIsDelivered() {
    isEmpty = false;
    assign(P0);
    at(TEN_MS);
    after(CatchUp.QUIET_MS);
    assertThat(after(MINUTE_MS)).isEqualTo(Phase.EMPTYING);
    isEmpty = true;
    assertThat(after(1)).isEqualTo(Phase.CLOSED);
    assertThat(window.nextWallMs()).isEqualTo(ELEVEN_MS);
  }

  @Test
  void goesOnReadingForThoseWhoNeedMore() {
    isReadUp = false;
    assign(P0);
    at(TEN_MS);
    assertThat(after(MINUTE_MS)).isEqualTo(Phase.READING);
    isReadUp = true;
    assertThat(after(1)).isEqualTo(Phase.EMPTYING);
    isReadUp = false;
    assertThat(after(1)).as("lists have begun anew").isEqualTo(Phase.READING);
  }

  @Test
  void oneThatStillReadsWhenTheNextIsDueGoesOnUntilItHasReadThatToo() {
    assign(P0);
    at(TEN_MS);
    for (long ms = TEN_MS; ms <= ELEVEN_MS; ms += 4_000) {
      heard(P0, ms, TEN_MS - 1);
      assertThat(at(ms)).isEqualTo(Phase.READING);
    }
    assertThat(at(ELEVEN_MS)).isEqualTo(Phase.READING);
    heard(P0, ELEVEN_MS, TEN_MS + 1);
    assertThat(at(ELEVEN_MS + 1)).as("that is from before eleven").isEqualTo(Phase.READING);
    heard(P0, ELEVEN_MS + 1, ELEVEN_MS + 2);
    assertThat(at(ELEVEN_MS + 2)).isEqualTo(Phase.EMPTYING);
    assertThat(at(ELEVEN_MS + 3)).isEqualTo(Phase.CLOSED);
    assertThat(window.nextWallMs()).isEqualTo(ELEVEN_MS + 60 * MINUTE_MS);
  }

  @Test
  void oneThatStillDeliversWhenTheNextIsDueReadsOn() {
    isEmpty = false;
    assign(P0);
    at(TEN_MS);
    after(CatchUp.QUIET_MS);
    assertThat(at(ELEVEN_MS - 1)).isEqualTo(Phase.EMPTYING);
    assertThat(at(ELEVEN_MS)).isEqualTo(Phase.READING);
  }

  @Test
  void severalThatWereDueInASleepAreOne() {
    assign(P0);
    assertThat(at(TEN_MS + 5 * 60 * MINUTE_MS)).isEqualTo(Phase.READING);
    assertThat(after(CatchUp.QUIET_MS)).isEqualTo(Phase.EMPTYING);
    assertThat(after(1)).isEqualTo(Phase.CLOSED);
    assertThat(after(MINUTE_MS)).isEqualTo(Phase.CLOSED);
  }

  @Test
  void aClockThatIsSetBackOpensNothingTwice() {
    assign(P0);
    at(TEN_MS);
    after(CatchUp.QUIET_MS);
    after(1);
    wallMs = TEN_MS - MINUTE_MS;
    for (int i = 0; i < 100; i++) {
      assertThat(after(30_000)).isEqualTo(Phase.CLOSED);
    }
  }

  @Test
  void aPartitionThatComesWhileItIsOpenIsReadToo() {
    isEmpty = false;
    assign(P0);
    at(TEN_MS);
    assertThat(after(CatchUp.QUIET_MS)).isEqualTo(Phase.EMPTYING);
    assign(P1);
    assertThat(after(1)).isEqualTo(Phase.READING);
    heard(P1, 0, wallMs);
    assertThat(after(1)).isEqualTo(Phase.EMPTYING);
  }

  @Test
  void aPartitionThatComesWhileItIsClosedWaits() {
    assign(P0);
    assertThat(after(CatchUp.QUIET_MS)).isEqualTo(Phase.CLOSED);
  }

  @Test
  void anOpenOneWaitsForWhatIsTakenAwayToComeBack() {
    assign(P0, P1);
    at(TEN_MS);
    window.revoke(List.of(P1));
    assertThat(after(MINUTE_MS)).isEqualTo(Phase.READING);
    assign(P1);
    assertThat(after(CatchUp.QUIET_MS)).isEqualTo(Phase.EMPTYING);
  }

  @Test
  void whatIsTakenAwayWhileItIsClosedIsNotWaitedFor() {
    assign(P0, P1);
    window.revoke(List.of(P1));
    at(TEN_MS);
    assertThat(after(CatchUp.QUIET_MS)).isEqualTo(Phase.EMPTYING);
  }

  private void assign(final TopicPartition... partitions) {
    window.assign(List.of(partitions), nowMs);
  }

  private void heard(final TopicPartition partition, final long offset, final long timestampMs) {
    window.heard(partition, offset, timestampMs, nowMs);
  }

  private Phase at(final long ms) {
    return after(ms - wallMs);
  }

  private Phase after(final long ms) {
    nowMs += ms;
    wallMs += ms;
    return window.advance(
        nowMs,
        wallMs,
        partition -> lag == 0 ? new Lag.Hidden() : new Lag.Known(lag),
        isReadUp,
        isEmpty);
  }

  private static long ms(final String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
