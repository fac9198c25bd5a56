package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.schedule.CatchUp;
import io.github.linemaac.connect.support.TestRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists by the hour: the bench's time begins thirteen minutes past one. */
class ScheduledSegmentsTest {
  private static final long HOUR_MS = 3_600_000;

  private final SegmentPipelineFixture bench =
      new SegmentPipelineFixture("delivery.schedule", "@hourly");

  @Test
  void aListIsRebuiltWithinAWindowAndNotBefore() {
    start();
    assertThat(bench.intake.rewound()).containsExactly(bench.p0);
    assertThat(bench.intake.paused()).containsExactly(bench.p0);
    pass(10 * 60_000);
    assertThat(bench.committed(bench.p0, 0)).isEmpty();
    assertThat(bench.maac.takeCalls()).isEmpty();

    nextHour();
    assertThat(bench.intake.paused()).isEmpty();
    bench.put(bench.old(bench.p0, 0, 1), bench.old(bench.p0, 1, 2));
    assertThat(bench.delivery.isUnderWay()).isFalse();
    pass(CatchUp.QUIET_MS);
    bench.deliver();
    bench.put();

    assertThat(bench.members()).hasSize(2);
    assertThat(bench.committed(bench.p0, 2)).contains(2L);
    assertThat(bench.intake.paused()).containsExactly(bench.p0);
  }

  @Test
  void theNextWindowReadsOnAndUploadsOnceItIsReadUp() {
    firstWindow();
    nextHour();
    assertThat(bench.intake.paused()).isEmpty();
    bench.put(bench.old(bench.p0, 1, 2));
    assertThat(bench.delivery.isUnderWay()).isFalse();
    assertThat(bench.committed(bench.p0, 2)).isEmpty();
    bench.put(bench.fresh(bench.p0, 2, 3));
    bench.deliver();
    bench.put();
    assertThat(bench.members()).hasSize(3);
    assertThat(bench.committed(bench.p0, 3)).contains(3L);
    assertThat(bench.intake.paused()).containsExactly(bench.p0);
  }

  @Test
  void whatIsConfirmedAsTheWindowClosesIsCommitted() {
    start();
    nextHour();
    bench.put(bench.fresh(bench.p0, 0, 1));
    bench.put();
    assertThat(bench.intake.paused()).as("no more is read").containsExactly(bench.p0);
    bench.deliver();
    assertThat(bench.committed(bench.p0, 1)).contains(1L);
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
    assertThat(slow.intake.takeWake().orElseThrow()).isLessThanOrEqualTo(HOUR_MS / 2);
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
    bench.put(bench.fresh(bench.p0, 0, 1));
    bench.put();
    assertThat(bench.delivery.isUnderWay()).isTrue();
    bench.close(bench.p0);
    bench.open(bench.p0);
    bench.put(bench.fresh(bench.p0, 0, 1), bench.fresh(bench.p0, 1, 2));
    bench.deliver();
    bench.put();
    assertThat(bench.members()).hasSize(2);
    assertThat(bench.committed(bench.p0, 2)).contains(2L);
  }

  @Test
  void partitionsThatComeBackBetweenWindowsWaitForTheNextToBeReadAgain() {
    firstWindow();
    bench.maac.takeCalls();
    bench.close(bench.p0);
    bench.open(bench.p0);
    assertThat(bench.intake.paused()).containsExactly(bench.p0);
    pass(20 * 60_000);
    assertThat(bench.committed(bench.p0, 0)).isEmpty();
    assertThat(bench.maac.takeCalls()).isEmpty();
  }

  @Test
  void aRestartInsideOfAWindowRebuildsTheListAtOnce() {
    bench.open(bench.p0);
    bench.put(bench.old(bench.p0, 5, 1));
    assertThat(bench.intake.rewound()).containsExactly(bench.p0);
    assertThat(bench.intake.paused()).isEmpty();
    bench.put(bench.old(bench.p0, 0, 1), bench.fresh(bench.p0, 1, 2));
    bench.deliver();
    assertThat(bench.members()).hasSize(2);
  }

  @Test
  void whatIsTakenAwayWhileItIsLookedAtIsMissingInTheList() {
    bench.open(bench.p0, bench.p1);
    bench.close(bench.p1);
    nextHour();
    bench.put(bench.fresh(bench.p0, 0, 1));
    pass(CatchUp.QUIET_MS);
    assertThat(bench.delivery.isUnderWay()).isFalse();
    bench.open(bench.p1);
    bench.put(bench.fresh(bench.p1, 0, 2));
    bench.put();
    bench.deliver();
    assertThat(bench.members()).hasSize(2);
  }

  @Test
  void withMaacsListsAsBaselineAStartWaitsForTheNextTime() {
    final SegmentPipelineFixture maacs =
        new SegmentPipelineFixture("delivery.schedule", "@hourly", "segment.baseline", "maac");
    maacs.open(maacs.p0);
    assertThat(maacs.intake.paused()).containsExactly(maacs.p0);
    maacs.pass(HOUR_MS);
    maacs.put();
    assertThat(maacs.intake.paused()).isEmpty();
    maacs.put(maacs.fresh(maacs.p0, 0, 1));
    maacs.deliver();
    assertThat(maacs.members()).isEqualTo(List.of(TestRecords.lineUid(1)));
  }

  /** A task whose last window was finished. */
  private void start() {
    bench.open(bench.p0);
    pass(CatchUp.QUIET_MS);
  }

  private void firstWindow() {
    start();
    nextHour();
    bench.put(bench.fresh(bench.p0, 0, 1));
    bench.deliver();
    bench.put();
    assertThat(bench.intake.paused()).containsExactly(bench.p0);
  }

  private void nextHour() {
    pass(HOUR_MS - bench.clock.monotonicMs() % HOUR_MS);
  }

  private void pass(final long ms) {
    bench.pass(ms);
    bench.put();
  }
}
