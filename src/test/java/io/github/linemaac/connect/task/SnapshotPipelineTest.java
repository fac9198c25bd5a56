package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.schedule.Lag;
import io.github.linemaac.connect.support.TestRecords;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Snapshots from record to committed offset, in hand-set time. */
class SnapshotPipelineTest {
  private static final long MINUTE_MS = 60_000;

  private final SegmentPipelineFixture bench =
      new SegmentPipelineFixture("segment.mode", "snapshot", "segment.upload.interval.ms", "0");

  @Test
  void aSnapshotReplacesItsListAsAWholeAndIsCommitted() {
    begin(bench.p0);
    bench.put(id(bench.p0, 0, 1, 1), id(bench.p0, 1, 1, 2));
    bench.deliver();
    assertThat(bench.sandbox.segments().all()).isEmpty();
    assertThat(bench.committed(bench.p0, 2)).contains(0L);
    bench.put(end(bench.p0, 2, 1, 2));
    bench.deliver();
    assertThat(bench.members()).isEqualTo(members(1, 2));
    assertThat(bench.committed(bench.p0, 3)).contains(3L);
  }

  @Test
  void aBrokenRunIsNeverUploadedAndTheNextSupersedesIt() {
    begin(bench.p0);
    bench.put(id(bench.p0, 0, 1, 1), id(bench.p0, 1, 1, 2));
    bench.put(id(bench.p0, 2, 2, 3), end(bench.p0, 3, 2, 1));
    bench.deliver();
    assertThat(bench.members()).isEqualTo(members(3));
    assertThat(bench.committed(bench.p0, 4)).contains(4L);
    assertThat(bench.metrics.of(Metric.SNAPSHOTS_SUPERSEDED)).isEqualTo(1);
    assertThat(bench.metrics.of(Metric.SNAPSHOTS_INCOMPLETE)).isZero();
  }

  @Test
  void howFarAnIncompleteOneIsAndSinceWhenIsMeasured() {
    begin(bench.p0);
    bench.put(id(bench.p0, 0, 1, 1), end(bench.p0, 1, 1, 5));
    bench.pass(MINUTE_MS);
    bench.put();
    assertThat(bench.metrics.of(Metric.SNAPSHOTS_INCOMPLETE)).isEqualTo(1);
    assertThat(bench.metrics.of(Metric.SNAPSHOT_INCOMPLETE_AGE)).isEqualTo(MINUTE_MS);
    assertThat(bench.metrics.of(Metric.SNAPSHOT_INCOMPLETE_IDS)).isEqualTo(1);
    assertThat(bench.metrics.of(Metric.SNAPSHOT_MISSING_IDS)).isEqualTo(4);
    assertThat(bench.committed(bench.p0, 2)).contains(0L);
  }

  @Test
  void aRejectedIdCountsAndIsNotOnTheList() {
    begin(bench.p0);
    bench.put(id(bench.p0, 0, 1, 1), end(bench.p0, 2, 1, 2));
    bench.put(record(bench.p0, 3, Map.of("segment_snapshot", 1, "line_uid", "nobody")));
    bench.deliver();
    assertThat(bench.members()).isEqualTo(members(1));
    assertThat(bench.metrics.of(Metric.RECORDS_REJECTED)).isEqualTo(1);
    assertThat(bench.committed(bench.p0, 4)).contains(4L);
  }

  @Test
  void aLateRecordIsPassedOverAndCommitted() {
    begin(bench.p0);
    bench.put(id(bench.p0, 0, 2, 1), end(bench.p0, 1, 2, 1));
    bench.deliver();
    bench.put(id(bench.p0, 2, 2, 9), id(bench.p0, 3, 1, 9), end(bench.p0, 4, 1, 1));
    bench.deliver();
    assertThat(bench.members()).isEqualTo(members(1));
    assertThat(bench.metrics.of(Metric.SNAPSHOT_RECORDS_LATE)).isEqualTo(3);
    assertThat(bench.committed(bench.p0, 5)).contains(5L);
  }

  @Test
  void nothingIsUploadedBeforeWhatIsThereIsRead() {
    bench.open(bench.p0);
    bench.put(old(id(bench.p0, 0, 1, 1)), old(end(bench.p0, 1, 1, 1)));
    assertThat(bench.delivery.isUnderWay()).isFalse();
    bench.put(id(bench.p0, 2, 2, 2), end(bench.p0, 3, 2, 1));
    bench.deliver();
    assertThat(bench.sandbox.segments().uploads()).hasSize(1);
    assertThat(bench.members()).isEqualTo(members(2));
  }

  @Test
  void whatMaacHasIsNotCommittedWhileAnOlderOneMayComeFromAnotherPartition() {
    begin(bench.p0, bench.p1);
    bench.lag = new Lag.Known(0);
    bench.pass(MINUTE_MS);
    bench.put();
    bench.put(id(bench.p0, 0, 2, 1), end(bench.p0, 1, 2, 1));
    for (int i = 0; i < 100; i++) {
      bench.delivery.runDue(1);
      bench.pass(100);
      bench.put();
    }
    assertThat(bench.delivery.isUnderWay()).isFalse();
    assertThat(bench.members()).isEqualTo(members(1));
    assertThat(bench.committed(bench.p0, 2)).as("P1 has shown nothing since").contains(0L);
    bench.put(id(bench.p1, 0, 1, 9), end(bench.p1, 1, 1, 1));
    bench.pass(2 * MINUTE_MS);
    bench.put();
    assertThat(bench.members()).isEqualTo(members(1));
    assertThat(bench.committed(bench.p0, 2)).contains(2L);
    assertThat(bench.committed(bench.p1, 2)).contains(2L);
  }

  @Test
  void aPartitionThatHasGivenARecordOfTheSnapshotNeedsNoOtherSign() {
    begin(bench.p0, bench.p1);
    bench.put(id(bench.p0, 0, 2, 1), id(bench.p1, 0, 2, 2), end(bench.p1, 1, 2, 2));
    bench.deliver();
    assertThat(bench.committed(bench.p0, 1)).contains(1L);
    assertThat(bench.committed(bench.p1, 2)).contains(2L);
  }

  @Test
  void whenAPartitionIsTakenAwayTheOthersGoBackToWhatIsNotSettled() {
    begin(bench.p0, bench.p1);
    bench.put(id(bench.p0, 5, 1, 1), id(bench.p1, 7, 1, 2));
    bench.close(bench.p1);
    assertThat(bench.context.takeRewoundTo()).isEqualTo(Map.of(bench.p0, 5L));
    bench.put(id(bench.p0, 6, 1, 3));
    assertThat(bench.committed(bench.p0, 7)).as("it comes again").contains(5L);
    bench.open(bench.p1);
    bench.put(id(bench.p0, 5, 1, 1), id(bench.p0, 6, 1, 3), id(bench.p1, 7, 1, 2));
    bench.put(end(bench.p1, 8, 1, 3));
    bench.deliver();
    assertThat(bench.members()).isEqualTo(members(1, 2, 3));
    assertThat(bench.committed(bench.p0, 7)).contains(7L);
  }

  @Test
  void whenATopicWasMadeAnewNothingOfTheOldOneIsCounted() {
    begin(bench.p0);
    bench.put(id(bench.p0, 5, 1, 1), id(bench.p0, 6, 1, 2));
    bench.put(id(bench.p0, 0, 1, 3), end(bench.p0, 1, 1, 3));
    bench.deliver();
    assertThat(bench.sandbox.segments().all()).isEmpty();
    bench.put(id(bench.p0, 2, 1, 4), id(bench.p0, 3, 1, 5));
    bench.deliver();
    assertThat(bench.members()).isEqualTo(members(3, 4, 5));
  }

  @Test
  void aSnapshotThatLosesTooManyFailsTheTask() {
    final SegmentPipelineFixture guarded =
        new SegmentPipelineFixture("segment.mode", "snapshot", "segment.max.shrink.percent", "20");
    guarded.sandbox.segments().plantList("vip", members(1, 2, 3, 4), guarded.clock.monotonicMs());
    guarded.open(guarded.p0);
    guarded.put(id(guarded.p0, 0, 1, 1), fresh(guarded, end(guarded.p0, 1, 1, 1)));
    guarded.run();
    assertThatThrownBy(guarded::put).hasMessageContaining("segment.max.shrink.percent");
    assertThat(guarded.committed(guarded.p0, 2)).contains(0L);
  }

  @Test
  void aSnapshotThatDiffersFromRecordToRecordFailsTheTask() {
    begin(bench.p0);
    for (int i = 0; i < 1_000; i++) {
      bench.put(id(bench.p0, i, i, 1));
    }
    assertThatThrownBy(() -> bench.put(id(bench.p0, 1_000, 1_000, 1)))
        .hasMessageContaining("field.segment_snapshot");
  }

  private void begin(final TopicPartition... partitions) {
    bench.open(partitions);
  }

  private SinkRecord old(final SinkRecord record) {
    return at(record, 1L);
  }

  private static SinkRecord fresh(final SegmentPipelineFixture on, final SinkRecord record) {
    return at(record, on.clock.monotonicMs() + 1);
  }

  private static SinkRecord at(final SinkRecord record, final long timestampMs) {
    return record.newRecord(
        record.topic(), record.kafkaPartition(), null, null, null, record.value(), timestampMs);
  }

  private SinkRecord id(
      final TopicPartition partition, final long offset, final int run, final int member) {
    return record(
        partition,
        offset,
        Map.of("segment_snapshot", run, "line_uid", TestRecords.lineUid(member)));
  }

  private SinkRecord end(
      final TopicPartition partition, final long offset, final int run, final int ids) {
    final Map<String, Object> value = new HashMap<>();
    value.put("segment_snapshot", run);
    value.put("segment_action", "complete");
    value.put("segment_size", ids);
    return record(partition, offset, value);
  }

  private SinkRecord record(
      final TopicPartition partition, final long offset, final Map<String, Object> value) {
    return new SinkRecord(
        partition.topic(),
        partition.partition(),
        null,
        null,
        null,
        value,
        offset,
        bench.clock.monotonicMs() + 1,
        TimestampType.CREATE_TIME);
  }

  private static List<String> members(final int... numbers) {
    return Arrays.stream(numbers).mapToObj(TestRecords::lineUid).toList();
  }
}
