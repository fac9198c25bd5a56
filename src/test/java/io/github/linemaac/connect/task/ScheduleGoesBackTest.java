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
 * Members by the hour, in a partition whose offsets go back without a rebalance; the fixture's time
 * begins thirteen minutes past ten.
 */
class ScheduleGoesBackTest {
  private static final long HOUR_MS = 3_600_000;

  private final MemberPipelineFixture fixture =
      new MemberPipelineFixture("delivery.schedule", "@hourly", "flush.interval.ms", "86400000");

  @BeforeEach
  void assign() {
    fixture.context.assign(List.of(fixture.p0, fixture.p1));
    fixture.open(fixture.p0, fixture.p1);
  }

  @Test
  void whatAStartShowsIsGivenBackFromWhereTheNewerHistoryBegan() {
    fixture.put(record(7));
    fixture.put(record(3));
    pass(CatchUp.QUIET_MS);
    assertThat(fixture.context.takeRewoundTo()).isEqualTo(Map.of(fixture.p0, 3L));
    fixture.put();
    assertThat(fixture.delivery.isUnderWay()).isFalse();
  }

  @Test
  void whatIsGivenBackIsNoOtherHistory() {
    fixture.put(record(7));
    pass(CatchUp.QUIET_MS);
    assertThat(fixture.context.takeRewoundTo()).isEqualTo(Map.of(fixture.p0, 7L));
    pass(HOUR_MS);
    fixture.put(record(7));
    fixture.put(record(8));
    assertThat(fixture.held()).isEqualTo(2);
    fixture.put(record(8));
    assertThat(fixture.held()).as("that one is, from 8 on").isEqualTo(2);
  }

  @Test
  void whatIsGivenBackIsCountedOnce() {
    fixture.put(record(7));
    pass(CatchUp.QUIET_MS);
    assertThat(fixture.metrics.of(Metric.RECORDS_RECEIVED)).isZero();
    pass(HOUR_MS);
    fixture.put(record(7), record(8));
    assertThat(fixture.metrics.of(Metric.RECORDS_RECEIVED)).isEqualTo(2);
  }

  @Test
  void aWindowDeliversTheNewerHistoryAndThenCloses() {
    pass(CatchUp.QUIET_MS);
    assertThat(fixture.context.paused()).containsExactlyInAnyOrder(fixture.p0, fixture.p1);
    pass(HOUR_MS);
    fixture.put(record(500), record(501));
    fixture.put(record(0));
    assertThat(fixture.held()).isEqualTo(1);
    pass(CatchUp.QUIET_MS - 1);
    assertThat(fixture.context.paused()).as("it is read anew").isEmpty();
    pass(1);
    fixture.deliver();
    assertThat(fixture.has(0)).isTrue();
    assertThat(fixture.has(500)).isFalse();
    assertThat(fixture.committed(fixture.p0, 1)).contains(1L);
    assertThat(fixture.context.paused()).containsExactlyInAnyOrder(fixture.p0, fixture.p1);
  }

  private void pass(final long ms) {
    fixture.clock.advance(ms);
    fixture.put();
  }

  /** A record of this moment; the member has the offset's number. */
  private SinkRecord record(final int offset) {
    return new SinkRecord(
        fixture.p0.topic(),
        fixture.p0.partition(),
        null,
        null,
        null,
        Map.of("line_uid", TestRecords.lineUid(offset)),
        offset,
        fixture.clock.monotonicMs(),
        TimestampType.CREATE_TIME);
  }
}
