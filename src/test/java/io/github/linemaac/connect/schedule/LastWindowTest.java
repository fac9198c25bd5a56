package io.github.linemaac.connect.schedule;

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

  @Test
  void aRecordFromBeforeItWasDueShowsThatItWasNot() {
    last.onRecord(P0, 7, DUE_MS);
    assertThat(last.isUnfinished()).isFalse();
    last.onRecord(P1, 7, DUE_MS - 1);
    assertThat(last.isUnfinished()).isTrue();
  }

  @Test
  void recordsFromAfterItWasDueAreLeftForTheNext() {
    last.onRecord(P0, 7, DUE_MS);
    assertThat(last.hasShown(P1)).isFalse();
    last.onRecord(P1, 9, DUE_MS + 1);
    assertThat(last.isUnfinished()).isFalse();
    assertThat(last.firstOffsets()).isEqualTo(Map.of(P0, 7L, P1, 9L));
  }

  @Test
  void onlyTheFirstRecordOfAPartitionCounts() {
    last.onRecord(P0, 7, DUE_MS);
    last.onRecord(P0, 8, DUE_MS - 1);
    assertThat(last.isUnfinished()).isFalse();
    assertThat(last.firstOffsets()).isEqualTo(Map.of(P0, 7L));
    assertThat(last.hasShown(P0)).isTrue();
  }

  @Test
  void aRecordWithoutATimeMayBeFromBefore() {
    last.onRecord(P0, 7, Long.MIN_VALUE);
    assertThat(last.isUnfinished()).isTrue();
  }

  @Test
  void whatIsTakenAwayIsLookedAtAgainWhenItComesBack() {
    last.onRecord(P0, 7, DUE_MS);
    last.revoke(List.of(P0));
    assertThat(last.firstOffsets()).isEmpty();
    assertThat(last.hasShown(P0)).isFalse();
    last.onRecord(P0, 5, DUE_MS);
    assertThat(last.firstOffsets()).isEqualTo(Map.of(P0, 5L));
  }
}
