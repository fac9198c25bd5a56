package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.connect.schedule.Lag;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** When lists that are read from the topic count as caught up, in a world that is not tidy. */
class SegmentCatchUpTest {
  private static final long MINUTE_MS = 60_000;

  private final SegmentPipelineFixture bench = new SegmentPipelineFixture();

  @Test
  void aRecordEachFourSecondsWithOldTimestampsAndNoLagIsCaughtUp() {
    bench.lag = new Lag.Awaited();
    bench.open(bench.p0);
    bench.lag = new Lag.Known(0);
    for (int i = 0; i < 15 && !bench.delivery.isUnderWay(); i++) {
      bench.pass(4_000);
      bench.put(bench.old(bench.p0, i, i));
    }
    bench.deliver();
    assertThat(bench.members()).isNotEmpty();
    assertThat(bench.committed(bench.p0, 1)).contains(1L);
  }

  @Test
  void recordsWithoutATimestampAreCaughtUpToo() {
    bench.lag = new Lag.Awaited();
    bench.open(bench.p0);
    bench.lag = new Lag.Known(0);
    for (int i = 0; i < 15 && !bench.delivery.isUnderWay(); i++) {
      bench.pass(4_000);
      bench.put(withoutTimestamp(bench.old(bench.p0, i, i)));
    }
    assertThat(bench.delivery.isUnderWay()).isTrue();
  }

  @Test
  void aTimestampAheadOfTimeEndsNothingWhileATransformDropsRecordsAndALagIsShown() {
    bench.lag = new Lag.Awaited();
    bench.open(bench.p0);
    bench.lag = new Lag.Known(500);
    bench.put(bench.old(bench.p0, 5, 1));
    bench.lag = new Lag.Known(490);
    bench.put(ahead(bench.fresh(bench.p0, 509, 2)));
    bench.put();
    assertThat(bench.delivery.isUnderWay()).isFalse();
    bench.lag = new Lag.Known(0);
    bench.put();
    assertThat(bench.delivery.isUnderWay()).isTrue();
  }

  @Test
  void whereNoLagIsShownOldRecordsThatNeverPauseAreCaughtUpInTheEnd() {
    bench.open(bench.p0);
    long offset = 0;
    while (!bench.delivery.isUnderWay() && offset < 10_000) {
      bench.pass(4_000);
      bench.put(bench.old(bench.p0, offset, (int) (offset % 300)));
      offset++;
    }
    bench.deliver();
    assertThat(bench.members()).hasSize(300);
  }

  @Test
  void whereNoLagIsShownThePauseOfAQuotaUploadsNothingHalf() {
    bench.open(bench.p0);
    bench.put(bench.old(bench.p0, 0, 1));
    for (int ms = 0; ms < 30_000; ms += 500) {
      bench.pass(500);
      bench.put();
    }
    assertThat(bench.delivery.isUnderWay()).isFalse();
  }

  @Test
  void whatADeletedTopicHeldIsNotAwaitedForEver() {
    bench.open(bench.p0, bench.p1);
    bench.put(bench.fresh(bench.p0, 0, 1), bench.fresh(bench.p1, 0, 2));
    bench.deliver();
    bench.close(bench.p0, bench.p1);
    bench.open(bench.p0);
    bench.put(bench.old(bench.p0, 0, 1), bench.fresh(bench.p0, 1, 3));
    bench.pass(2 * MINUTE_MS);
    bench.put();
    assertThat(bench.delivery.isUnderWay()).as("it may come back").isFalse();
    bench.pass(8 * MINUTE_MS);
    bench.put();
    bench.deliver();
    assertThat(bench.members()).hasSize(2);
    assertThat(bench.committed(bench.p0, 2)).contains(2L);
  }

  @Test
  void whatADeletedTopicHeldLeavesAListOnlyAsFarAsItMayShrink() {
    final SegmentPipelineFixture guarded =
        new SegmentPipelineFixture("segment.max.shrink.percent", "20");
    guarded.open(guarded.p0, guarded.p1);
    for (int i = 0; i < 50; i++) {
      guarded.put(guarded.old(guarded.p0, i, i), guarded.old(guarded.p1, i, 100 + i));
    }
    guarded.put(guarded.fresh(guarded.p0, 50, 1), guarded.fresh(guarded.p1, 50, 100));
    guarded.deliver();
    guarded.close(guarded.p1);
    guarded.put();
    for (int i = 0; i < 50; i++) {
      guarded.put(guarded.old(guarded.p0, i, i));
    }
    guarded.put(guarded.fresh(guarded.p0, 50, 1));
    guarded.pass(10 * MINUTE_MS);
    guarded.put();
    guarded.run();
    assertThatThrownBy(guarded::put).hasMessageContaining("segment.max.shrink.percent");
    assertThat(guarded.members()).hasSize(100);
  }

  @Test
  void theLagFromBeforeTheRewindIsNotThatOfARebuildEvenIfItMoves() {
    bench.lag = new Lag.Known(3);
    bench.open(bench.p0, bench.p1);
    bench.lag = new Lag.Known(0);
    bench.pass(6_000);
    bench.put(bench.fresh(bench.p0, 0, 1), bench.fresh(bench.p1, 0, 2));
    bench.deliver();
    bench.put(bench.fresh(bench.p0, 1, 3));
    bench.lag = new Lag.Known(2);
    bench.close(bench.p1);
    bench.lag = new Lag.Known(0);
    bench.put(bench.fresh(bench.p0, 2, 4), bench.fresh(bench.p0, 3, 5));
    bench.open(bench.p1);
    bench.put(bench.fresh(bench.p1, 0, 2));
    bench.maac.takeCalls();
    bench.pass(30_000);
    bench.put();
    assertThat(bench.delivery.isUnderWay()).as("P0 is read from its beginning").isFalse();
  }

  private static SinkRecord withoutTimestamp(final SinkRecord record) {
    return at(record, null);
  }

  private static SinkRecord ahead(final SinkRecord record) {
    return at(record, record.timestamp() + 10 * MINUTE_MS);
  }

  private static SinkRecord at(final SinkRecord record, final Long timestampMs) {
    return record.newRecord(
        record.topic(),
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        timestampMs);
  }
}
