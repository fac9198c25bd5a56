package io.github.linemaac.connect.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.schedule.CatchUp.Doubt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CatchUpTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final TopicPartition P1 = new TopicPartition("members", 1);
  private static final long MINUTE_MS = 60_000;
  private static final long SECOND_MS = 1_000;

  /** Yesterday's, or none. */
  private static final long OLD_MS = Long.MAX_VALUE;

  private final CatchUp catchUp = CatchUp.ofLists();
  private final Map<TopicPartition, Lag> lags = new HashMap<>();

  // Where the lag is shown

  @Test
  void aPartitionIsCaughtUpAsSoonAsItsLagIsZeroWhateverTimestampsSay() {
    lags.put(P0, new Lag.Awaited());
    begin(P0);
    assertThat(isComplete(0)).as("there was no answer yet").isFalse();
    lags.put(P0, new Lag.Known(1));
    catchUp.onRecord(P0, 0, OLD_MS, 10);
    assertThat(isComplete(10)).isFalse();
    lags.put(P0, new Lag.Known(0));
    catchUp.onRecord(P0, 1, OLD_MS, 20);
    assertThat(isComplete(20)).isTrue();
  }

  @Test
  void anEmptyPartitionIsCaughtUpOnceItsLagIsShown() {
    lags.put(P0, new Lag.Awaited());
    begin(P0);
    assertThat(isComplete(10)).isFalse();
    lags.put(P0, new Lag.Known(0));
    assertThat(isComplete(20)).isTrue();
  }

  @Test
  void aTimestampIsNotBelievedWhereTheLagSaysOtherwise() {
    lags.put(P0, new Lag.Awaited());
    begin(P0);
    lags.put(P0, new Lag.Known(10));
    catchUp.onRecord(P0, 0, 0, 10);
    assertThat(isComplete(10)).as("written since").isFalse();
    catchUp.onRecord(P0, 1, -SECOND_MS, 20);
    assertThat(isComplete(20)).as("ahead of time").isFalse();
  }

  @Test
  void aPartitionThatAlwaysGrowsIsCaughtUpAtItsFirstEnd() {
    lags.put(P0, new Lag.Awaited());
    begin(P0);
    lags.put(P0, new Lag.Known(10));
    catchUp.onRecord(P0, 0, OLD_MS, 10);
    assertThat(isComplete(10)).isFalse();
    lags.put(P0, new Lag.Known(1_000_000));
    catchUp.onRecord(P0, 1, OLD_MS, 20);
    catchUp.onRecord(P0, 9, OLD_MS, 20);
    assertThat(isComplete(20)).isFalse();
    catchUp.onRecord(P0, 10, OLD_MS, 30);
    assertThat(isComplete(30)).isTrue();
  }

  @Test
  void recordsThatATransformDroppedAreNoneThatWereGiven() {
    lags.put(P0, new Lag.Awaited());
    begin(P0);
    lags.put(P0, new Lag.Known(500));
    catchUp.onRecord(P0, 5, OLD_MS, 10);
    assertThat(isComplete(10)).as("the position is 500 by now").isFalse();
    lags.put(P0, new Lag.Known(490));
    catchUp.onRecord(P0, 509, -MINUTE_MS, 20);
    assertThat(isComplete(20)).isFalse();
    lags.put(P0, new Lag.Known(2));
    catchUp.onRecord(P0, 997, OLD_MS, 30);
    assertThat(isComplete(30)).isFalse();
    lags.put(P0, new Lag.Known(0));
    assertThat(isComplete(40)).as("the last ones were dropped, too").isTrue();
  }

  @Test
  void aQuietPartitionWithMuchLeftInItIsNotCaughtUpHoweverLongItIsQuiet() {
    lags.put(P0, new Lag.Awaited());
    begin(P0);
    lags.put(P0, new Lag.Known(101));
    assertThat(isComplete(1_000 * MINUTE_MS)).as("the connector is paused").isFalse();
    lags.put(P0, new Lag.Known(0));
    assertThat(isComplete(1_000 * MINUTE_MS)).isTrue();
  }

  @Test
  void aFewOffsetsThatNeverComeAreMarkersOfTransactions() {
    begin(P0);
    lags.put(P0, new Lag.Known(100));
    assertThat(isComplete(0)).isFalse();
    assertThat(isComplete(MINUTE_MS - 1)).isFalse();
    assertThat(isComplete(MINUTE_MS)).isTrue();
  }

  @Test
  void aPartitionThatWasNeverFetchedIsNotCaughtUpHoweverLongItIsQuiet() {
    lags.put(P0, new Lag.Awaited());
    begin(P0);
    assertThat(isComplete(1_000 * MINUTE_MS)).as("its leader is down").isFalse();
  }

  // Where a lag was shown before

  @Test
  void aLagFromBeforeIsNotBelievedBeforeALongWhile() {
    lags.put(P0, new Lag.Known(0));
    begin(P0);
    assertThat(isComplete(MINUTE_MS - 1)).as("it may not have been fetched since").isFalse();
    assertThat(isComplete(MINUTE_MS)).as("a broker need not answer if nothing changed").isTrue();
  }

  @Test
  void aLagFromBeforeIsBelievedOnceItHasChanged() {
    lags.put(P0, new Lag.Known(0));
    begin(P0);
    lags.put(P0, new Lag.Known(200));
    assertThat(isComplete(10)).isFalse();
    lags.put(P0, new Lag.Known(0));
    assertThat(isComplete(ReadProgress.SETTLE_MS)).isTrue();
  }

  @Test
  void aLagFromBeforeIsBelievedOnceARecordHasCome() {
    lags.put(P0, new Lag.Known(0));
    begin(P0);
    catchUp.onRecord(P0, 0, OLD_MS, 10);
    assertThat(isComplete(ReadProgress.SETTLE_MS)).isTrue();
  }

  @Test
  void whatAPauseHeldBackIsNotTakenForTheEnd() {
    lags.put(P0, new Lag.Known(300));
    begin(P0);
    catchUp.onRecord(P0, 7, OLD_MS, 10);
    lags.put(P0, new Lag.Known(0));
    assertThat(isComplete(10)).as("the end as it was before the pause").isFalse();
    lags.put(P0, new Lag.Known(90_000));
    assertThat(isComplete(500)).isFalse();
    catchUp.onRecord(P0, 308, OLD_MS, ReadProgress.SETTLE_MS);
    assertThat(isComplete(ReadProgress.SETTLE_MS)).isFalse();
    lags.put(P0, new Lag.Known(0));
    assertThat(isComplete(2 * ReadProgress.SETTLE_MS)).isTrue();
  }

  @Test
  void aRecordEachFourSecondsDoesNotKeepAPartitionFromBeingCaughtUp() {
    lags.put(P0, new Lag.Known(0));
    begin(P0);
    catchUp.onRecord(P0, 0, OLD_MS, 4_000);
    assertThat(isComplete(4_000)).isFalse();
    catchUp.onRecord(P0, 1, OLD_MS, 8_000);
    assertThat(isComplete(8_000)).isTrue();
  }

  @Test
  void aPartitionThatWasFetchedOnceNeedNotShowItsLagAgain() {
    lags.put(P0, new Lag.Known(0));
    begin(P0);
    assertThat(isComplete(MINUTE_MS)).isTrue();
    lags.put(P0, new Lag.Awaited());
    begin(P0);
    assertThat(isComplete(MINUTE_MS - 1)).isFalse();
    assertThat(isComplete(MINUTE_MS)).as("a broker need not answer if nothing changed").isTrue();
  }

  @Test
  void aPauseIsNoSilence() {
    lags.put(P0, new Lag.Known(0));
    begin(P0);
    catchUp.restartSilence(MINUTE_MS);
    assertThat(isComplete(2 * MINUTE_MS - 1)).isFalse();
    assertThat(isComplete(2 * MINUTE_MS)).isTrue();
  }

  // Where no lag is shown

  @Test
  void withoutALagARecordFromAfterTheBeginningIsTheSign() {
    begin(P0);
    catchUp.onRecord(P0, 0, 4_000, 4_000);
    assertThat(isComplete(4_000)).isFalse();
    catchUp.onRecord(P0, 1, 4_099, 4_100);
    assertThat(isComplete(4_100)).isTrue();
  }

  @Test
  void withoutALagATimestampThatIsAheadByMoreThanClocksDifferIsNone() {
    begin(P0);
    catchUp.onRecord(P0, 0, -MINUTE_MS, 4_000);
    assertThat(isComplete(4_000)).isFalse();
    catchUp.onRecord(P0, 1, -SECOND_MS, 4_100);
    assertThat(isComplete(4_100)).isTrue();
  }

  @Test
  void withoutALagASilenceLongerThanThatOfAQuotaIsTheSign() {
    begin(P0);
    catchUp.onRecord(P0, 0, OLD_MS, 3_000);
    assertThat(isComplete(3_000 + MINUTE_MS - 1)).isFalse();
    assertThat(isComplete(3_000 + MINUTE_MS)).isTrue();
  }

  @Test
  void withoutALagOldRecordsThatNeverPauseEndWithinAnHourAndAWord() {
    begin(P0);
    for (long nowMs = 0; nowMs < CatchUp.LONGEST_MS; nowMs += 4_000) {
      catchUp.onRecord(P0, nowMs, OLD_MS, nowMs);
      assertThat(isComplete(nowMs)).isFalse();
    }
    assertThat(isComplete(CatchUp.LONGEST_MS)).isTrue();
    assertThat(catchUp.takeDoubts()).containsEntry(Doubt.NO_END_SEEN, Set.of(P0));
  }

  @Test
  void aPauseIsNotReadingFor() {
    begin(P0);
    catchUp.restartSilence(CatchUp.LONGEST_MS);
    catchUp.onRecord(P0, 0, OLD_MS, CatchUp.LONGEST_MS + 10);
    assertThat(isComplete(CatchUp.LONGEST_MS + 20)).isFalse();
  }

  @Test
  void thatNoLagIsShownIsToldOnceOfAllPartitions() {
    begin(P0, P1);
    assertThat(isComplete(10)).isFalse();
    assertThat(catchUp.takeDoubts()).as("it may still come").isEmpty();
    assertThat(isComplete(ReadProgress.SETTLE_MS)).isFalse();
    assertThat(catchUp.takeDoubts()).isEqualTo(Map.of(Doubt.LAG_HIDDEN, Set.of(P0, P1)));
    assertThat(isComplete(MINUTE_MS)).isTrue();
    begin(P0);
    assertThat(isComplete(MINUTE_MS)).isTrue();
    assertThat(catchUp.takeDoubts()).isEmpty();
  }

  @Test
  void whereTheLagIsShownThereIsNoDoubt() {
    lags.put(P0, new Lag.Awaited());
    begin(P0);
    assertThat(isComplete(MINUTE_MS)).isFalse();
    lags.put(P0, new Lag.Known(0));
    assertThat(isComplete(MINUTE_MS)).isTrue();
    assertThat(catchUp.takeDoubts()).isEmpty();
  }

  // Several partitions

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

  // What may never come

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

  private void begin(final TopicPartition... partitions) {
    catchUp.begin(List.of(partitions), 0, this::lag);
  }

  private boolean isComplete(final long nowMs) {
    return catchUp.isComplete(nowMs, this::lag);
  }

  private Lag lag(final TopicPartition partition) {
    return lags.getOrDefault(partition, new Lag.Hidden());
  }
}
