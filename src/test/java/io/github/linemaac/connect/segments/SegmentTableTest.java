package io.github.linemaac.connect.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SegmentTableTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final TopicPartition P1 = new TopicPartition("members", 1);
  private static final SegmentName VIP = SegmentName.configured("vip");
  private static final SegmentName GOLD = SegmentName.configured("gold");
  private static final long INTERVAL_MS = 60_000;

  private final SegmentTable table = new SegmentTable(false, false, INTERVAL_MS);
  private long offset;

  @Test
  void aChangedListIsUploadedWholeAndOnce() {
    add(1);
    add(2);
    final SegmentUpload upload = table.nextUpload(0).orElseThrow();

    assertIds(upload.joined(), 1, 2);
    assertThat(upload.left().isEmpty()).isTrue();
    assertThat(upload.name()).isEqualTo(VIP);
    assertThat(table.nextUpload(10 * INTERVAL_MS)).as("one is under way").isEmpty();
    assertThat(table.wasSettled()).isFalse();
    table.confirmed(upload);
    assertThat(table.wasSettled()).isTrue();
    assertThat(table.nextUpload(10 * INTERVAL_MS)).isEmpty();
    assertThat(table.dueMs()).isEmpty();
  }

  @Test
  void aListIsUploadedAtMostOnceInAnInterval() {
    add(1);
    assertThat(table.dueMs().orElseThrow()).isLessThanOrEqualTo(0);
    table.confirmed(table.nextUpload(1_000).orElseThrow());
    add(2);
    assertThat(table.dueMs()).hasValue(1_000 + INTERVAL_MS);
    assertThat(table.nextUpload(999 + INTERVAL_MS)).isEmpty();
    assertIds(table.nextUpload(1_000 + INTERVAL_MS).orElseThrow().joined(), 1, 2);
  }

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
  void aListThatNoRecordNamesIsNotEmptied() {
    final SegmentTable told = new SegmentTable(false, true, INTERVAL_MS);

    told.apply(new SegmentChange(Optional.empty(), id(1), true), P0, 3);

    assertThat(told.nextUpload(0)).isEmpty();
    assertThat(told.firstUnconfirmed(P0)).isEmpty();
  }

  @Test
  void listsDoNotWaitForEachOthersInterval() {
    add(1);
    table.confirmed(table.nextUpload(0).orElseThrow());
    apply(GOLD, 1, false);
    assertThat(table.nextUpload(1).orElseThrow().name()).isEqualTo(GOLD);
  }

  @Test
  void whatSaysNothingNewWaitsForWhatSaidItFirst() {
    table.apply(new SegmentChange(Optional.of(VIP), id(1), false), P0, 3);
    table.apply(new SegmentChange(Optional.of(VIP), id(1), false), P1, 7);
    assertThat(table.firstUnconfirmed(P1)).as("before the upload").hasValue(7);

    final SegmentUpload upload = table.nextUpload(0).orElseThrow();
    table.apply(new SegmentChange(Optional.of(VIP), id(1), false), P1, 8);
    assertThat(table.firstUnconfirmed(P1)).as("during the upload").hasValue(7);
    table.confirmed(upload);
    assertThat(table.firstUnconfirmed(P1)).isEmpty();

    table.apply(new SegmentChange(Optional.of(VIP), id(1), false), P1, 9);
    assertThat(table.firstUnconfirmed(P1)).as("MAAC has it").isEmpty();
  }

  @Test
  void whatSaysNothingNewDuringAnUploadWaitsForIt() {
    add(1);
    final SegmentUpload upload = table.nextUpload(0).orElseThrow();
    table.apply(new SegmentChange(Optional.of(VIP), id(1), false), P1, 8);
    assertThat(table.firstUnconfirmed(P1)).hasValue(8);
    table.confirmed(upload);
    assertThat(table.firstUnconfirmed(P1)).isEmpty();
  }

  @Test
  void aChangeDuringAnUploadIsInTheNextOne() {
    add(1);
    final SegmentUpload first = table.nextUpload(0).orElseThrow();
    add(2);
    assertIds(first.joined(), 1);
    table.confirmed(first);
    assertThat(table.wasSettled()).as("once, but for what came since").isTrue();
    assertThat(table.firstUnconfirmed(P0)).hasValue(1);
    assertIds(table.nextUpload(INTERVAL_MS).orElseThrow().joined(), 1, 2);
  }

  @Test
  void whatChangesNothingIsNotUploaded() {
    add(1);
    table.confirmed(table.nextUpload(0).orElseThrow());
    add(1);
    apply(VIP, 2, true);
    assertThat(table.wasSettled()).isTrue();
    assertThat(table.firstUnconfirmed(P0)).isEmpty();
  }

  @Test
  void offsetsWaitFromTheFirstChangeThatIsNotConfirmed() {
    table.apply(new SegmentChange(Optional.of(VIP), id(1), false), P0, 5);
    table.apply(new SegmentChange(Optional.of(VIP), id(2), false), P0, 6);
    table.apply(new SegmentChange(Optional.of(GOLD), id(1), false), P1, 3);
    assertThat(table.firstUnconfirmed(P0)).hasValue(5);
    assertThat(table.firstUnconfirmed(P1)).hasValue(3);
    table.confirmed(table.nextUpload(0).orElseThrow());
    assertThat(table.firstUnconfirmed(P0)).isEmpty();
    assertThat(table.firstUnconfirmed(P1)).hasValue(3);
  }

  @Test
  void aMemberWhoIsGoneLeavesEveryList() {
    add(1);
    add(2);
    apply(GOLD, 1, false);
    table.apply(new SegmentChange(Optional.empty(), id(1), true), P0, offset++);
    assertIds(table.nextUpload(0).orElseThrow().joined(), 2);
    assertIds(table.nextUpload(0).orElseThrow().joined());
  }

  @Test
  void aListThatWasOnlyEverLeftIsNotUploaded() {
    apply(VIP, 1, true);
    assertThat(table.nextUpload(0)).isEmpty();
    assertThat(table.wasSettled()).isTrue();
  }

  @Test
  void tellsHowManyIdsAreHeld() {
    assertThat(apply(VIP, 1, false)).isEqualTo(1);
    assertThat(apply(VIP, 2, false)).isEqualTo(2);
    assertThat(apply(VIP, 1, true)).isEqualTo(1);
  }

  @Test
  void whatIsConfirmedOfAnEarlierLifeConfirmsNothingOfThisOne() {
    add(1);
    final SegmentUpload earlier = table.nextUpload(0).orElseThrow();
    table.forget();
    assertThat(table.wasSettled()).isTrue();
    add(2);
    final SegmentUpload later = table.nextUpload(0).orElseThrow();
    assertThat(later.generation()).isNotEqualTo(earlier.generation());
    assertIds(later.joined(), 2);
    table.confirmed(earlier);
    assertThat(table.wasSettled()).isFalse();
    assertThat(table.firstUnconfirmed(P0)).hasValue(1);
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
  void aListThatHasWaitedLongestGoesFirst() {
    apply(VIP, 1, false);
    table.noteTime(1);
    apply(GOLD, 1, false);
    table.confirmed(table.nextUpload(2).orElseThrow());
    apply(VIP, 2, false);
    assertThat(table.nextUpload(2 + INTERVAL_MS).orElseThrow().name()).isEqualTo(GOLD);
    assertThat(table.nextUpload(2 + INTERVAL_MS).orElseThrow().name()).isEqualTo(VIP);
  }

  @Test
  void aListThatIsNewDoesNotGoBeforeOneThatWaitsAlready() {
    apply(VIP, 1, false);
    table.confirmed(table.nextUpload(0).orElseThrow());
    apply(VIP, 2, false);
    table.noteTime(INTERVAL_MS);
    apply(GOLD, 1, false);
    assertThat(table.nextUpload(INTERVAL_MS + 1).orElseThrow().name()).isEqualTo(VIP);
  }

  @Test
  void countsTheListsThatWereEverNamed() {
    apply(VIP, 1, false);
    apply(VIP, 2, false);
    apply(GOLD, 1, true);
    assertThat(table.everNamed()).as("nobody can leave a list that nobody has joined").isEqualTo(1);
    table.forget();
    apply(GOLD, 1, false);
    assertThat(table.everNamed()).isEqualTo(2);
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
  void knowsSinceWhenTheOldestChangeWaitsAlsoWhileItsListIsUploaded() {
    assertThat(table.oldestUnconfirmedMs()).isEmpty();
    add(1);
    table.noteTime(5);
    add(2);
    table.noteTime(6);
    final SegmentUpload upload = table.nextUpload(7).orElseThrow();
    add(3);
    table.noteTime(8);
    assertThat(table.oldestUnconfirmedMs()).hasValue(5);
    table.confirmed(upload);
    assertThat(table.oldestUnconfirmedMs()).hasValue(8);
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

  private void add(final int member) {
    apply(VIP, member, false);
  }

  private int apply(final SegmentName name, final int member, final boolean removes) {
    return table.apply(new SegmentChange(Optional.of(name), id(member), removes), P0, offset++);
  }

  private int apply(final SegmentTable to, final int member, final boolean removes) {
    return to.apply(new SegmentChange(Optional.of(VIP), id(member), removes), P0, offset++);
  }

  private static void assertIds(final LineUidSet list, final int... members) {
    assertThat(list.sorted())
        .isEqualTo(Arrays.stream(members).mapToObj(SegmentTableTest::id).toArray(LineUid[]::new));
  }

  private static LineUid id(final int member) {
    return new LineUid(0, member);
  }
}
