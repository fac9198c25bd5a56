package io.github.linemaac.connect.segments;

import static io.github.linemaac.connect.segments.SegmentFixture.NAME;
import static io.github.linemaac.connect.segments.SegmentFixture.range;
import static io.github.linemaac.connect.segments.SegmentFixture.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.upload.Outcome;
import org.junit.jupiter.api.Test;

/** Changes that are laid over the list that MAAC has. */
class SegmentBaselineTest {
  private static final int[] NOBODY = {};

  private final SegmentFixture fixture =
      new SegmentFixture().with(SegmentFixture.settings(Baseline.MAAC, true, 20));

  @Test
  void whoJoinedAndWhoLeftIsLaidOverMaacsList() {
    plant(range(1, 10));

    assertThat(fixture.overlay(new int[] {3, 11}, 2, 99)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 3, 4, 5, 6, 7, 8, 9, 10, 11));
  }

  @Test
  void aListThatMaacDoesNotHaveBeginsWithWhoJoined() {
    assertThat(fixture.overlay(new int[] {1, 2}, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2));
  }

  @Test
  void theNextChangesAreLaidOverWhatWasConfirmedWhateverMaacShows() {
    plant(range(1, 10));
    fixture.sandbox.settings().segments.staleReads = true;
    fixture.overlay(new int[] {11}, 1);
    fixture.maac.takeCalls();

    fixture.overlay(new int[] {12}, 2);

    assertThat(fixture.members()).isEqualTo(uids(range(3, 12)));
    assertThat(fixture.maac.takeCalls()).noneMatch(call -> call.endsWith("members/"));
  }

  @Test
  void afterARestartTheReplayMakesUpForWhatMaacDoesNotShowYet() {
    plant(range(1, 10));
    fixture.sandbox.settings().segments.staleReads = true;
    fixture.overlay(new int[] {11}, 1);
    fixture.restart();

    fixture.overlay(new int[] {11, 12}, 1);

    assertThat(fixture.members()).isEqualTo(uids(range(2, 12)));
  }

  @Test
  void partitionsThatCameBackBeginWithMaacsListAgain() {
    plant(range(1, 10));
    fixture.overlay(new int[] {11});
    fixture.beginAnew();
    fixture.maac.takeCalls();

    fixture.overlay(new int[] {12});

    assertThat(fixture.maac.takeCalls()).anyMatch(call -> call.endsWith("members/"));
    assertThat(fixture.members()).isEqualTo(uids(range(1, 12)));
  }

  @Test
  void aListThatSomebodyMadeInPlaceOfTheConfirmedOneIsTheBase() {
    plant(range(1, 10));
    fixture.overlay(new int[] {11});
    fixture.delete();
    plant(range(31, 40));

    fixture.overlay(new int[] {12});

    final int[] expected = range(30, 40);
    expected[0] = 12;
    assertThat(fixture.members()).isEqualTo(uids(expected));
  }

  @Test
  void changesThatMaacHasAlreadyAreNotUploadedOnceItsAnswerIsSettled() {
    plant(range(1, 10));
    fixture.clock.advance(SegmentFixture.LAG_MS);

    assertThat(fixture.overlay(new int[] {1}, 11))
        .isInstanceOfSatisfying(
            Outcome.SegmentUnchanged.class, left -> assertThat(left.ids()).isEqualTo(10));
    assertThat(fixture.overlay(new int[] {2}, 12)).isInstanceOf(Outcome.SegmentUnchanged.class);

    assertThat(fixture.uploads()).isZero();
  }

  @Test
  void changesThatMaacShowsAlreadyAreUploadedWhileItsAnswerMayBeOld() {
    plant(range(1, 10));

    assertThat(fixture.overlay(new int[] {1}, 11)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.uploads()).isEqualTo(1);
  }

  @Test
  void tooManyWhoLeftAreNotBelieved() {
    plant(range(1, 10));

    assertThat(fixture.overlay(NOBODY, 1, 2, 3)).isInstanceOf(Outcome.Failed.class);

    assertThat(fixture.members()).hasSize(10);
  }

  @Test
  void aListThatEverybodyLeftIsNotUploaded() {
    fixture.with(SegmentFixture.settings(Baseline.MAAC, true, 100));
    plant(1);

    assertThat(fixture.overlay(NOBODY, 1)).isInstanceOf(Outcome.SegmentEmpty.class);

    assertThat(fixture.uploads()).isZero();
  }

  private void plant(final int... members) {
    fixture.sandbox.segments().plantList(NAME, uids(members), fixture.clock.monotonicMs());
  }
}
