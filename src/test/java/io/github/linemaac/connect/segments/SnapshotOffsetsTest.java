package io.github.linemaac.connect.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.MaacLimits;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.model.SnapshotPart;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Which offsets snapshots hold back, and what a restart would read of them. */
class SnapshotOffsetsTest extends SnapshotTableFixture {
  private static final TopicPartition P1 = new TopicPartition("lists", 1);

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
}
