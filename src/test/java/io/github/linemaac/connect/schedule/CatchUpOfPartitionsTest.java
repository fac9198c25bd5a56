package io.github.linemaac.connect.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.schedule.CatchUp.Doubt;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several partitions, some of which are taken away or can never be read. */
class CatchUpOfPartitionsTest extends CatchUpFixture {
  @Test
  void everyPartitionMustBeCaughtUp() {
    begin(P0, P1);
    catchUp.onRecord(P0, 0, 0, 4_000);
    catchUp.onRecord(P1, 0, OLD_MS, 4_000);
    assertThat(isComplete(5_000)).isFalse();
    assertThat(isComplete(4_000 + MINUTE_MS)).isTrue();
  }

  @Test
  void recordsOfOthersSayNothing() {
    begin(P0);
    catchUp.onRecord(P1, 0, 0, 4_000);
    assertThat(isComplete(4_000)).isFalse();
  }

  @Test
  void aPartitionThatIsNewIsCaughtUpByItself() {
    begin(P0);
    assertThat(isComplete(MINUTE_MS)).isTrue();
    catchUp.begin(List.of(P1), MINUTE_MS, this::lag);
    assertThat(isComplete(MINUTE_MS)).isFalse();
    catchUp.onRecord(P1, 0, SECOND_MS, MINUTE_MS);
    assertThat(isComplete(MINUTE_MS)).isFalse();
    catchUp.onRecord(P1, 0, 0, MINUTE_MS + 1);
    assertThat(isComplete(MINUTE_MS + 1)).isTrue();
  }

  @Test
  void aPartitionThatBeginsAnewIsNotCaughtUpAnyMore() {
    begin(P0);
    catchUp.onRecord(P0, 0, 0, 10);
    catchUp.begin(List.of(P0), 1_000, this::lag);
    catchUp.onRecord(P0, 0, SECOND_MS, 1_100);
    assertThat(isComplete(1_100)).isFalse();
  }

  @Test
  void ofAPartitionThatHasGivenEnoughNoMoreIsWaitedFor() {
    begin(P0);
    catchUp.enough(P0);
    assertThat(isComplete(0)).isTrue();
  }

  @Test
  void aPartitionThatWasTakenAwayIsAwaited() {
    begin(P0, P1);
    catchUp.onRecord(P0, 0, 0, 10);
    catchUp.revoke(List.of(P1), 10);
    assertThat(catchUp.away()).containsExactly(P1);
    assertThat(isComplete(MINUTE_MS)).isFalse();
    catchUp.begin(List.of(P1), MINUTE_MS, this::lag);
    catchUp.onRecord(P1, 0, 0, MINUTE_MS + 1);
    assertThat(isComplete(MINUTE_MS + 1)).isTrue();
    assertThat(catchUp.takeDoubts()).doesNotContainKey(Doubt.NOT_BACK);
  }

  @Test
  void aPartitionThatDoesNotComeBackIsNotAwaitedForEverAndThatIsToldOnce() {
    begin(P0, P1);
    catchUp.onRecord(P0, 0, 0, 10);
    catchUp.revoke(List.of(P1), 10);
    assertThat(isComplete(CatchUp.AWAY_MS + 9)).isFalse();
    assertThat(catchUp.askAgainMs(10)).as("somebody must look").isPresent();
    assertThat(isComplete(CatchUp.AWAY_MS + 10)).isTrue();
    assertThat(catchUp.takeDoubts()).containsEntry(Doubt.NOT_BACK, Set.of(P1));
    assertThat(isComplete(CatchUp.LONGEST_MS)).isTrue();
    assertThat(catchUp.takeDoubts()).isEmpty();
  }

  @Test
  void whatWasNotAssignedIsNotAwaited() {
    begin(P0);
    catchUp.onRecord(P0, 0, 0, 10);
    catchUp.revoke(List.of(P1), 10);
    assertThat(isComplete(10)).isTrue();
  }

  @Test
  void whereNothingIsAssignedAPartitionIsAwaitedButNotForEver() {
    begin();
    assertThat(isComplete(CatchUp.AWAY_MS - 1)).isFalse();
    assertThat(isComplete(CatchUp.AWAY_MS)).isTrue();
  }

  @Test
  void aPartitionThatCannotBeReadIsNamedOnce() {
    lags.put(P0, new Lag.Awaited());
    begin(P0, P1);
    assertThat(isComplete(CatchUp.AWAY_MS - 1)).isFalse();
    assertThat(catchUp.takeDoubts()).doesNotContainKey(Doubt.UNREADABLE);
    assertThat(isComplete(CatchUp.AWAY_MS)).isFalse();
    assertThat(catchUp.takeDoubts()).containsEntry(Doubt.UNREADABLE, Set.of(P0));
    assertThat(isComplete(CatchUp.LONGEST_MS)).isFalse();
    assertThat(catchUp.takeDoubts()).isEmpty();
    lags.put(P0, new Lag.Known(5_000));
    catchUp.onRecord(P0, 0, OLD_MS, CatchUp.LONGEST_MS);
    assertThat(isComplete(CatchUp.LONGEST_MS)).isFalse();
    assertThat(isComplete(CatchUp.LONGEST_MS + CatchUp.AWAY_MS)).isFalse();
    assertThat(catchUp.takeDoubts()).as("once more").containsKey(Doubt.UNREADABLE);
  }

  @Test
  void recordsThatAreAllDroppedAreNoSilence() {
    lags.put(P0, new Lag.Awaited());
    begin(P0);
    for (long left = 1_000; left > 100; left--) {
      lags.put(P0, new Lag.Known(left));
      assertThat(isComplete((1_000 - left) * MINUTE_MS)).isFalse();
    }
    assertThat(catchUp.takeDoubts()).isEmpty();
  }

  @Test
  void aWindowDoesNotStayOpenForEverForAPartitionThatCannotBeRead() {
    final CatchUp window = CatchUp.ofWindows();
    lags.put(P0, new Lag.Known(5_000));
    window.begin(List.of(P0), 0, this::lag);
    assertThat(window.isComplete(CatchUp.LONGEST_MS - 1, this::lag)).isFalse();
    assertThat(window.takeDoubts()).containsEntry(Doubt.UNREADABLE, Set.of(P0));
    assertThat(window.isComplete(CatchUp.LONGEST_MS, this::lag)).isTrue();
  }

  @Test
  void isWorthAskingAgainAsLongAsSomethingIsRead() {
    begin(P0);
    assertThat(catchUp.askAgainMs(1_000).orElseThrow()).isBetween(1_001L, 2_000L);
    catchUp.onRecord(P0, 0, 0, 1_000);
    assertThat(isComplete(1_000)).isTrue();
    assertThat(catchUp.askAgainMs(1_000)).isEmpty();
  }
}
