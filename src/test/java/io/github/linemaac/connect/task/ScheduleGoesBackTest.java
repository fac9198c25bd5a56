package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.schedule.CatchUp;
import io.github.linemaac.connect.support.TestRecords;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Members by the hour, in a partition whose offsets go back without a rebalance; the bench's time
 * begins thirteen minutes past ten.
 */
class ScheduleGoesBackTest {
  private static final long HOUR_MS = 3_600_000;

  private final MemberPipelineFixture bench =
      new MemberPipelineFixture("delivery.schedule", "@hourly", "flush.interval.ms", "86400000");

  @BeforeEach
  void assign() {
    bench.intake.assign(List.of(bench.p0, bench.p1));
    bench.open(bench.p0, bench.p1);
  }

  @Test
  void whatAStartShowsIsGivenBackFromWhereTheNewerHistoryBegan() {
    bench.put(record(7));
    bench.put(record(3));
    pass(CatchUp.QUIET_MS);
    assertThat(bench.intake.takeRewoundTo()).isEqualTo(Map.of(bench.p0, 3L));
    bench.put();
    assertThat(bench.delivery.isUnderWay()).isFalse();
  }

  @Test
  void whatIsGivenBackIsNoOtherHistory() {
    bench.put(record(7));
    pass(CatchUp.QUIET_MS);
    assertThat(bench.intake.takeRewoundTo()).isEqualTo(Map.of(bench.p0, 7L));
    pass(HOUR_MS);
    bench.put(record(7));
    bench.put(record(8));
    assertThat(bench.held()).isEqualTo(2);
    bench.put(record(8));
    assertThat(bench.held()).as("that one is, from 8 on").isEqualTo(2);
  }

  @Test
  void whatIsGivenBackIsCountedOnce() {
    bench.put(record(7));
    pass(CatchUp.QUIET_MS);
    assertThat(bench.metrics.of(Metric.RECORDS_RECEIVED)).isZero();
    pass(HOUR_MS);
    bench.put(record(7), record(8));
    assertThat(bench.metrics.of(Metric.RECORDS_RECEIVED)).isEqualTo(2);
  }

  @Test
  void aWindowDeliversTheNewerHistoryAndThenCloses() {
    pass(CatchUp.QUIET_MS);
    assertThat(bench.intake.paused()).containsExactlyInAnyOrder(bench.p0, bench.p1);
    pass(HOUR_MS);
    bench.put(record(500), record(501));
    bench.put(record(0));
    assertThat(bench.held()).isEqualTo(1);
    pass(CatchUp.QUIET_MS - 1);
    assertThat(bench.intake.paused()).as("it is read anew").isEmpty();
    pass(1);
    bench.deliver();
    assertThat(bench.has(0)).isTrue();
    assertThat(bench.has(500)).isFalse();
    assertThat(bench.committed(bench.p0, 1)).contains(1L);
    assertThat(bench.intake.paused()).containsExactlyInAnyOrder(bench.p0, bench.p1);
  }

  private void pass(final long ms) {
    bench.clock.advance(ms);
    bench.put();
  }

  /** A record of this moment; the member has the offset's number. */
  private SinkRecord record(final int offset) {
    return new SinkRecord(
        bench.p0.topic(),
        bench.p0.partition(),
        null,
        null,
        null,
        Map.of("line_uid", TestRecords.lineUid(offset)),
        offset,
        bench.clock.monotonicMs(),
        TimestampType.CREATE_TIME);
  }
}
