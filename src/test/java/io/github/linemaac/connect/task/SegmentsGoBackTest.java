package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.support.TestRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Segments of a partition whose offsets go back without a rebalance: its topic was made anew, or
 * Connect went back to the last commit.
 */
class SegmentsGoBackTest {
  private final SegmentPipelineFixture bench = new SegmentPipelineFixture();

  @Test
  void aTopicThatWasMadeAnewIsReadAgainAndNobodyStaysFromBefore() {
    bench.open(bench.p0);
    bench.put(bench.fresh(bench.p0, 0, 1), bench.fresh(bench.p0, 1, 2));
    bench.deliver();
    bench.pass(60_000);
    bench.intake.takeRewound();
    bench.put(bench.fresh(bench.p0, 0, 3));
    assertThat(bench.intake.takeRewound()).containsExactly(bench.p0);
    assertThat(bench.delivery.isUnderWay()).as("what was read so far comes again").isFalse();
    assertThat(bench.committed(bench.p0, 1)).isEmpty();
    bench.put(bench.fresh(bench.p0, 0, 3));
    bench.deliver();
    assertThat(bench.members()).containsExactly(TestRecords.lineUid(3));
    assertThat(bench.committed(bench.p0, 1)).contains(1L);
  }

  @Test
  void theOtherPartitionsAreReadAgainTooAndNothingIsUploadedBeforeThat() {
    readBoth();
    bench.put(bench.fresh(bench.p1, 0, 4));
    assertThat(bench.intake.takeRewound()).containsExactlyInAnyOrder(bench.p0, bench.p1);
    bench.put(bench.fresh(bench.p1, 0, 4));
    assertThat(bench.delivery.isUnderWay()).as("the first partition is missing").isFalse();
    bench.put(bench.fresh(bench.p0, 0, 1));
    bench.deliver();
    assertThat(bench.members()).containsExactly(TestRecords.lineUid(1), TestRecords.lineUid(4));
    assertThat(bench.intake.takeRewound()).as("one rewind is enough").isEmpty();
  }

  @Test
  void anUploadOfTheOlderHistoryIsNotSentAndItsConfirmationCountsForNothing() {
    bench.open(bench.p0);
    bench.put(bench.fresh(bench.p0, 7, 1));
    assertThat(bench.delivery.isUnderWay()).isTrue();
    bench.put(bench.fresh(bench.p0, 0, 2));
    bench.deliver();
    assertThat(bench.sandbox.segments().uploads()).isEmpty();
    assertThat(bench.committed(bench.p0, 1)).isEmpty();
    bench.put(bench.fresh(bench.p0, 0, 2));
    bench.deliver();
    assertThat(bench.members()).containsExactly(TestRecords.lineUid(2));
  }

  /** The poll that takes a partition away still brings what is from before the rewind. */
  @Test
  void aRewindOfOurOwnIsNoOtherHistory() {
    readBoth();
    bench.close(bench.p1);
    assertThat(bench.intake.takeRewound()).containsExactly(bench.p0);
    bench.put(bench.fresh(bench.p0, 1, 2));
    bench.put(bench.fresh(bench.p0, 0, 1));
    bench.put(bench.fresh(bench.p0, 1, 2));
    assertThat(bench.intake.takeRewound()).isEmpty();
  }

  @Test
  void changesToMaacsListHoldBackTheOffsetsOfTheNewerHistory() {
    final SegmentPipelineFixture overlay =
        new SegmentPipelineFixture("segment.baseline", "maac", "segment.baseline.lag.ms", "0");
    overlay.open(overlay.p0, overlay.p1);
    overlay.put(overlay.fresh(overlay.p0, 500, 1), overlay.fresh(overlay.p1, 0, 2));
    overlay.put(overlay.fresh(overlay.p0, 501, 3));
    overlay.put(overlay.fresh(overlay.p0, 0, 4), overlay.fresh(overlay.p0, 1, 4));
    assertThat(overlay.intake.rewound()).isEmpty();
    overlay.run();
    overlay.put(overlay.fresh(overlay.p0, 2, 4));
    assertThat(overlay.members()).as("those of the first upload").hasSize(2);
    assertThat(overlay.committed(overlay.p0, 3)).contains(0L);
    overlay.deliver();
    assertThat(overlay.members()).contains(TestRecords.lineUid(4));
    assertThat(overlay.committed(overlay.p0, 3)).contains(3L);
  }

  @Test
  void changesToMaacsListFromBeforeATruncationAreStillUploaded() {
    final SegmentPipelineFixture overlay =
        new SegmentPipelineFixture("segment.baseline", "maac", "segment.baseline.lag.ms", "0");
    overlay.open(overlay.p0);
    overlay.put(overlay.fresh(overlay.p0, 0, 1), overlay.fresh(overlay.p0, 1, 2));
    overlay.put(overlay.fresh(overlay.p0, 1, 3));
    assertThat(overlay.committed(overlay.p0, 2)).isEmpty();
    overlay.deliver();
    overlay.pass(60_000);
    overlay.deliver();
    assertThat(overlay.members()).contains(TestRecords.lineUid(1), TestRecords.lineUid(3));
    assertThat(overlay.committed(overlay.p0, 2)).contains(2L);
  }

  @Test
  void anOffsetThatWasHeldBackIsNotCommittedOfAnotherHistory() {
    final long lagMs = 3_600_000;
    final SegmentPipelineFixture overlay =
        new SegmentPipelineFixture(
            "segment.baseline", "maac", "segment.baseline.lag.ms", Long.toString(lagMs));
    overlay.open(overlay.p0, overlay.p1);
    overlay.put(overlay.fresh(overlay.p0, 5, 1), overlay.fresh(overlay.p1, 0, 2));
    overlay.deliver();
    assertThat(overlay.committed(overlay.p0, 6)).isEmpty();
    overlay.put(overlay.fresh(overlay.p0, 0, 3));
    overlay.put(overlay.fresh(overlay.p0, 40, 4));
    overlay.pass(lagMs);
    assertThat(overlay.committed(overlay.p0, 41)).as("6 was of another history").isEmpty();
  }

  @Test
  void aPartitionThatWasNeverOpenedIsReadFromItsBeginningAndWaitedFor() {
    bench.intake.assign(List.of(bench.p0, bench.p1));
    bench.open(bench.p0);
    bench.put(bench.fresh(bench.p0, 0, 1), bench.fresh(bench.p1, 9, 2));
    assertThat(bench.intake.takeRewound()).contains(bench.p1);
    assertThat(bench.delivery.isUnderWay()).isFalse();
    bench.put(bench.fresh(bench.p1, 0, 3), bench.fresh(bench.p1, 9, 2));
    bench.deliver();
    assertThat(bench.members()).hasSize(3);
    assertThat(bench.committed(bench.p1, 10)).contains(10L);
  }

  private void readBoth() {
    bench.open(bench.p0, bench.p1);
    bench.put(bench.fresh(bench.p0, 0, 1), bench.fresh(bench.p1, 0, 2));
    bench.put(bench.fresh(bench.p1, 1, 3));
    bench.deliver();
    bench.intake.takeRewound();
  }
}
