package io.github.linemaac.connect.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Whether the last window was finished, told from what is not committed. */
class LastWindowTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final TopicPartition P1 = new TopicPartition("members", 1);
  private static final long DUE_MS = 1_700_000_000_000L;

  private final LastWindow last = new LastWindow(DUE_MS);
  private Lag lag = new Lag.Hidden();

  @Test
  void aRecordFromBeforeItWasDueShowsThatItWasNot() {
    last.assign(List.of(P0, P1), 0);
    last.heard(P0, 7, DUE_MS, 10);
    assertThat(last.isUnfinished()).isFalse();
    last.heard(P1, 7, DUE_MS - 1, 10);
    assertThat(last.isUnfinished()).isTrue();
  }

  @Test
  void recordsFromAfterItWasDueAreLeftForTheNext() {
    last.assign(List.of(P0, P1), 0);
    last.heard(P0, 7, DUE_MS, 10);
    assertThat(isSeen(20)).isFalse();
    last.heard(P1, 9, DUE_MS + 1, 30);
    assertThat(isSeen(30)).isTrue();
    assertThat(last.isUnfinished()).isFalse();
    assertThat(last.firstOffsets()).isEqualTo(Map.of(P0, 7L, P1, 9L));
  }

  @Test
  void onlyTheFirstRecordOfAPartitionCounts() {
    last.assign(List.of(P0), 0);
    last.heard(P0, 7, DUE_MS, 10);
    last.heard(P0, 8, DUE_MS - 1, 10);
    assertThat(last.isUnfinished()).isFalse();
    assertThat(last.firstOffsets()).isEqualTo(Map.of(P0, 7L));
    assertThat(last.hasShown(P0)).isTrue();
  }

  @Test
  void howManyFollowDoesNotMatter() {
    lag = new Lag.Known(1_000_000);
    last.assign(List.of(P0), 0);
    last.heard(P0, 7, DUE_MS, 10);
    assertThat(isSeen(10)).isTrue();
  }

  @Test
  void aPartitionThatGivesNothingForAShortWhileHasNothing() {
    last.assign(List.of(P0), 0);
    assertThat(isSeen(CatchUp.QUIET_MS - 1)).isFalse();
    assertThat(isSeen(CatchUp.QUIET_MS)).isTrue();
  }

  @Test
  void aPartitionThatCannotGiveAnythingMayHaveSomething() {
    last.assign(List.of(P0), 0);
    last.interrupted(CatchUp.QUIET_MS);
    assertThat(isSeen(CatchUp.QUIET_MS)).isFalse();
    lag = new Lag.Known(1_000);
    assertThat(isSeen(1_000_000)).isFalse();
  }

  @Test
  void aRecordWithoutATimeMayBeFromBefore() {
    last.assign(List.of(P0), 0);
    last.heard(P0, 7, Long.MIN_VALUE, 10);
    assertThat(last.isUnfinished()).isTrue();
  }

  @Test
  void whatIsTakenAwayIsLookedAtAgainWhenItComesBack() {
    last.assign(List.of(P0), 0);
    last.heard(P0, 7, DUE_MS, 10);
    last.revoke(List.of(P0));
    assertThat(isSeen(10)).isFalse();
    assertThat(last.firstOffsets()).isEmpty();
    assertThat(last.missing()).containsExactly(P0);
    last.assign(List.of(P0), 20);
    assertThat(isSeen(20)).isFalse();
    last.heard(P0, 5, DUE_MS, 30);
    assertThat(isSeen(30)).isTrue();
    assertThat(last.firstOffsets()).isEqualTo(Map.of(P0, 5L));
  }

  @Test
  void knowsNothingBeforeAnythingIsAssigned() {
    assertThat(isSeen(1_000_000)).isFalse();
  }

  private boolean isSeen(final long nowMs) {
    return last.isSeen(nowMs, partition -> lag);
  }
}
