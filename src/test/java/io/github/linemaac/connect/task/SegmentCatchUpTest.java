package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.connect.schedule.Lag;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** When lists that are read from the topic count as caught up, in a world that is not tidy. */
class SegmentCatchUpTest {
  private static final long MINUTE_MS = 60_000;

  private final SegmentPipelineFixture fixture = new SegmentPipelineFixture();

  @Test
  void aRecordEachFourSecondsWithOldTimestampsAndNoLagIsCaughtUp() {
    fixture.lag = new Lag.Awaited();
    fixture.open(fixture.p0);
    fixture.lag = new Lag.Known(0);
    for (int i = 0; i < 15 && !fixture.delivery.isUnderWay(); i++) {
      fixture.pass(4_000);
      fixture.put(fixture.old(fixture.p0, i, i));
    }
    fixture.deliver();
    assertThat(fixture.members()).isNotEmpty();
    assertThat(fixture.committed(fixture.p0, 1)).contains(1L);
  }

  @Test
  void recordsWithoutATimestampAreCaughtUpToo() {
    fixture.lag = new Lag.Awaited();
    fixture.open(fixture.p0);
    fixture.lag = new Lag.Known(0);
    for (int i = 0; i < 15 && !fixture.delivery.isUnderWay(); i++) {
      fixture.pass(4_000);
      fixture.put(withoutTimestamp(fixture.old(fixture.p0, i, i)));
    }
    assertThat(fixture.delivery.isUnderWay()).isTrue();
  }

  @Test
  void aTimestampAheadOfTimeEndsNothingWhileATransformDropsRecordsAndALagIsShown() {
    fixture.lag = new Lag.Awaited();
    fixture.open(fixture.p0);
    fixture.lag = new Lag.Known(500);
    fixture.put(fixture.old(fixture.p0, 5, 1));
    fixture.lag = new Lag.Known(490);
    fixture.put(ahead(fixture.fresh(fixture.p0, 509, 2)));
    fixture.put();
    assertThat(fixture.delivery.isUnderWay()).isFalse();
    fixture.lag = new Lag.Known(0);
    fixture.put();
    assertThat(fixture.delivery.isUnderWay()).isTrue();
  }

  @Test
  void whereNoLagIsShownOldRecordsThatNeverPauseAreCaughtUpInTheEnd() {
    fixture.open(fixture.p0);
    long offset = 0;
    while (!fixture.delivery.isUnderWay() && offset < 10_000) {
      fixture.pass(4_000);
      fixture.put(fixture.old(fixture.p0, offset, (int) (offset % 300)));
      offset++;
    }
    fixture.deliver();
    assertThat(fixture.members()).hasSize(300);
  }

  @Test
  void whereNoLagIsShownThePauseOfAQuotaUploadsNothingHalf() {
    fixture.open(fixture.p0);
    fixture.put(fixture.old(fixture.p0, 0, 1));
    for (int ms = 0; ms < 30_000; ms += 500) {
      fixture.pass(500);
      fixture.put();
    }
    assertThat(fixture.delivery.isUnderWay()).isFalse();
  }

  @Test
  void whatADeletedTopicHeldIsNotAwaitedForEver() {
    fixture.open(fixture.p0, fixture.p1);
    fixture.put(fixture.fresh(fixture.p0, 0, 1), fixture.fresh(fixture.p1, 0, 2));
    fixture.deliver();
    fixture.close(fixture.p0, fixture.p1);
    fixture.open(fixture.p0);
    fixture.put(fixture.old(fixture.p0, 0, 1), fixture.fresh(fixture.p0, 1, 3));
    fixture.pass(2 * MINUTE_MS);
    fixture.put();
    assertThat(fixture.delivery.isUnderWay()).as("it may come back").isFalse();
    fixture.pass(8 * MINUTE_MS);
    fixture.put();
    fixture.deliver();
    assertThat(fixture.members()).hasSize(2);
    assertThat(fixture.committed(fixture.p0, 2)).contains(2L);
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
    fixture.lag = new Lag.Known(3);
    fixture.open(fixture.p0, fixture.p1);
    fixture.lag = new Lag.Known(0);
    fixture.pass(6_000);
    fixture.put(fixture.fresh(fixture.p0, 0, 1), fixture.fresh(fixture.p1, 0, 2));
    fixture.deliver();
    fixture.put(fixture.fresh(fixture.p0, 1, 3));
    fixture.lag = new Lag.Known(2);
    fixture.close(fixture.p1);
    fixture.lag = new Lag.Known(0);
    fixture.put(fixture.fresh(fixture.p0, 2, 4), fixture.fresh(fixture.p0, 3, 5));
    fixture.open(fixture.p1);
    fixture.put(fixture.fresh(fixture.p1, 0, 2));
    fixture.maac.takeCalls();
    fixture.pass(30_000);
    fixture.put();
    assertThat(fixture.delivery.isUnderWay()).as("P0 is read from its beginning").isFalse();
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
