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
  private final SegmentPipelineFixture fixture = new SegmentPipelineFixture();

  @Test
  void aTopicThatWasMadeAnewIsReadAgainAndNobodyStaysFromBefore() {
    fixture.open(fixture.p0);
    fixture.put(fixture.fresh(fixture.p0, 0, 1), fixture.fresh(fixture.p0, 1, 2));
    fixture.deliver();
    fixture.pass(60_000);
    fixture.context.takeRewound();
    fixture.put(fixture.fresh(fixture.p0, 0, 3));
    assertThat(fixture.context.takeRewound()).containsExactly(fixture.p0);
    assertThat(fixture.delivery.isUnderWay()).as("what was read so far comes again").isFalse();
    assertThat(fixture.committed(fixture.p0, 1)).isEmpty();
    fixture.put(fixture.fresh(fixture.p0, 0, 3));
    fixture.deliver();
    assertThat(fixture.members()).containsExactly(TestRecords.lineUid(3));
    assertThat(fixture.committed(fixture.p0, 1)).contains(1L);
  }

  @Test
  void theOtherPartitionsAreReadAgainTooAndNothingIsUploadedBeforeThat() {
    readBoth();
    fixture.put(fixture.fresh(fixture.p1, 0, 4));
    assertThat(fixture.context.takeRewound()).containsExactlyInAnyOrder(fixture.p0, fixture.p1);
    fixture.put(fixture.fresh(fixture.p1, 0, 4));
    assertThat(fixture.delivery.isUnderWay()).as("the first partition is missing").isFalse();
    fixture.put(fixture.fresh(fixture.p0, 0, 1));
    fixture.deliver();
    assertThat(fixture.members()).containsExactly(TestRecords.lineUid(1), TestRecords.lineUid(4));
    assertThat(fixture.context.takeRewound()).as("one rewind is enough").isEmpty();
  }

  @Test
  void anUploadOfTheOlderHistoryIsNotSentAndItsConfirmationCountsForNothing() {
    fixture.open(fixture.p0);
    fixture.put(fixture.fresh(fixture.p0, 7, 1));
    assertThat(fixture.delivery.isUnderWay()).isTrue();
    fixture.put(fixture.fresh(fixture.p0, 0, 2));
    fixture.deliver();
    assertThat(fixture.sandbox.segments().uploads()).isEmpty();
    assertThat(fixture.committed(fixture.p0, 1)).isEmpty();
    fixture.put(fixture.fresh(fixture.p0, 0, 2));
    fixture.deliver();
    assertThat(fixture.members()).containsExactly(TestRecords.lineUid(2));
  }

  /** The poll that takes a partition away still brings what is from before the rewind. */
  @Test
  void aRewindOfOurOwnIsNoOtherHistory() {
    readBoth();
    fixture.close(fixture.p1);
    assertThat(fixture.context.takeRewound()).containsExactly(fixture.p0);
    fixture.put(fixture.fresh(fixture.p0, 1, 2));
    fixture.put(fixture.fresh(fixture.p0, 0, 1));
    fixture.put(fixture.fresh(fixture.p0, 1, 2));
    assertThat(fixture.context.takeRewound()).isEmpty();
  }

  @Test
  void changesToMaacsListHoldBackTheOffsetsOfTheNewerHistory() {
    final SegmentPipelineFixture overlay =
        new SegmentPipelineFixture("segment.baseline", "maac", "segment.baseline.lag.ms", "0");
    overlay.open(overlay.p0, overlay.p1);
    overlay.put(overlay.fresh(overlay.p0, 500, 1), overlay.fresh(overlay.p1, 0, 2));
    overlay.put(overlay.fresh(overlay.p0, 501, 3));
    overlay.put(overlay.fresh(overlay.p0, 0, 4), overlay.fresh(overlay.p0, 1, 4));
    assertThat(overlay.context.rewound()).isEmpty();
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
    fixture.context.assign(List.of(fixture.p0, fixture.p1));
    fixture.open(fixture.p0);
    fixture.put(fixture.fresh(fixture.p0, 0, 1), fixture.fresh(fixture.p1, 9, 2));
    assertThat(fixture.context.takeRewound()).contains(fixture.p1);
    assertThat(fixture.delivery.isUnderWay()).isFalse();
    fixture.put(fixture.fresh(fixture.p1, 0, 3), fixture.fresh(fixture.p1, 9, 2));
    fixture.deliver();
    assertThat(fixture.members()).hasSize(3);
    assertThat(fixture.committed(fixture.p1, 10)).contains(10L);
  }

  private void readBoth() {
    fixture.open(fixture.p0, fixture.p1);
    fixture.put(fixture.fresh(fixture.p0, 0, 1), fixture.fresh(fixture.p1, 0, 2));
    fixture.put(fixture.fresh(fixture.p1, 1, 3));
    fixture.deliver();
    fixture.context.takeRewound();
  }
}
