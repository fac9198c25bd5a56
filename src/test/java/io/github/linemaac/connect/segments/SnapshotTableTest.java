package io.github.linemaac.connect.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.model.SnapshotPart;
import org.junit.jupiter.api.Test;

/** When a snapshot is complete, and which one is uploaded. */
class SnapshotTableTest extends SnapshotTableFixture {
  private static final long MINUTE_MS = 60_000;

  @Test
  void nothingIsUploadedBeforeTheEndRecordAndEachIdOfIt() {
    join(1, 1);
    join(1, 2);
    assertThat(next()).isEmpty();
    end(1, 3);
    assertThat(next()).isEmpty();
    join(1, 2);
    assertThat(next()).as("a second record of an id is no other id").isEmpty();
    join(1, 3);
    assertThat(next().orElseThrow().joined().size()).isEqualTo(3);
  }

  @Test
  void anEndRecordThatComesFirstChangesNothing() {
    end(1, 2);
    join(1, 1);
    assertThat(next()).isEmpty();
    join(1, 2);
    assertThat(next().orElseThrow().joined().size()).isEqualTo(2);
  }

  @Test
  void aRejectedIdCountsOnceAndIsNotUploaded() {
    reject(1, 99);
    reject(1, 99);
    join(1, 1);
    end(1, 3);
    assertThat(next()).isEmpty();
    join(1, 2);
    assertThat(next().orElseThrow().joined().size()).isEqualTo(2);
  }

  @Test
  void anIdThatIsBothRejectedAndTakenIsOne() {
    reject(1, 1);
    join(1, 1);
    reject(1, 1);
    end(1, 2);
    assertThat(next()).isEmpty();
    join(1, 2);
    assertThat(next().orElseThrow().joined().size()).isEqualTo(2);
  }

  @Test
  void moreIdsThanTheEndRecordSaysAreNotComplete() {
    join(1, 1);
    join(1, 2);
    end(1, 1);
    assertThat(next()).isEmpty();
    assertThat(table.incomplete())
        .singleElement()
        .satisfies(
            snapshot -> {
              assertThat(snapshot.ids()).isEqualTo(2);
              assertThat(snapshot.size()).hasValue(1);
              assertThat(snapshot.missing()).isZero();
            });
  }

  @Test
  void onlyAnEndRecordOfNoneSaysThatNobodyIsOnTheList() {
    end(1, 0);
    final SegmentUpload empty = next().orElseThrow();
    assertThat(empty.joined().isEmpty()).isTrue();
    assertThat(empty.mayBeEmpty()).isTrue();
    table.confirmed(empty);
    end(2, 1);
    reject(2, 99);
    final SegmentUpload rejected = next().orElseThrow();
    assertThat(rejected.joined().isEmpty()).isTrue();
    assertThat(rejected.mayBeEmpty()).isFalse();
  }

  @Test
  void theNewestCompleteSnapshotGoesOutAndSupersedesTheOlder() {
    whole(9, 1, 2);
    whole(10, 3);
    join(11, 4);
    final SegmentUpload upload = next().orElseThrow();
    assertThat(upload.joined().contains(new LineUid(0, 3))).isTrue();
    table.confirmed(upload);
    assertThat(next()).isEmpty();
    assertThat(table.superseded()).isEqualTo(1);
    assertThat(table.openSnapshots()).isEqualTo(1);
  }

  @Test
  void aBrokenRunIsSupersededByTheNextAndItsOffsetsWithIt() {
    join(1, 1);
    assertThat(first(P0)).hasValue(0);
    whole(2, 1, 2);
    table.confirmed(next().orElseThrow());
    assertThat(first(P0)).as("MAAC has it, and older ones may still come").hasValue(1);
    watchAll();
    assertThat(table.release()).isTrue();
    assertThat(first(P0)).isEmpty();
    assertThat(table.incomplete()).isEmpty();
  }

  @Test
  void whatComesLateIsPassedOverAndCounted() {
    whole(5, 1, 2);
    final SegmentUpload upload = next().orElseThrow();
    join(5, 7);
    assertThat(upload.joined().size()).as("what is on its way does not change").isEqualTo(2);
    table.confirmed(upload);
    join(5, 8);
    whole(4, 9);
    watchAll();
    table.release();
    assertThat(next()).isEmpty();
    assertThat(table.late()).isEqualTo(4);
    assertThat(first(P0)).isEmpty();
  }

  @Test
  void eachListHasSnapshotsOfItsOwn() {
    whole(5, 1);
    apply(new SnapshotPart.Joined(OTHER, id(1), new LineUid(0, 1)), P0, 0);
    table.confirmed(next().orElseThrow());
    assertThat(table.incomplete()).hasSize(1);
    apply(new SnapshotPart.End(OTHER, id(1), 1), P0, 0);
    assertThat(next().orElseThrow().name()).isEqualTo(OTHER);
  }

  @Test
  void whoHasWaitedLongestGoesFirst() {
    final SnapshotTable slow = new SnapshotTable(MINUTE_MS);
    slow.apply(new SnapshotPart.End(VIP, id(1), 0), P0, 0, 0);
    slow.apply(new SnapshotPart.End(OTHER, id(1), 0), P0, 1, 10);
    final SegmentUpload first = slow.nextUpload(20).orElseThrow();
    assertThat(first.name()).isEqualTo(VIP);
    slow.apply(new SnapshotPart.End(VIP, id(2), 0), P0, 2, 20);
    slow.confirmed(first);
    final SegmentUpload second = slow.nextUpload(30).orElseThrow();
    assertThat(second.name()).isEqualTo(OTHER);
    slow.confirmed(second);
    assertThat(slow.nextUpload(40)).as("at most one in a minute").isEmpty();
    assertThat(slow.dueMs()).hasValue(20 + MINUTE_MS);
    assertThat(slow.nextUpload(20 + MINUTE_MS)).isPresent();
  }

  private void reject(final int run, final int what) {
    apply(new SnapshotPart.Rejected(VIP, id(run), new LineUid(0, what)), P0, 0);
  }
}
