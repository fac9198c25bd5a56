package io.github.linemaac.connect.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long the slot is left free for those who are not seen. */
class CourtesyTest {
  private static final long GAP_REST_MS = 6_000;

  private final Courtesy courtesy = new Courtesy();
  private long nowMs = 1_000;

  @Test
  void whoHasSeenNobodyLeavesItFreeThreeTimesForLessThanAnImport() {
    for (int i = 0; i < 3; i++) {
      assertThat(restAfter(2_000)).isEqualTo(1_800);
    }
    assertThat(restAfter(2_000)).isZero();
    assertThat(restAfter(2_000)).isZero();
  }

  @Test
  void andNeverForLongerThanAGap() {
    assertThat(restAfter(60_000)).isEqualTo(GAP_REST_MS);
  }

  @Test
  void andThenOnceInFiveMinutes() {
    spendProbes();
    nowMs += 300_000 - 2_001;
    assertThat(restAfter(2_000)).isZero();
    assertThat(restAfter(2_000)).isEqualTo(1_800);
    assertThat(restAfter(2_000)).isZero();
  }

  @Test
  void whoWasRefusedLatelyLeavesItFreeForAGapEachTime() {
    spendProbes();
    courtesy.refused(nowMs);
    for (int i = 0; i < 10; i++) {
      assertThat(restAfter(2_000)).isEqualTo(GAP_REST_MS);
    }
    nowMs += 600_000;
    for (int i = 0; i < 3; i++) {
      assertThat(restAfter(2_000)).as("looks whether somebody is still there").isEqualTo(1_800);
    }
    assertThat(restAfter(2_000)).isZero();
  }

  @Test
  void whoHadToWaitForLongLeavesItFreeForLongerSinceSeveralWait() {
    restAfter(7_000);
    courtesy.refused(nowMs);
    nowMs += 15_000;
    assertThat(restAfter(7_000)).isEqualTo(12_000);
    nowMs += 1_000_000;
    courtesy.refused(nowMs);
    assertThat(restAfter(7_000)).as("at most two imports long").isEqualTo(14_000);
  }

  private void spendProbes() {
    for (int i = 0; i < 3; i++) {
      restAfter(2_000);
    }
  }

  private long restAfter(final long importMs) {
    courtesy.begins(nowMs);
    nowMs += importMs;
    return courtesy.ended(GAP_REST_MS, nowMs);
  }
}
