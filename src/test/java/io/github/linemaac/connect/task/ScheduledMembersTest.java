package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.schedule.CatchUp;
import io.github.linemaac.sandbox.InjectedFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When windows open, what they deliver, and when they end. */
class ScheduledMembersTest extends ScheduledMembersFixture {
  @Test
  void aRestIsNoBackPressureToWhoeverLooksAtTheMetrics() {
    restUntilTen();
    pass(60_000);
    assertThat(context.paused()).containsExactly(P0);
    assertThat(shown.of(Metric.PAUSED)).isZero();
  }

  @Test
  void restsUntilItIsTimeAndAsksToBeCalledThen() {
    restUntilTen();
    assertThat(context.paused()).containsExactly(P0);
    assertThat(context.takeWake()).hasValue(TEN_MS - clock.monotonicMs());
    passTo(TEN_MS);
    assertThat(context.paused()).isEmpty();
  }

  @Test
  void readsUntilItIsCaughtUpDeliversCommitsAndRestsAgain() {
    restUntilTen();
    passTo(TEN_MS);
    put(member(0, TEN_MS - 2), member(1, TEN_MS - 1), member(2, TEN_MS + 1));
    assertThat(context.paused()).containsExactly(P0);
    deliver();
    assertThat(delivered()).isEqualTo(3);
    assertThat(committed(3)).contains(3L);
    assertThat(context.takeWake()).hasValue(TEN_MS + 60 * MINUTE_MS - clock.monotonicMs());
    assertThat(context.commitsRequested()).isPositive();
  }

  @Test
  void aTopicThatGivesNothingEndsTheWindowWithACommit() {
    restUntilTen();
    passTo(TEN_MS);
    final int before = context.commitsRequested();
    pass(CatchUp.QUIET_MS - 1);
    assertThat(context.paused()).isEmpty();
    pass(1);
    put();
    assertThat(context.paused()).containsExactly(P0);
    assertThat(context.commitsRequested()).isGreaterThan(before);
  }

  @Test
  void whatAStartShowsOfTheNextWindowIsGivenBack() {
    pipeline.open(List.of(P0, P1));
    assertThat(context.paused()).as("the first records are looked at").isEmpty();
    put(member(7, HALF_PAST_MS - 1));
    assertThat(context.paused()).as("one is enough").containsExactly(P0);
    pass(CatchUp.QUIET_MS);
    assertThat(context.takeRewoundTo()).isEqualTo(Map.of(P0, 7L));
    assertThat(context.paused()).containsExactlyInAnyOrder(P0, P1);
    assertThat(committed(8)).as("Connect has not gone back yet").contains(7L);
    pass(1);
    assertThat(delivery.isUnderWay()).isFalse();
    assertThat(delivered()).isZero();
  }

  @Test
  void aRestartInsideOfAWindowGoesOn() {
    pipeline.open(List.of(P0));
    final long nineMs = HALF_PAST_MS - 30 * MINUTE_MS;
    put(member(7, nineMs - 1), member(8, nineMs + 1));
    assertThat(context.takeRewoundTo()).isEqualTo(Map.of(P0, 7L));
    assertThat(context.paused()).isEmpty();
    assertThat(committed(9)).as("Connect has not gone back yet").contains(7L);
    put(member(7, nineMs - 1), member(8, nineMs + 1));
    assertThat(committed(9)).contains(7L);
    pass(CatchUp.QUIET_MS);
    deliver();
    assertThat(delivered()).isEqualTo(2);
    assertThat(committed(9)).contains(9L);
    assertThat(context.paused()).containsExactly(P0);
  }

  @Test
  void whatIsStillLookedAtWhenItIsTimeIsRead() {
    context.holdByUser(true);
    pipeline.open(List.of(P0));
    pass(CatchUp.QUIET_MS);
    context.holdByUser(false);
    assertThat(context.paused()).as("a pause tells nothing").isEmpty();
    passTo(TEN_MS);
    assertThat(context.paused()).isEmpty();
    put(member(0, TEN_MS + 1));
    put();
    deliver();
    assertThat(delivered()).isEqualTo(1);
  }

  @Test
  void aPauseByTheUserIsNotTheSilenceOfATopicThatIsRead() {
    restUntilTen();
    context.holdByUser(true);
    passTo(TEN_MS);
    pass(20 * MINUTE_MS);
    context.holdByUser(false);
    pass(1);
    assertThat(context.paused()).as("the window goes on").isEmpty();
  }

  @Test
  void aValveThatIsShutIsNotTheSilenceOfATopicThatIsRead() {
    restUntilTen();
    passTo(TEN_MS);
    sandbox.settings().imports.durationMs = 10 * MINUTE_MS;
    for (int i = 0; i < 40; i++) {
      put(member(i, TEN_MS - 1));
    }
    assertThat(context.paused()).containsExactly(P0);
    final long shutMs = clock.monotonicMs();
    while (!context.paused().isEmpty()) {
      delivery.runDue(1);
      pass(1_000);
    }
    assertThat(clock.monotonicMs() - shutMs)
        .as("there is room again in the same window")
        .isBetween(10 * CatchUp.QUIET_MS, 50 * MINUTE_MS);
    pass(CatchUp.QUIET_MS - 1);
    assertThat(context.paused()).isEmpty();
  }

  @Test
  void aWindowThatIsStillOpenWhenTheNextIsDueGoesOn() {
    restUntilTen();
    passTo(TEN_MS);
    sandbox.faults().next(1_000, "POST", "/openapi/v1/member/import/", InjectedFault.status(503));
    put(member(0, TEN_MS + 1));
    runUntil(TEN_MS + 60 * MINUTE_MS - 1);
    assertThat(context.paused()).containsExactly(P0);
    passTo(TEN_MS + 60 * MINUTE_MS);
    assertThat(context.paused()).isEmpty();
    sandbox.faults().clear();
    put(member(1, TEN_MS + 60 * MINUTE_MS + 1));
    deliver();
    assertThat(delivered()).isEqualTo(2);
    assertThat(context.paused()).containsExactly(P0);
  }

  private void runUntil(final long wallMs) {
    while (clock.monotonicMs() < wallMs) {
      delivery.runDue(1);
      clock.advance(Math.min(1_000, wallMs - clock.monotonicMs()));
      put();
    }
  }
}
