package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.schedule.CatchUp;
import io.github.linemaac.connect.support.TestRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists by the hour: the fixture's time begins thirteen minutes past one. */
class ScheduledSegmentsTest {
  private static final long HOUR_MS = 3_600_000;

  private final SegmentPipelineFixture fixture =
      new SegmentPipelineFixture("delivery.schedule", "@hourly");

  @Test
  void aListIsRebuiltWithinAWindowAndNotBefore() {
    start();
    assertThat(fixture.context.rewound()).containsExactly(fixture.p0);
    assertThat(fixture.context.paused()).containsExactly(fixture.p0);
    pass(10 * 60_000);
    assertThat(fixture.committed(fixture.p0, 0)).isEmpty();
    assertThat(fixture.maac.takeCalls()).isEmpty();

    nextHour();
    assertThat(fixture.context.paused()).isEmpty();
    fixture.put(fixture.old(fixture.p0, 0, 1), fixture.old(fixture.p0, 1, 2));
    assertThat(fixture.delivery.isUnderWay()).isFalse();
    pass(CatchUp.QUIET_MS);
    fixture.deliver();
    fixture.put();

    assertThat(fixture.members()).hasSize(2);
    assertThat(fixture.committed(fixture.p0, 2)).contains(2L);
    assertThat(fixture.context.paused()).containsExactly(fixture.p0);
  }

  @Test
  void theNextWindowReadsOnAndUploadsOnceItIsReadUp() {
    firstWindow();
    nextHour();
    assertThat(fixture.context.paused()).isEmpty();
    fixture.put(fixture.old(fixture.p0, 1, 2));
    assertThat(fixture.delivery.isUnderWay()).isFalse();
    assertThat(fixture.committed(fixture.p0, 2)).isEmpty();
    fixture.put(fixture.fresh(fixture.p0, 2, 3));
    fixture.deliver();
    fixture.put();
    assertThat(fixture.members()).hasSize(3);
    assertThat(fixture.committed(fixture.p0, 3)).contains(3L);
    assertThat(fixture.context.paused()).containsExactly(fixture.p0);
  }

  @Test
  void whatIsConfirmedAsTheWindowClosesIsCommitted() {
    start();
    nextHour();
    fixture.put(fixture.fresh(fixture.p0, 0, 1));
    fixture.put();
    assertThat(fixture.context.paused()).as("no more is read").containsExactly(fixture.p0);
    fixture.deliver();
    assertThat(fixture.committed(fixture.p0, 1)).contains(1L);
  }

  @Test
  void aWindowStaysOpenForAListThatMustWaitForItsUpload() {
    final SegmentPipelineFixture slow =
        new SegmentPipelineFixture(
            "delivery.schedule", "@hourly", "segment.upload.interval.ms", "5400000");
    slow.open(slow.p0);
    slow.pass(HOUR_MS);
    slow.put();
    slow.put(slow.fresh(slow.p0, 0, 1));
    slow.deliver();
    slow.pass(HOUR_MS);
    slow.put();
    slow.put(slow.fresh(slow.p0, 1, 2));
    assertThat(slow.delivery.isUnderWay()).isFalse();
    assertThat(slow.context.takeWake().orElseThrow()).isLessThanOrEqualTo(HOUR_MS / 2);
    slow.pass(HOUR_MS / 2);
    slow.put();
    slow.deliver();
    assertThat(slow.members()).hasSize(2);
    assertThat(slow.committed(slow.p0, 2)).contains(2L);
  }

  @Test
  void whatComesBackWithinAWindowIsReadAgainInIt() {
    start();
    nextHour();
    fixture.put(fixture.fresh(fixture.p0, 0, 1));
    fixture.put();
    assertThat(fixture.delivery.isUnderWay()).isTrue();
    fixture.close(fixture.p0);
    fixture.open(fixture.p0);
    fixture.put(fixture.fresh(fixture.p0, 0, 1), fixture.fresh(fixture.p0, 1, 2));
    fixture.deliver();
    fixture.put();
    assertThat(fixture.members()).hasSize(2);
    assertThat(fixture.committed(fixture.p0, 2)).contains(2L);
  }

  @Test
  void partitionsThatComeBackBetweenWindowsWaitForTheNextToBeReadAgain() {
    firstWindow();
    fixture.maac.takeCalls();
    fixture.close(fixture.p0);
    fixture.open(fixture.p0);
    assertThat(fixture.context.paused()).containsExactly(fixture.p0);
    pass(20 * 60_000);
    assertThat(fixture.committed(fixture.p0, 0)).isEmpty();
    assertThat(fixture.maac.takeCalls()).isEmpty();
  }

  @Test
  void aRestartInsideOfAWindowRebuildsTheListAtOnce() {
    fixture.open(fixture.p0);
    fixture.put(fixture.old(fixture.p0, 5, 1));
    assertThat(fixture.context.rewound()).containsExactly(fixture.p0);
    assertThat(fixture.context.paused()).isEmpty();
    fixture.put(fixture.old(fixture.p0, 0, 1), fixture.fresh(fixture.p0, 1, 2));
    fixture.deliver();
    assertThat(fixture.members()).hasSize(2);
  }

  @Test
  void whatIsTakenAwayWhileItIsLookedAtIsMissingInTheList() {
    fixture.open(fixture.p0, fixture.p1);
    fixture.close(fixture.p1);
    nextHour();
    fixture.put(fixture.fresh(fixture.p0, 0, 1));
    pass(CatchUp.QUIET_MS);
    assertThat(fixture.delivery.isUnderWay()).isFalse();
    fixture.open(fixture.p1);
    fixture.put(fixture.fresh(fixture.p1, 0, 2));
    fixture.put();
    fixture.deliver();
    assertThat(fixture.members()).hasSize(2);
  }

  @Test
  void withMaacsListsAsBaselineAStartWaitsForTheNextTime() {
    final SegmentPipelineFixture maacs =
        new SegmentPipelineFixture("delivery.schedule", "@hourly", "segment.baseline", "maac");
    maacs.open(maacs.p0);
    assertThat(maacs.context.paused()).containsExactly(maacs.p0);
    maacs.pass(HOUR_MS);
    maacs.put();
    assertThat(maacs.context.paused()).isEmpty();
    maacs.put(maacs.fresh(maacs.p0, 0, 1));
    maacs.deliver();
    assertThat(maacs.members()).isEqualTo(List.of(TestRecords.lineUid(1)));
  }

  /** A task whose last window was finished. */
  private void start() {
    fixture.open(fixture.p0);
    pass(CatchUp.QUIET_MS);
  }

  private void firstWindow() {
    start();
    nextHour();
    fixture.put(fixture.fresh(fixture.p0, 0, 1));
    fixture.deliver();
    fixture.put();
    assertThat(fixture.context.paused()).containsExactly(fixture.p0);
  }

  private void nextHour() {
    pass(HOUR_MS - fixture.clock.monotonicMs() % HOUR_MS);
  }

  private void pass(final long ms) {
    fixture.pass(ms);
    fixture.put();
  }
}
