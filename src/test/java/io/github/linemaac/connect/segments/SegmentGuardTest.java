package io.github.linemaac.connect.segments;

import static io.github.linemaac.connect.segments.SegmentFixture.range;
import static io.github.linemaac.connect.segments.SegmentFixture.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.Outcome.ListLeft.Why;
import io.github.linemaac.connect.upload.Step;
import io.github.linemaac.connect.upload.UploadStateMachine;
import org.junit.jupiter.api.Test;

/** What is not uploaded: too much, too little, nothing, and what MAAC has already. */
class SegmentGuardTest {
  private final SegmentFixture bench = new SegmentFixture();

  @Test
  void aListOf300000IdsIsUploaded() {
    bench.sandbox.settings().segments.dropsUnknownContacts = false;

    assertThat(bench.deliver(range(1, 300_000))).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).hasSize(300_000);
  }

  @Test
  void aListOf300001IdsIsNot() {
    assertThat(failure(range(1, 300_001))).contains("300001").contains("300000");

    assertThat(bench.uploads()).isZero();
  }

  @Test
  void aListThatLostNoMoreThanItsShareIsUploaded() {
    bench.deliver(range(1, 10));

    assertThat(bench.deliver(range(1, 8))).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).hasSize(8);
  }

  @Test
  void aListThatLostMoreThanItsShareIsNotUploaded() {
    bench.deliver(range(1, 10));

    assertThat(failure(range(1, 7)))
        .contains("would lose 3 of the 10 ids")
        .contains("segment.max.shrink.percent=20");

    assertThat(bench.members()).hasSize(10);
  }

  @Test
  void whoIsNewMakesUpForNobodyWhoWasLost() {
    bench.deliver(range(1, 10));

    assertThat(failure(range(4, 50))).contains("would lose 3 of the 10 ids");
  }

  @Test
  void afterARestartMaacIsAskedWhatWouldBeLost() {
    bench.deliver(range(1, 10));
    bench.restart();

    assertThat(failure(range(1, 7))).contains("would lose 3 of the 10 ids");

    assertThat(bench.members()).hasSize(10);
  }

  @Test
  void partitionsThatCameBackAreNoReasonToLoseAList() {
    bench.deliver(range(1, 10));
    bench.beginAnew();

    assertThat(failure(range(1, 7))).contains("would lose 3 of the 10 ids");
  }

  @Test
  void anyLossIsFineIfTheUserSaysSo() {
    bench.deliver(range(1, 10));
    bench.with(SegmentFixture.settings(Baseline.TOPIC, true, 100));

    assertThat(bench.deliver(11)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(11));
  }

  @Test
  void noLossAtAllIsFineIfTheUserSaysSo() {
    bench.with(SegmentFixture.settings(Baseline.TOPIC, true, 0));
    bench.deliver(range(1, 10));

    assertThat(bench.deliver(range(1, 11))).isInstanceOf(Outcome.ListReady.class);
    assertThat(failure(range(2, 11))).contains("would lose 1 of the 11 ids");
  }

  @Test
  void whatThisTaskHasConfirmedIsNotUploadedAgain() {
    bench.deliver(1, 2, 3);
    bench.maac.takeCalls();

    assertLeft(bench.deliver(3, 2, 1), Why.UNCHANGED);

    assertThat(bench.maac.takeCalls()).isEmpty();
  }

  @Test
  void afterARestartAListIsUploadedAgainAsLongAsMaacsAnswerMayBeOld() {
    bench.deliver(1, 2, 3);
    bench.clock.advance(SegmentFixture.LAG_MS - 10_000);
    bench.restart();

    assertThat(bench.deliver(1, 2, 3)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.uploads()).isEqualTo(2);
  }

  @Test
  void oneLookAtAClockThatIsAheadDoesNotMakeMaacsAnswerSettled() {
    for (int look = 1; look <= 5; look++) {
      bench.deliver(1, 2, 3);
      bench.restart();
      bench.beWrongAtLook(look);

      assertThat(bench.deliver(1, 2, 3)).as("look %s", look).isInstanceOf(Outcome.ListReady.class);
    }
  }

  @Test
  void afterARestartAListIsNotUploadedAgainOnceMaacsAnswerIsSettled() {
    bench.deliver(1, 2, 3);
    bench.clock.advance(SegmentFixture.LAG_MS);
    bench.restart();

    assertLeft(bench.deliver(1, 2, 3), Why.UNCHANGED);
    assertLeft(bench.deliver(1, 2, 3), Why.UNCHANGED);

    assertThat(bench.uploads()).isEqualTo(1);
  }

  @Test
  void afterARestartAListThatMaacIsNotReadyWithIsUploadedAgain() {
    bench.deliver(1, 2, 3);
    bench.sandbox.settings().segments.readyAfterMs = Long.MAX_VALUE;
    final UploadStateMachine stopped = bench.begin(1, 2, 3, 4);
    bench.maac.call(((Step.Call) stopped.next(bench.clock.monotonicMs())).request());
    bench.clock.advance(SegmentFixture.LAG_MS);
    bench.sandbox.settings().segments.readyAfterMs = 0;
    bench.restart();

    assertThat(bench.deliver(1, 2, 3)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void anEmptyListIsNeverUploaded() {
    assertLeft(bench.deliver(), Why.EMPTY);
    bench.deliver(1, 2);
    assertLeft(bench.deliver(), Why.EMPTY);
    bench.restart();
    assertLeft(bench.deliver(), Why.EMPTY);

    assertThat(bench.members()).isEqualTo(uids(1, 2));
    assertThat(bench.uploads()).isEqualTo(1);
  }

  @Test
  void aListThatWasEmptyForAWhileIsStillMeasuredByWhatMaacHas() {
    bench.deliver(range(1, 10));
    bench.deliver();

    assertThat(failure(11)).contains("would lose 10 of the 10 ids");
    bench.restart();
    assertThat(bench.deliver(range(1, 11))).isInstanceOf(Outcome.ListReady.class);
  }

  private void assertLeft(final Outcome outcome, final Why why) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.ListLeft.class, left -> assertThat(left.why()).isEqualTo(why));
  }

  private String failure(final int... members) {
    final Outcome outcome = bench.deliver(members);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).message();
  }
}
