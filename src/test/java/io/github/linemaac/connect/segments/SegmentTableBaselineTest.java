package io.github.linemaac.connect.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentUpload;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Segments that MAAC has ids of beside those of the topic, or that are emptied. */
class SegmentTableBaselineTest extends SegmentTableFixture {
  @Test
  void whereMaacIsToldOfItAListIsLeftByThoseWhoJoinedOnlyInWhatIsGone() {
    apply(VIP, 1, true);
    assertThat(table.nextUpload(0)).as("nobody has joined it").isEmpty();

    final SegmentTable told = new SegmentTable(false, true, INTERVAL_MS);
    told.apply(new SegmentChange(Optional.of(VIP), id(1), true), P0, 3);
    assertThat(told.firstUnconfirmed(P0)).hasValue(3);
    final SegmentUpload upload = told.nextUpload(0).orElseThrow();
    assertThat(upload.joined().isEmpty()).isTrue();
    assertThat(upload.mayBeEmpty()).isTrue();
    told.confirmed(upload);
    told.apply(new SegmentChange(Optional.of(VIP), id(2), true), P0, 4);
    assertThat(told.nextUpload(10 * INTERVAL_MS)).as("it is told").isEmpty();
  }

  @Test
  void aListThatWasOnlyEverLeftIsNotUploaded() {
    apply(VIP, 1, true);
    assertThat(table.nextUpload(0)).isEmpty();
    assertThat(table.wasSettled()).isTrue();
  }

  @Test
  void overMaacsListWhoJoinedAndWhoLeftIsToldUntilItIsConfirmed() {
    final SegmentTable overlay = new SegmentTable(true, false, 0);
    apply(overlay, 1, false);
    apply(overlay, 2, true);
    final SegmentUpload first = overlay.nextUpload(0).orElseThrow();
    assertIds(first.joined(), 1);
    assertIds(first.left(), 2);

    overlay.confirmed(first);
    apply(overlay, 3, false);
    final SegmentUpload second = overlay.nextUpload(0).orElseThrow();
    assertIds(second.joined(), 3);
    assertIds(second.left());
  }

  @Test
  void overMaacsListNothingIsForgottenWhileSomethingChangesDuringAnUpload() {
    final SegmentTable overlay = new SegmentTable(true, false, 0);
    apply(overlay, 1, false);
    final SegmentUpload first = overlay.nextUpload(0).orElseThrow();
    apply(overlay, 2, true);
    overlay.confirmed(first);
    final SegmentUpload second = overlay.nextUpload(0).orElseThrow();
    assertIds(second.left(), 2);
    overlay.confirmed(second);
    assertThat(overlay.wasSettled()).isTrue();
  }

  @Test
  void overMaacsListWhatIsConfirmedIsHeldNoLongerHoweverBusyTheListIs() {
    final SegmentTable overlay = new SegmentTable(true, false, 0);
    apply(overlay, 0, false);
    for (int member = 1; member <= 1_000; member++) {
      final SegmentUpload upload = overlay.nextUpload(0).orElseThrow();
      apply(overlay, member, false);
      assertThat(apply(overlay, member - 1, true))
          .as("two that are under way at most, and two since")
          .isLessThanOrEqualTo(4);
      overlay.confirmed(upload);
    }
  }

  @Test
  void overMaacsListWhatCameDuringAnUploadIsToldAloneByTheNext() {
    final SegmentTable overlay = new SegmentTable(true, false, 0);
    apply(overlay, 1, false);
    apply(overlay, 2, true);
    apply(overlay, 3, false);
    final SegmentUpload first = overlay.nextUpload(0).orElseThrow();
    apply(overlay, 1, true);
    apply(overlay, 2, false);
    assertIds(first.joined(), 1, 3);
    assertIds(first.left(), 2);
    overlay.confirmed(first);

    final SegmentUpload second = overlay.nextUpload(0).orElseThrow();
    assertIds(second.joined(), 2);
    assertIds(second.left(), 1);
  }

  @Test
  void whatCameDuringAnUploadThatCameToNothingHasTheLastWord() {
    final SegmentTable overlay = new SegmentTable(true, false, 0);
    apply(overlay, 1, true);
    apply(overlay, 2, true);
    final SegmentUpload emptied = overlay.nextUpload(0).orElseThrow();
    apply(overlay, 1, false);
    apply(overlay, 3, false);
    overlay.emptied(emptied);

    final SegmentUpload next = overlay.nextUpload(0).orElseThrow();
    assertIds(next.joined(), 1, 3);
    assertIds(next.left(), 2);
    assertThat(overlay.firstUnconfirmed(P0)).hasValue(0);
  }

  @Test
  void overMaacsListWhoLeavesBeginsAListToo() {
    final SegmentTable overlay = new SegmentTable(true, false, 0);
    apply(overlay, 1, true);
    assertThat(overlay.everNamed()).isEqualTo(1);
  }

  @Test
  void overMaacsListWhoHasLeftIsToldUntilSomebodyIsOnIt() {
    final SegmentTable overlay = new SegmentTable(true, false, 0);
    apply(overlay, 1, true);
    overlay.emptied(overlay.nextUpload(0).orElseThrow());
    assertThat(overlay.nextUpload(0)).as("nothing has changed").isEmpty();
    assertThat(overlay.wasSettled()).as("other lists need not wait for it").isTrue();
    assertThat(overlay.firstUnconfirmed(P0)).as("a restart has to tell it again").hasValue(0);

    apply(overlay, 2, false);
    final SegmentUpload upload = overlay.nextUpload(0).orElseThrow();
    assertIds(upload.joined(), 2);
    assertIds(upload.left(), 1);
    overlay.confirmed(upload);
    assertThat(overlay.firstUnconfirmed(P0)).isEmpty();
  }

  @Test
  void aListFromTheTopicWaitsForNothingOnceItIsEmptied() {
    add(1);
    apply(VIP, 1, true);
    table.emptied(table.nextUpload(0).orElseThrow());
    assertThat(table.firstUnconfirmed(P0)).isEmpty();
  }

  @Test
  void whoLeftAnEmptiedListOfMaacsHasNotBeenConfirmed() {
    final SegmentTable overlay = new SegmentTable(true, false, 0);
    apply(overlay, 1, true);
    overlay.noteTime(5);
    overlay.emptied(overlay.nextUpload(6).orElseThrow());
    overlay.noteTime(7);
    assertThat(overlay.oldestUnconfirmedMs()).hasValue(5);
    apply(overlay, 2, false);
    overlay.confirmed(overlay.nextUpload(8).orElseThrow());
    assertThat(overlay.oldestUnconfirmedMs()).isEmpty();
  }

  @Test
  void whatIsEmptiedOfAnEarlierLifeMeansNothingToThisOne() {
    final SegmentTable overlay = new SegmentTable(true, false, 0);
    apply(overlay, 1, true);
    final SegmentUpload earlier = overlay.nextUpload(0).orElseThrow();
    overlay.forget();
    apply(overlay, 2, false);
    assertThat(overlay.nextUpload(0)).isPresent();
    overlay.emptied(earlier);
    assertThat(overlay.wasSettled()).isFalse();
  }

  @Test
  void overMaacsListTheLastWordOnAnIdCounts() {
    final SegmentTable overlay = new SegmentTable(true, false, 0);
    apply(overlay, 1, false);
    apply(overlay, 1, true);
    apply(overlay, 2, true);
    apply(overlay, 2, false);
    final SegmentUpload upload = overlay.nextUpload(0).orElseThrow();
    assertIds(upload.joined(), 2);
    assertIds(upload.left(), 1);
  }
}
