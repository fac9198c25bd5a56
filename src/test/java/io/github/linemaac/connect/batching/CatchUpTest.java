package io.github.linemaac.connect.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CatchUpTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final TopicPartition P1 = new TopicPartition("members", 1);
  private static final long WALL_MS = 1_700_000_000_000L;
  private static final long MINUTE_MS = 60_000;

  private final CatchUp catchUp = new CatchUp();
  private final Map<TopicPartition, Lag> lags = new HashMap<>();

  @Test
  void aBusyPartitionIsReadUpWithTheFirstRecordFromAfterItsAssignment() {
    begin(P0);
    catchUp.heard(P0, 0, WALL_MS - 1, 4_000);
    assertThat(isComplete(4_000)).isFalse();
    catchUp.heard(P0, 0, WALL_MS + 1, 4_100);
    assertThat(isComplete(4_100)).isTrue();
  }

  @Test
  void aBusyPartitionWithAnOldRecordNowAndThenIsNotReadUp() {
    begin(P0);
    for (long nowMs = 0; nowMs < 10 * MINUTE_MS; nowMs += CatchUp.QUIET_MS - 1) {
      catchUp.heard(P0, 0, WALL_MS - 1_000, nowMs);
      assertThat(isComplete(nowMs)).isFalse();
    }
  }

  @Test
  void aQuietPartitionIsReadUpAfterAShortWhile() {
    begin(P0);
    catchUp.heard(P0, 0, WALL_MS - 1_000, 3_000);
    assertThat(isComplete(3_000 + CatchUp.QUIET_MS - 1)).isFalse();
    assertThat(isComplete(3_000 + CatchUp.QUIET_MS)).isTrue();
  }

  @Test
  void anEmptyPartitionIsReadUpAfterAShortWhile() {
    begin(P0);
    assertThat(isComplete(CatchUp.QUIET_MS - 1)).isFalse();
    assertThat(isComplete(CatchUp.QUIET_MS)).isTrue();
  }

  @Test
  void everyPartitionMustBeReadUp() {
    begin(P0, P1);
    catchUp.heard(P0, 0, WALL_MS + 1, 4_000);
    catchUp.heard(P1, 0, WALL_MS - 1, 4_000);
    assertThat(isComplete(CatchUp.QUIET_MS)).isFalse();
    assertThat(isComplete(4_000 + CatchUp.QUIET_MS)).isTrue();
  }

  @Test
  void recordsOfOthersSayNothing() {
    begin(P0);
    catchUp.heard(P1, 0, WALL_MS + 1, 4_000);
    assertThat(isComplete(4_000)).isFalse();
  }

  @Test
  void aQuietPartitionWithMuchLeftInItIsNotReadUpHoweverLongItIsQuiet() {
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
    assertThat(isComplete(MINUTE_MS - 1)).isFalse();
    assertThat(isComplete(MINUTE_MS)).isTrue();
  }

  @Test
  void aBusyPartitionIsReadUpOnceItsFirstEndIsReachedHoweverMuchHasCome() {
    begin(P0);
    lags.put(P0, new Lag.Known(10));
    catchUp.heard(P0, 0, WALL_MS - 1, 10);
    assertThat(isComplete(10)).isFalse();
    lags.put(P0, new Lag.Known(1_000_000));
    catchUp.heard(P0, 10, WALL_MS + 1, 20);
    assertThat(isComplete(20)).isTrue();
  }

  @Test
  void aTimestampFromTheFutureIsNotBelievedWhereTheLagSaysOtherwise() {
    begin(P0);
    lags.put(P0, new Lag.Known(10));
    catchUp.heard(P0, 0, WALL_MS + MINUTE_MS, 10);
    assertThat(isComplete(10)).isFalse();
  }

  @Test
  void aPartitionThatWasNeverFetchedIsNotReadUpHoweverLongItIsQuiet() {
    lags.put(P0, new Lag.Awaited());
    begin(P0);
    assertThat(isComplete(1_000 * MINUTE_MS)).as("its leader is down").isFalse();
  }

  @Test
  void anEmptyPartitionIsReadUpAfterAShortWhileOnceItsLagIsShown() {
    begin(P0);
    lags.put(P0, new Lag.Awaited());
    assertThat(isComplete(CatchUp.QUIET_MS)).isFalse();
    lags.put(P0, new Lag.Known(0));
    assertThat(isComplete(CatchUp.QUIET_MS)).isTrue();
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
    assertThat(isComplete(CatchUp.QUIET_MS)).isTrue();
  }

  @Test
  void aLagFromBeforeIsBelievedOnceARecordHasCome() {
    lags.put(P0, new Lag.Known(0));
    begin(P0);
    catchUp.heard(P0, 0, WALL_MS - 1, 1_000);
    assertThat(isComplete(1_000 + CatchUp.QUIET_MS)).isTrue();
  }

  @Test
  void aPartitionThatWasFetchedOnceNeedNotShowItsLagAgain() {
    lags.put(P0, new Lag.Known(0));
    begin(P0);
    assertThat(isComplete(MINUTE_MS)).isTrue();
    lags.put(P0, new Lag.Awaited());
    catchUp.begin(List.of(P0), 0, WALL_MS, this::lag);
    assertThat(isComplete(MINUTE_MS - 1)).isFalse();
    assertThat(isComplete(MINUTE_MS)).as("a broker need not answer if nothing changed").isTrue();
  }

  @Test
  void aPauseIsNoSilence() {
    lags.put(P0, new Lag.Known(0));
    begin(P0);
    catchUp.interrupted(MINUTE_MS);
    assertThat(isComplete(2 * MINUTE_MS - 1)).isFalse();
    assertThat(isComplete(2 * MINUTE_MS)).isTrue();
  }

  @Test
  void aPartitionThatIsNewIsReadUpByItself() {
    begin(P0);
    assertThat(isComplete(CatchUp.QUIET_MS)).isTrue();
    catchUp.begin(List.of(P1), MINUTE_MS, WALL_MS + MINUTE_MS, this::lag);
    assertThat(isComplete(MINUTE_MS)).isFalse();
    catchUp.heard(P1, 0, WALL_MS + MINUTE_MS - 1, MINUTE_MS);
    assertThat(isComplete(MINUTE_MS)).isFalse();
    catchUp.heard(P1, 0, WALL_MS + MINUTE_MS + 1, MINUTE_MS);
    assertThat(isComplete(MINUTE_MS)).isTrue();
  }

  @Test
  void aPartitionThatBeginsAnewIsNotReadUpAnyMore() {
    begin(P0);
    catchUp.heard(P0, 0, WALL_MS + 1, 10);
    catchUp.begin(List.of(P0), 1_000, WALL_MS + 1_000, this::lag);
    catchUp.heard(P0, 0, WALL_MS + 1, 1_100);
    assertThat(isComplete(1_100)).isFalse();
  }

  @Test
  void aPartitionThatWasTakenAwayIsAwaited() {
    begin(P0, P1);
    catchUp.heard(P0, 0, WALL_MS + 1, 10);
    catchUp.revoke(List.of(P1));
    assertThat(isComplete(1_000 * MINUTE_MS)).isFalse();
    catchUp.begin(List.of(P1), MINUTE_MS, WALL_MS + MINUTE_MS, this::lag);
    catchUp.heard(P1, 0, WALL_MS + MINUTE_MS + 1, MINUTE_MS);
    assertThat(isComplete(MINUTE_MS)).isTrue();
  }

  @Test
  void isWorthAskingAgainAsLongAsSomethingIsRead() {
    begin(P0);
    assertThat(catchUp.askAgainMs(1_000).orElseThrow()).isBetween(1_001L, 2_000L);
    catchUp.heard(P0, 0, WALL_MS + 1, 1_000);
    assertThat(isComplete(1_000)).isTrue();
    assertThat(catchUp.askAgainMs(1_000)).isEmpty();
  }

  private void begin(final TopicPartition... partitions) {
    catchUp.begin(List.of(partitions), 0, WALL_MS, this::lag);
  }

  private boolean isComplete(final long nowMs) {
    return catchUp.isComplete(nowMs, this::lag);
  }

  private Lag lag(final TopicPartition partition) {
    return lags.getOrDefault(partition, new Lag.Hidden());
  }
}
