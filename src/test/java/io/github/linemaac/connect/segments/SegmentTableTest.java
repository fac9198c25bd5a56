package io.github.linemaac.connect.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Segments of which the topic says all, and when they are uploaded. */
class SegmentTableTest extends SegmentTableFixture {
  private static final TopicPartition P1 = new TopicPartition("members", 1);
  private static final SegmentName GOLD = SegmentName.configured("gold");

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
}
