package io.github.linemaac.connect.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where the lag is shown, or was shown before. */
class CatchUpTest extends CatchUpFixture {
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
}
