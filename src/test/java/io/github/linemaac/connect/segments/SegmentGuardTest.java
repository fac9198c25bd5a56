package io.github.linemaac.connect.segments;

import static io.github.linemaac.connect.segments.SegmentFixture.range;
import static io.github.linemaac.connect.segments.SegmentFixture.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.Step;
import io.github.linemaac.connect.upload.UploadStateMachine;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is not uploaded: too much, too little, nothing, and what MAAC has already. */
class SegmentGuardTest {
  private final SegmentFixture fixture = new SegmentFixture();

  @Test
  void aListOf300000IdsIsUploaded() {
    fixture.sandbox.settings().segments.dropsUnknownContacts = false;

    assertThat(fixture.deliver(range(1, 300_000))).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).hasSize(300_000);
  }

  @Test
  void aListOf300001IdsIsNot() {
    assertThat(failure(range(1, 300_001))).contains("300001").contains("300000");

    assertThat(fixture.uploads()).isZero();
  }

  @Test
  void aListThatLostNoMoreThanItsShareIsUploaded() {
    fixture.deliver(range(1, 10));

    assertThat(fixture.deliver(range(1, 8))).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).hasSize(8);
  }

  @Test
  void aListThatLostMoreThanItsShareIsNotUploaded() {
    fixture.deliver(range(1, 10));

    assertThat(failure(range(1, 7)))
        .contains("would lose 3 of the 10 ids")
        .contains("segment.max.shrink.percent=20");

    assertThat(fixture.members()).hasSize(10);
  }

  @Test
  void aShortListMayLoseAFewWhateverShareTheyAre() {
    final SegmentGuard guard = new SegmentGuard(20, 10);

    assertThat(loses(guard, 10, 10)).isEmpty();
    assertThat(loses(guard, 11, 11)).isPresent();
    assertThat(loses(guard, 11, 55)).isEmpty();
    assertThat(loses(guard, 11, 54).orElseThrow())
        .contains("segment.max.shrink.percent=20 and segment.max.shrink.ids=10");
  }

  @Test
  void whatMaacCountsMayBeAFewMoreToo() {
    final LineUidSet one = new LineUidSet();
    one.add(new LineUid(0, 1));
    final SegmentName name = SegmentName.configured("vip");

    assertThat(new SegmentGuard(20, 10).againstShrinking(name, one, 11, one)).isEmpty();
    assertThat(new SegmentGuard(20, 10).againstShrinking(name, one, 12, one)).isPresent();
  }

  private static Optional<String> loses(final SegmentGuard guard, final int lost, final int of) {
    final LineUidSet before = new LineUidSet();
    final LineUidSet after = new LineUidSet();
    for (int i = 1; i <= of; i++) {
      before.add(new LineUid(0, i));
      if (i > lost) {
        after.add(new LineUid(0, i));
      }
    }
    return guard.againstShrinking(SegmentName.configured("vip"), before, 0, after);
  }

  @Test
  void whoIsNewMakesUpForNobodyWhoWasLost() {
    fixture.deliver(range(1, 10));

    assertThat(failure(range(4, 50))).contains("would lose 3 of the 10 ids");
  }

  @Test
  void afterARestartMaacIsAskedWhatWouldBeLost() {
    fixture.deliver(range(1, 10));
    fixture.restart();

    assertThat(failure(range(1, 7))).contains("would lose 3 of the 10 ids");

    assertThat(fixture.members()).hasSize(10);
  }

  @Test
  void partitionsThatCameBackAreNoReasonToLoseAList() {
    fixture.deliver(range(1, 10));
    fixture.beginAnew();

    assertThat(failure(range(1, 7))).contains("would lose 3 of the 10 ids");
  }

  @Test
  void anyLossIsFineIfTheUserSaysSo() {
    fixture.deliver(range(1, 10));
    fixture.with(SegmentFixture.settings(Baseline.TOPIC, true, 100));

    assertThat(fixture.deliver(11)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(11));
  }

  @Test
  void noLossAtAllIsFineIfTheUserSaysSo() {
    fixture.with(SegmentFixture.settings(Baseline.TOPIC, true, 0));
    fixture.deliver(range(1, 10));

    assertThat(fixture.deliver(range(1, 11))).isInstanceOf(Outcome.SegmentReady.class);
    assertThat(failure(range(2, 11))).contains("would lose 1 of the 11 ids");
  }

  @Test
  void whatThisTaskHasConfirmedIsNotUploadedAgain() {
    fixture.deliver(1, 2, 3);
    fixture.maac.takeCalls();

    assertThat(fixture.deliver(3, 2, 1)).isInstanceOf(Outcome.SegmentUnchanged.class);

    assertThat(fixture.maac.takeCalls()).isEmpty();
  }

  @Test
  void afterARestartAListIsUploadedAgainAsLongAsMaacsAnswerMayBeOld() {
    fixture.deliver(1, 2, 3);
    fixture.clock.advance(SegmentFixture.LAG_MS - 10_000);
    fixture.restart();

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.uploads()).isEqualTo(2);
  }

  @Test
  void oneLookAtAClockThatIsAheadDoesNotMakeMaacsAnswerSettled() {
    for (int look = 1; look <= 5; look++) {
      fixture.deliver(1, 2, 3);
      fixture.restart();
      fixture.beWrongAtLook(look);

      assertThat(fixture.deliver(1, 2, 3))
          .as("look %s", look)
          .isInstanceOf(Outcome.SegmentReady.class);
    }
  }

  @Test
  void afterARestartAListIsNotUploadedAgainOnceMaacsAnswerIsSettled() {
    fixture.deliver(1, 2, 3);
    fixture.clock.advance(SegmentFixture.LAG_MS);
    fixture.restart();

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentUnchanged.class);
    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentUnchanged.class);

    assertThat(fixture.uploads()).isEqualTo(1);
  }

  @Test
  void afterARestartAListThatMaacIsNotReadyWithIsUploadedAgain() {
    fixture.deliver(1, 2, 3);
    fixture.sandbox.settings().segments.readyAfterMs = Long.MAX_VALUE;
    final UploadStateMachine stopped = fixture.begin(1, 2, 3, 4);
    fixture.maac.call(((Step.Call) stopped.next(fixture.clock.monotonicMs())).request());
    fixture.clock.advance(SegmentFixture.LAG_MS);
    fixture.sandbox.settings().segments.readyAfterMs = 0;
    fixture.restart();

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void anEmptyListIsNeverUploaded() {
    fixture.with(SegmentFixture.settings(Baseline.TOPIC, true, 100));
    assertThat(fixture.deliver()).isInstanceOf(Outcome.SegmentEmpty.class);
    fixture.deliver(1, 2);
    assertThat(fixture.deliver()).isInstanceOf(Outcome.SegmentEmpty.class);
    fixture.restart();
    assertThat(fixture.deliver()).isInstanceOf(Outcome.SegmentEmpty.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2));
    assertThat(fixture.uploads()).isEqualTo(1);
  }

  @Test
  void aListThatWasEmptyForAWhileIsStillMeasuredByWhatMaacHas() {
    fixture.deliver(range(1, 10));
    fixture.deliver();

    assertThat(failure(11)).contains("would lose 10 of the 10 ids");
    fixture.restart();
    assertThat(fixture.deliver(range(1, 11))).isInstanceOf(Outcome.SegmentReady.class);
  }

  private String failure(final int... members) {
    final Outcome outcome = fixture.deliver(members);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).message();
  }
}
