package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.schedule.CatchUp;
import io.github.linemaac.connect.schedule.Lag;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Partitions that go, come back or never change, and clocks that jump, beside a schedule. */
class ScheduledPartitionsTest extends ScheduledMembersFixture {
  @Test
  void partitionsThatComeBackBetweenWindowsRest() {
    restUntilTen();
    pipeline.close(List.of(P0));
    pipeline.open(List.of(P0, P1));
    assertThat(context.paused()).containsExactlyInAnyOrder(P0, P1);
  }

  @Test
  void partitionsThatComeBackWithinAWindowAreRead() {
    restUntilTen();
    passTo(TEN_MS);
    put(member(0, TEN_MS + 1));
    pipeline.close(List.of(P0));
    pipeline.open(List.of(P0));
    pass(1);
    assertThat(context.paused()).isEmpty();
    put(member(0, TEN_MS + 1));
    deliver();
    assertThat(committed(1)).contains(1L);
  }

  @Test
  void aWindowThatOpensWhileALeaderIsAwayDoesNotBelieveYesterdaysLag() {
    context.show(P0, new Lag.Known(0));
    restUntilTen();
    passTo(TEN_MS);
    pass(6_000);
    pass(1);
    assertThat(context.paused()).as("nothing was fetched since").isEmpty();
    put(member(0, TEN_MS - 1), member(1, TEN_MS - 1));
    pass(1_000);
    deliver();
    pass(1);
    assertThat(delivered()).isEqualTo(2);
    assertThat(context.paused()).containsExactly(P0);
  }

  @Test
  void aWindowOnATopicInWhichNothingChangedLastsAMinute() {
    context.show(P0, new Lag.Known(0));
    restUntilTen();
    passTo(TEN_MS);
    pass(59_000);
    assertThat(context.paused()).isEmpty();
    pass(1_000);
    pass(1);
    assertThat(context.paused()).containsExactly(P0);
  }

  @Test
  void aWindowDoesNotStayOpenForATopicThatWasDeleted() {
    pipeline.open(List.of(P0, P1));
    pass(CatchUp.QUIET_MS);
    passTo(TEN_MS);
    put(member(0, TEN_MS + 1));
    pipeline.close(List.of(P0, P1));
    pipeline.open(List.of(P0));
    put(member(0, TEN_MS + 1));
    deliver();
    pass(MINUTE_MS);
    assertThat(context.paused()).as("it may come back").isEmpty();
    pass(9 * MINUTE_MS);
    pass(1);
    assertThat(context.paused()).containsExactly(P0);
    assertThat(committed(1)).contains(1L);
  }

  @Test
  void aWindowDoesNotStayOpenWithoutAnyPartition() {
    restUntilTen();
    passTo(TEN_MS);
    pipeline.close(List.of(P0));
    pass(10 * MINUTE_MS);
    pass(1);
    pipeline.open(List.of(P0));
    assertThat(context.paused()).as("it comes back outside of windows").containsExactly(P0);
  }

  @Test
  void whatComesBackAWhileAfterItWasReadIsDeliveredInTheSameWindow() {
    restUntilTen();
    passTo(TEN_MS);
    sandbox.settings().imports.durationMs = MINUTE_MS;
    put(member(0, TEN_MS + 1));
    pass(1);
    assertThat(context.paused()).as("all is read").containsExactly(P0);
    pipeline.close(List.of(P0));
    for (int i = 0; i < 100; i++) {
      delivery.runDue(1);
      pass(1_000);
    }
    pipeline.open(List.of(P0));
    assertThat(context.paused()).isEmpty();
    put(member(0, TEN_MS + 1));
    pass(CatchUp.QUIET_MS);
    deliver();
    assertThat(committed(1)).contains(1L);
    assertThat(context.paused()).containsExactly(P0);
  }

  @Test
  void oneLookAtAClockThatIsAheadByYearsCostsNoWindow() {
    restUntilTen();
    clock.setWallAhead(4 * 365 * 24 * 60 * MINUTE_MS);
    pass(1);
    clock.setWallAhead(0);
    pass(CatchUp.QUIET_MS);
    pass(CatchUp.QUIET_MS);
    pass(1);
    assertThat(context.paused()).containsExactly(P0);
    passTo(TEN_MS);
    assertThat(context.paused()).isEmpty();
  }

  @Test
  void oneLookAtAClockThatIsBehindByYearsOpensNothing() {
    restUntilTen();
    passTo(TEN_MS);
    pass(CatchUp.QUIET_MS);
    pass(1);
    clock.setWallAhead(-4 * 365 * 24 * 60 * MINUTE_MS);
    pass(1);
    clock.setWallAhead(0);
    pass(1);
    assertThat(context.paused()).containsExactly(P0);
    passTo(TEN_MS + 60 * MINUTE_MS);
    assertThat(context.paused()).isEmpty();
  }

  @Test
  void recordsWithoutATimestampStartAWindowAtAStartAndDoNotKeepItOpen() {
    context.show(P0, new Lag.Awaited());
    pipeline.open(List.of(P0));
    context.show(P0, new Lag.Known(1));
    put(withoutTimestamp(member(7, 0)));
    assertThat(context.takeRewoundTo()).isEqualTo(Map.of(P0, 7L));
    context.show(P0, new Lag.Known(0));
    for (int i = 0; i < 5; i++) {
      put(withoutTimestamp(member(7 + i, 0)));
      clock.advance(4_000);
    }
    deliver();
    assertThat(delivered()).isPositive();
    assertThat(context.paused()).containsExactly(P0);
  }

  private static SinkRecord withoutTimestamp(final SinkRecord record) {
    return record.newRecord(
        record.topic(), record.kafkaPartition(), null, null, null, record.value(), null);
  }
}
