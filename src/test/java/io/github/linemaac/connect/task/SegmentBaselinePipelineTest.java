package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.connect.schedule.Lag;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.sandbox.SandboxSettings;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that are laid over MAAC's list: nothing is read again, and offsets are late. */
class SegmentBaselinePipelineTest {
  private static final long LAG_MS = 3_600_000;

  private final SegmentPipelineFixture bench =
      new SegmentPipelineFixture(
          "segment.baseline", "maac", "segment.baseline.lag.ms", Long.toString(LAG_MS));

  @BeforeEach
  void maacHasAList() {
    bench
        .sandbox
        .segments()
        .plantList(
            "vip",
            List.of(TestRecords.lineUid(100), TestRecords.lineUid(101)),
            bench.clock.monotonicMs());
  }

  @Test
  void nothingIsReadAgain() {
    bench.open(bench.p0);
    assertThat(bench.intake.rewound()).isEmpty();
  }

  @Test
  void changesAreLaidOverMaacsList() {
    bench.open(bench.p0);
    bench.put(bench.fresh(bench.p0, 50, 1), bench.removal(bench.p0, 51, 100));
    bench.deliver();
    assertThat(bench.members()).containsExactly(TestRecords.lineUid(1), TestRecords.lineUid(101));
    bench.pass(60_000);
    bench.put(bench.fresh(bench.p0, 52, 2), bench.removal(bench.p0, 53, 1));
    bench.deliver();
    assertThat(bench.members()).containsExactly(TestRecords.lineUid(2), TestRecords.lineUid(101));
  }

  @Test
  void anOffsetIsCommittedOnlyOnceItWasConfirmedForTheWholeLag() {
    bench.readUp();
    assertThat(bench.committed(bench.p0, 1)).isEmpty();
    bench.pass(LAG_MS - 1);
    assertThat(bench.committed(bench.p0, 5)).isEmpty();
    bench.pass(1);
    assertThat(bench.committed(bench.p0, 9)).contains(1L);
    bench.pass(LAG_MS);
    assertThat(bench.committed(bench.p0, 20)).contains(5L);
  }

  @Test
  void anUploadUnderWayGoesOnWhenOnlySomePartitionsGo() {
    bench.open(bench.p0, bench.p1);
    bench.put(bench.fresh(bench.p0, 0, 1), bench.fresh(bench.p1, 0, 2));
    assertThat(bench.delivery.isUnderWay()).isTrue();
    bench.close(bench.p1);
    bench.deliver();
    assertThat(bench.members()).hasSize(4);

    bench.open(bench.p1);
    bench.pass(60_000);
    bench.put(bench.fresh(bench.p0, 1, 3), bench.fresh(bench.p1, 0, 2));
    bench.deliver();
    assertThat(bench.members()).hasSize(5);
    bench.pass(LAG_MS);
    bench.committed(bench.p0, 2);
    bench.pass(LAG_MS);
    assertThat(bench.committed(bench.p0, 2)).contains(2L);
    assertThat(bench.committed(bench.p1, 1)).isEmpty();
  }

  /**
   * Connect did not open it; what it gives first comes again, and the lag was of the first time.
   */
  @Test
  void nothingIsUploadedOnTheLagOfWhatComesAgain() {
    bench.lag = new Lag.Awaited();
    bench.intake.assign(List.of(bench.p0));
    bench.put();
    bench.pass(1_000);
    bench.put();
    bench.pass(10_000);
    bench.lag = new Lag.Known(0);
    bench.put(bench.fresh(bench.p0, 0, 1), bench.fresh(bench.p0, 1, 2));
    assertThat(bench.intake.takeRewoundTo()).isEqualTo(Map.of(bench.p0, 0L));
    bench.lag = new Lag.Known(1);
    bench.put(bench.fresh(bench.p0, 0, 1));
    assertThat(bench.delivery.isUnderWay()).as("one has not come again yet").isFalse();
    bench.pass(10_000);
    bench.lag = new Lag.Known(0);
    bench.put(bench.fresh(bench.p0, 1, 2));
    bench.deliver();
    assertThat(bench.members()).hasSize(4);
  }

  @Test
  void thoseWhoEmptiedAListAreOffItOnceSomebodyJoins() {
    bench.open(bench.p0);
    bench.put(bench.removal(bench.p0, 0, 100), bench.removal(bench.p0, 1, 101));
    bench.deliver();
    assertThat(bench.members()).as("an empty list is never uploaded").hasSize(2);
    bench.pass(60_000);
    bench.put(bench.fresh(bench.p0, 2, 1));
    bench.deliver();
    assertThat(bench.members()).containsExactly(TestRecords.lineUid(1));
  }

  @Test
  void anEmptiedListHoldsItsOffsetsUntilSomebodyJoins() {
    bench.open(bench.p0);
    bench.put(bench.removal(bench.p0, 5, 100), bench.removal(bench.p0, 6, 101));
    bench.deliver();
    bench.committed(bench.p0, 7);
    bench.pass(LAG_MS);
    assertThat(bench.committed(bench.p0, 7)).as("MAAC has both still").contains(5L);
    bench.put(bench.fresh(bench.p0, 7, 1));
    bench.deliver();
    bench.committed(bench.p0, 8);
    bench.pass(LAG_MS);
    assertThat(bench.committed(bench.p0, 8)).contains(8L);
  }

  @Test
  void offsetsOfPartitionsThatAreGoneAreNotCommitted() {
    bench.readUp();
    bench.committed(bench.p0, 1);
    bench.close(bench.p0);
    bench.pass(LAG_MS);
    assertThat(bench.committed(bench.p0, 1)).isEmpty();
    bench.open(bench.p0);
    assertThat(bench.committed(bench.p0, 1)).isEmpty();
  }

  @Test
  void changesThatWereNotConfirmedComeAgainToWhoeverGetsThePartitions() {
    bench.open(bench.p0);
    bench.put(bench.fresh(bench.p0, 0, 1));
    bench.close(bench.p0);
    bench.run();
    assertThat(bench.maac.takeCalls()).isEmpty();
    bench.open(bench.p0);
    bench.put(bench.fresh(bench.p0, 0, 1));
    bench.deliver();
    assertThat(bench.members()).hasSize(3);
  }

  @Test
  void moreChangesThanAnyListTakesFailBeforeMemoryDoesWhileMaacConfirmsNothing() {
    bench.open(bench.p0);
    bench.put(bench.fresh(bench.p0, 0, 0));
    bench.sandbox.settings().segments.readyAfterMs = SandboxSettings.NEVER;
    assertThatThrownBy(
            () -> {
              for (int i = 1; i <= 600_000; i++) {
                bench.pipeline.put(List.of(bench.removal(bench.p0, i, i)));
              }
            })
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("changes of more than 600000 ids")
        .hasMessageContaining("field.segment_name");
  }
}
