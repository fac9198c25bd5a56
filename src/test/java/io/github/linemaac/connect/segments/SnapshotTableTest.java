package io.github.linemaac.connect.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.MaacLimits;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.model.SnapshotId;
import io.github.linemaac.connect.model.SnapshotPart;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SnapshotTableTest {
  private static final SegmentName VIP = SegmentName.configured("vip");
  private static final SegmentName OTHER = SegmentName.named("other", "lists-0@1");
  private static final TopicPartition P0 = new TopicPartition("lists", 0);
  private static final TopicPartition P1 = new TopicPartition("lists", 1);
  private static final long MINUTE_MS = 60_000;

  private final SnapshotTable table = new SnapshotTable(0);
  private long offset;

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

  @Test
  void nothingIsReleasedBeforeEachPartitionIsReadPastTheMomentOfCompletion() {
    whole(1, 1);
    assertThat(table.beginWatch()).contains(Set.of(P0));
    whole(2, 1, 2);
    table.confirmed(next().orElseThrow());
    table.endWatch();
    assertThat(table.release()).as("the second was complete after that had begun").isFalse();
    assertThat(table.beginWatch()).isPresent();
    assertThat(table.beginWatch()).as("once each").isEmpty();
    table.endWatch();
    assertThat(table.release()).isTrue();
  }

  @Test
  void whereEachWatchedSnapshotHasARecordNothingElseIsLookedFor() {
    apply(new SnapshotPart.Joined(VIP, id(1), new LineUid(0, 1)), P0, 0);
    apply(new SnapshotPart.Joined(VIP, id(1), new LineUid(0, 2)), P1, 0);
    apply(new SnapshotPart.End(VIP, id(1), 2), P1, 0);
    apply(new SnapshotPart.End(OTHER, id(1), 0), P1, 0);
    assertThat(table.beginWatch()).contains(Set.of(P1));
  }

  @Test
  void aSupersededSnapshotsPartitionIsStillLookedAt() {
    apply(new SnapshotPart.Joined(VIP, id(1), new LineUid(0, 1)), P1, 0);
    whole(2, 1);
    table.confirmed(next().orElseThrow());
    assertThat(table.beginWatch()).contains(Set.of(P0));
    assertThat(first(P1)).as("a restart would read the newer one").isEmpty();
  }

  @Test
  void whatMaacHasIsKeptWholeWhileARestartWouldReadAPartOfIt() {
    apply(new SnapshotPart.Joined(OTHER, id(1), new LineUid(0, 1)), P0, 0);
    apply(new SnapshotPart.Joined(VIP, id(1), new LineUid(0, 1)), P0, 0);
    apply(new SnapshotPart.End(VIP, id(1), 1), P1, 0);
    table.confirmed(next().orElseThrow());
    watchAll();
    assertThat(table.release()).as("the other list waits before it").isFalse();
    assertThat(first(P1)).isPresent();
    apply(new SnapshotPart.End(OTHER, id(1), 1), P0, 0);
    table.confirmed(next().orElseThrow());
    watchAll();
    assertThat(table.release()).isTrue();
    assertThat(first(P0)).isEmpty();
    assertThat(first(P1)).isEmpty();
  }

  @Test
  void whatMaacHasIsKeptWhileARestartWouldReadWhatItHasSuperseded() {
    apply(new SnapshotPart.Joined(OTHER, id(1), new LineUid(0, 1)), P1, 0);
    apply(new SnapshotPart.End(VIP, id(1), 0), P1, 0);
    whole(2, 1);
    table.confirmed(next().orElseThrow());
    watchAll();
    assertThat(table.release()).as("the older one would be the only one").isFalse();
    assertThat(first(P0)).isPresent();
  }

  @Test
  void aSnapshotThatIsTooLongIsNoUploadButIsSupersededByOneThatIsNot() {
    for (int i = 0; i <= MaacLimits.SEGMENT_IDS; i++) {
      join(1, i);
    }
    assertThat(table.tooLarge(0)).isEmpty();
    end(1, MaacLimits.SEGMENT_IDS + 1);
    assertThat(table.tooLarge(0)).contains(VIP);
    assertThat(next()).isEmpty();
    whole(2, 1);
    assertThat(table.tooLarge(0)).isEmpty();
    assertThat(next()).isPresent();
  }

  @Test
  void ofManyBrokenRunsTheOldestAreNotHeld() {
    for (int run = 1; run <= 6; run++) {
      for (int i = 0; i < 280_000; i++) {
        join(run, i);
      }
    }
    assertThat(table.incomplete()).filteredOn(snapshot -> !snapshot.isHeld()).hasSize(1);
    assertThat(first(P0)).as("its offsets wait all the same").hasValue(0);
    end(1, 280_000);
    assertThat(next()).isEmpty();
    end(6, 280_000);
    assertThat(next()).isPresent();
  }

  @Test
  void whatWasBegunAnewIsConfirmedByNoOldUpload() {
    whole(1, 1);
    final SegmentUpload old = next().orElseThrow();
    table.forget();
    whole(1, 1);
    table.confirmed(old);
    assertThat(next().orElseThrow().generation()).isEqualTo(old.generation() + 1);
  }

  @Test
  void theAgeIsThatOfTheOldestThatIsNotSettled() {
    table.apply(new SnapshotPart.Joined(VIP, id(1), new LineUid(0, 1)), P0, 0, 100);
    table.apply(new SnapshotPart.End(VIP, id(2), 0), P0, 1, 200);
    assertThat(table.oldestUnconfirmedMs()).hasValue(100);
    table.confirmed(table.nextUpload(200).orElseThrow());
    assertThat(table.oldestUnconfirmedMs()).isEmpty();
  }

  private void watchAll() {
    table.beginWatch();
    table.endWatch();
  }

  private Optional<SegmentUpload> next() {
    return table.nextUpload(0);
  }

  private OptionalLong first(final TopicPartition partition) {
    return table.firstUnconfirmed(partition);
  }

  private void whole(final int run, final int... members) {
    for (final int member : members) {
      join(run, member);
    }
    end(run, members.length);
  }

  private void join(final int run, final int member) {
    apply(new SnapshotPart.Joined(VIP, id(run), new LineUid(0, member)), P0, 0);
  }

  private void reject(final int run, final int what) {
    apply(new SnapshotPart.Rejected(VIP, id(run), new LineUid(0, what)), P0, 0);
  }

  private void end(final int run, final long ids) {
    apply(new SnapshotPart.End(VIP, id(run), ids), P0, 0);
  }

  private void apply(final SnapshotPart part, final TopicPartition partition, final long nowMs) {
    table.apply(part, partition, offset++, nowMs);
  }

  private static SnapshotId id(final int run) {
    return SnapshotId.of(Integer.toString(run));
  }
}
