package io.github.linemaac.connect.segments;

import static io.github.linemaac.connect.segments.SegmentFixture.NAME;
import static io.github.linemaac.connect.segments.SegmentFixture.range;
import static io.github.linemaac.connect.segments.SegmentFixture.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.Outcome.ListLeft.Why;
import org.junit.jupiter.api.Test;

/** Changes that are laid over the list that MAAC has. */
class SegmentBaselineTest {
  private static final int[] NOBODY = {};

  private final SegmentFixture bench =
      new SegmentFixture().with(SegmentFixture.settings(Baseline.MAAC, true, 20));

  @Test
  void whoJoinedAndWhoLeftIsLaidOverMaacsList() {
    plant(range(1, 10));

    assertThat(bench.overlay(new int[] {3, 11}, 2, 99)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 3, 4, 5, 6, 7, 8, 9, 10, 11));
  }

  @Test
  void aListThatMaacDoesNotHaveBeginsWithWhoJoined() {
    assertThat(bench.overlay(new int[] {1, 2}, 3)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 2));
  }

  @Test
  void theNextChangesAreLaidOverWhatWasConfirmedWhateverMaacShows() {
    plant(range(1, 10));
    bench.sandbox.settings().segments.staleReads = true;
    bench.overlay(new int[] {11}, 1);
    bench.maac.takeCalls();

    bench.overlay(new int[] {12}, 2);

    assertThat(bench.members()).isEqualTo(uids(range(3, 12)));
    assertThat(bench.maac.takeCalls()).noneMatch(call -> call.endsWith("members/"));
  }

  @Test
  void afterARestartTheReplayMakesUpForWhatMaacDoesNotShowYet() {
    plant(range(1, 10));
    bench.sandbox.settings().segments.staleReads = true;
    bench.overlay(new int[] {11}, 1);
    bench.restart();

    bench.overlay(new int[] {11, 12}, 1);

    assertThat(bench.members()).isEqualTo(uids(range(2, 12)));
  }

  @Test
  void partitionsThatCameBackBeginWithMaacsListAgain() {
    plant(range(1, 10));
    bench.overlay(new int[] {11});
    bench.beginAnew();
    bench.maac.takeCalls();

    bench.overlay(new int[] {12});

    assertThat(bench.maac.takeCalls()).anyMatch(call -> call.endsWith("members/"));
    assertThat(bench.members()).isEqualTo(uids(range(1, 12)));
  }

  @Test
  void aListThatSomebodyMadeInPlaceOfTheConfirmedOneIsTheBase() {
    plant(range(1, 10));
    bench.overlay(new int[] {11});
    bench.delete();
    plant(range(31, 40));

    bench.overlay(new int[] {12});

    final int[] expected = range(30, 40);
    expected[0] = 12;
    assertThat(bench.members()).isEqualTo(uids(expected));
  }

  @Test
  void changesThatMaacHasAlreadyAreNotUploadedOnceItsAnswerIsSettled() {
    plant(range(1, 10));
    bench.clock.advance(SegmentFixture.LAG_MS);

    assertThat(bench.overlay(new int[] {1}, 11))
        .isInstanceOfSatisfying(
            Outcome.ListLeft.class,
            left -> {
              assertThat(left.why()).isEqualTo(Why.UNCHANGED);
              assertThat(left.ids()).isEqualTo(10);
            });
    assertThat(bench.overlay(new int[] {2}, 12)).isInstanceOf(Outcome.ListLeft.class);

    assertThat(bench.uploads()).isZero();
  }

  @Test
  void changesThatMaacShowsAlreadyAreUploadedWhileItsAnswerMayBeOld() {
    plant(range(1, 10));

    assertThat(bench.overlay(new int[] {1}, 11)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.uploads()).isEqualTo(1);
  }

  @Test
  void tooManyWhoLeftAreNotBelieved() {
    plant(range(1, 10));

    assertThat(bench.overlay(NOBODY, 1, 2, 3)).isInstanceOf(Outcome.Failed.class);

    assertThat(bench.members()).hasSize(10);
  }

  @Test
  void aListThatEverybodyLeftIsNotUploaded() {
    plant(1);

    assertThat(bench.overlay(NOBODY, 1))
        .isInstanceOfSatisfying(
            Outcome.ListLeft.class, left -> assertThat(left.why()).isEqualTo(Why.EMPTY));

    assertThat(bench.uploads()).isZero();
  }

  private void plant(final int... members) {
    bench.sandbox.segments().plantList(NAME, uids(members), bench.clock.monotonicMs());
  }
}
