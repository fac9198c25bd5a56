package io.github.linemaac.connect.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SnapshotId;
import io.github.linemaac.connect.model.SnapshotPart;
import io.github.linemaac.connect.upload.Step;
import io.github.linemaac.connect.upload.UploadStateMachine;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What the longest list costs, at the moment when it is on its way. */
class SegmentMemoryTest {
  private static final int IDS = 300_000;
  private static final long MAX_BYTES = 40_000_000;

  /** Table and upload hold 8.4 MB each, and the body of the call 10.2 MB. */
  @Test
  void aFullListAndItsFirstUploadCostLessThan40Megabytes() {
    final SegmentFixture fixture = new SegmentFixture();
    final long before = usedBytes();
    final SegmentTable table = new SegmentTable(false, false, 0);
    final Optional<SegmentName> name = Optional.of(SegmentName.configured(SegmentFixture.NAME));
    final TopicPartition partition = new TopicPartition("members", 0);
    for (int i = 0; i < IDS; i++) {
      table.apply(new SegmentChange(name, new LineUid(i * 31L, ~i), false), partition, i);
    }
    final UploadStateMachine machine = fixture.begin(table.nextUpload(0).orElseThrow());
    for (int looks = 0; looks < 2; looks++) {
      final Step.Call search = (Step.Call) machine.next(fixture.clock.monotonicMs());
      machine.answered(fixture.maac.call(search.request()), fixture.clock.monotonicMs());
      fixture.clock.advance(2_000);
    }
    final Request upload = ((Step.Call) machine.next(fixture.clock.monotonicMs())).request();

    final long cost = usedBytes() - before;

    assertThat(upload.body().lengthBytes()).isGreaterThan(34 * IDS);
    assertThat(List.of(table, machine)).hasSize(2);
    assertThat(cost).isBetween(25_000_000L, MAX_BYTES);
  }

  /** Each snapshot holds 8.4 MB, and the body of the call that uploads the first 10.2 MB. */
  @Test
  void aSnapshotBesideTheOneBeforeItCostsLessThan40Megabytes() {
    final SegmentFixture fixture = new SegmentFixture();
    final long before = usedBytes();
    final SnapshotTable table = new SnapshotTable(0);
    gather(table, "1");
    final UploadStateMachine machine = fixture.begin(table.nextUpload(0).orElseThrow());
    for (int looks = 0; looks < 2; looks++) {
      final Step.Call search = (Step.Call) machine.next(fixture.clock.monotonicMs());
      machine.answered(fixture.maac.call(search.request()), fixture.clock.monotonicMs());
      fixture.clock.advance(2_000);
    }
    final Request upload = ((Step.Call) machine.next(fixture.clock.monotonicMs())).request();
    gather(table, "2");

    final long cost = usedBytes() - before;

    assertThat(upload.body().lengthBytes()).isGreaterThan(34 * IDS);
    assertThat(table.openSnapshots()).isEqualTo(2);
    assertThat(List.of(table, machine)).hasSize(2);
    assertThat(cost).isBetween(16_000_000L, MAX_BYTES);
  }

  private static void gather(final SnapshotTable table, final String run) {
    final SegmentName name = SegmentName.configured(SegmentFixture.NAME);
    final SnapshotId snapshot = SnapshotId.of(run);
    final TopicPartition partition = new TopicPartition("members", 0);
    for (int i = 0; i < IDS; i++) {
      final LineUid id = new LineUid(i * 31L, ~i);
      table.apply(new SnapshotPart.Joined(name, snapshot, id), partition, i, 0);
    }
    table.apply(new SnapshotPart.End(name, snapshot, IDS), partition, IDS, 0);
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    final Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
