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

  private final SegmentPipelineFixture fixture =
      new SegmentPipelineFixture(
          "segment.baseline", "maac", "segment.baseline.lag.ms", Long.toString(LAG_MS));

  @BeforeEach
  void maacHasAList() {
    fixture
        .sandbox
        .segments()
        .plantList(
            "vip",
            List.of(TestRecords.lineUid(100), TestRecords.lineUid(101)),
            fixture.clock.monotonicMs());
  }

  @Test
  void nothingIsReadAgain() {
    fixture.open(fixture.p0);
    assertThat(fixture.context.rewound()).isEmpty();
  }

  @Test
  void changesAreLaidOverMaacsList() {
    fixture.open(fixture.p0);
    fixture.put(fixture.fresh(fixture.p0, 50, 1), fixture.removal(fixture.p0, 51, 100));
    fixture.deliver();
    assertThat(fixture.members()).containsExactly(TestRecords.lineUid(1), TestRecords.lineUid(101));
    fixture.pass(60_000);
    fixture.put(fixture.fresh(fixture.p0, 52, 2), fixture.removal(fixture.p0, 53, 1));
    fixture.deliver();
    assertThat(fixture.members()).containsExactly(TestRecords.lineUid(2), TestRecords.lineUid(101));
  }

  @Test
  void anOffsetIsCommittedOnlyOnceItWasConfirmedForTheWholeLag() {
    fixture.readUp();
    assertThat(fixture.committed(fixture.p0, 1)).isEmpty();
    fixture.pass(LAG_MS - 1);
    assertThat(fixture.committed(fixture.p0, 5)).isEmpty();
    fixture.pass(1);
    assertThat(fixture.committed(fixture.p0, 9)).contains(1L);
    fixture.pass(LAG_MS);
    assertThat(fixture.committed(fixture.p0, 20)).contains(5L);
  }

  @Test
  void anUploadUnderWayGoesOnWhenOnlySomePartitionsGo() {
    fixture.open(fixture.p0, fixture.p1);
    fixture.put(fixture.fresh(fixture.p0, 0, 1), fixture.fresh(fixture.p1, 0, 2));
    assertThat(fixture.delivery.isUnderWay()).isTrue();
    fixture.close(fixture.p1);
    fixture.deliver();
    assertThat(fixture.members()).hasSize(4);

    fixture.open(fixture.p1);
    fixture.pass(60_000);
    fixture.put(fixture.fresh(fixture.p0, 1, 3), fixture.fresh(fixture.p1, 0, 2));
    fixture.deliver();
    assertThat(fixture.members()).hasSize(5);
    fixture.pass(LAG_MS);
    fixture.committed(fixture.p0, 2);
    fixture.pass(LAG_MS);
    assertThat(fixture.committed(fixture.p0, 2)).contains(2L);
    assertThat(fixture.committed(fixture.p1, 1)).isEmpty();
  }

  /**
   * Connect did not open it; what it gives first comes again, and the lag was of the first time.
   */
  @Test
  void nothingIsUploadedOnTheLagOfWhatComesAgain() {
    fixture.lag = new Lag.Awaited();
    fixture.context.assign(List.of(fixture.p0));
    fixture.put();
    fixture.pass(1_000);
    fixture.put();
    fixture.pass(10_000);
    fixture.lag = new Lag.Known(0);
    fixture.put(fixture.fresh(fixture.p0, 0, 1), fixture.fresh(fixture.p0, 1, 2));
    assertThat(fixture.context.takeRewoundTo()).isEqualTo(Map.of(fixture.p0, 0L));
    fixture.lag = new Lag.Known(1);
    fixture.put(fixture.fresh(fixture.p0, 0, 1));
    assertThat(fixture.delivery.isUnderWay()).as("one has not come again yet").isFalse();
    fixture.pass(10_000);
    fixture.lag = new Lag.Known(0);
    fixture.put(fixture.fresh(fixture.p0, 1, 2));
    fixture.deliver();
    assertThat(fixture.members()).hasSize(4);
  }

  @Test
  void thoseWhoEmptiedAListAreOffItOnceSomebodyJoins() {
    fixture.open(fixture.p0);
    fixture.put(fixture.removal(fixture.p0, 0, 100), fixture.removal(fixture.p0, 1, 101));
    fixture.deliver();
    assertThat(fixture.members()).as("an empty list is never uploaded").hasSize(2);
    fixture.pass(60_000);
    fixture.put(fixture.fresh(fixture.p0, 2, 1));
    fixture.deliver();
    assertThat(fixture.members()).containsExactly(TestRecords.lineUid(1));
  }

  @Test
  void anEmptiedListHoldsItsOffsetsUntilSomebodyJoins() {
    fixture.open(fixture.p0);
    fixture.put(fixture.removal(fixture.p0, 5, 100), fixture.removal(fixture.p0, 6, 101));
    fixture.deliver();
    fixture.committed(fixture.p0, 7);
    fixture.pass(LAG_MS);
    assertThat(fixture.committed(fixture.p0, 7)).as("MAAC has both still").contains(5L);
    fixture.put(fixture.fresh(fixture.p0, 7, 1));
    fixture.deliver();
    fixture.committed(fixture.p0, 8);
    fixture.pass(LAG_MS);
    assertThat(fixture.committed(fixture.p0, 8)).contains(8L);
  }

  @Test
  void offsetsOfPartitionsThatAreGoneAreNotCommitted() {
    fixture.readUp();
    fixture.committed(fixture.p0, 1);
    fixture.close(fixture.p0);
    fixture.pass(LAG_MS);
    assertThat(fixture.committed(fixture.p0, 1)).isEmpty();
    fixture.open(fixture.p0);
    assertThat(fixture.committed(fixture.p0, 1)).isEmpty();
  }

  @Test
  void changesThatWereNotConfirmedComeAgainToWhoeverGetsThePartitions() {
    fixture.open(fixture.p0);
    fixture.put(fixture.fresh(fixture.p0, 0, 1));
    fixture.close(fixture.p0);
    fixture.run();
    assertThat(fixture.maac.takeCalls()).isEmpty();
    fixture.open(fixture.p0);
    fixture.put(fixture.fresh(fixture.p0, 0, 1));
    fixture.deliver();
    assertThat(fixture.members()).hasSize(3);
  }

  @Test
  void moreChangesThanAnyListTakesFailBeforeMemoryDoesWhileMaacConfirmsNothing() {
    fixture.open(fixture.p0);
    fixture.put(fixture.fresh(fixture.p0, 0, 0));
    fixture.sandbox.settings().segments.readyAfterMs = SandboxSettings.NEVER;
    assertThatThrownBy(
            () -> {
              for (int i = 1; i <= 600_000; i++) {
                fixture.pipeline.put(List.of(fixture.removal(fixture.p0, i, i)));
              }
            })
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("changes of more than 600000 ids")
        .hasMessageContaining("field.segment_name");
  }

  @Test
  void whoLeavesEachSegmentCountsForTheFullest() {
    final SegmentPipelineFixture several =
        new SegmentPipelineFixture(
            "segment.baseline", "maac", "segment.baseline.lag.ms", "0", "segment.name", "");
    several.open(several.p0);
    several.put(several.named(several.p0, 0, 0, "vip"));
    several.sandbox.settings().segments.readyAfterMs = SandboxSettings.NEVER;
    assertThatThrownBy(
            () -> {
              for (int i = 1; i <= 600_000; i++) {
                several.pipeline.put(List.of(several.tombstone(several.p0, i, i)));
              }
            })
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith("A segment has changes of more than 600000 ids");
  }
}
