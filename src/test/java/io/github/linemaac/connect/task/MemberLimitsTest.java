package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.support.TestRecords;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pipeline of members sends at most in one body, and holds at most in memory. */
class MemberLimitsTest {
  private static final int MIB = 1 << 20;

  /** A field that nobody reads, so that a record is heavy and its row is light. */
  private static final String UNREAD = "x".repeat(MIB);

  private final MemberPipelineFixture fixture =
      new MemberPipelineFixture("batch.max.records", "10000", "flush.interval.ms", "86400000");

  @BeforeEach
  void assign() {
    fixture.open(fixture.p0);
    fixture.sandbox.settings().imports.durationMs = 0;
  }

  @Test
  void aBodyIsFullAtTenMillionBytes() {
    // JSON escapes a quotation mark, so that the row is twice as long as the text.
    final List<String> tags = IntStream.range(0, 4).mapToObj(i -> "\"".repeat(240) + i).toList();
    final int rows = 6_000;
    for (int i = 0; i < rows; i++) {
      fixture.put(
          TestRecords.at(fixture.p0, i, Map.of("line_uid", TestRecords.lineUid(i), "tags", tags)));
    }
    assertThat(fixture.delivery.isUnderWay()).isTrue();
    fixture.send();
    assertThat(fixture.sandbox.imports().stats().rowsAccepted())
        .as("rows of two kilobytes in ten megabytes")
        .isBetween(4_950L, 5_050L);
    assertThat(fixture.sandbox.account().violations()).isEmpty();
  }

  @Test
  void aBatchIsFullAt48MebibytesOfMemory() {
    int records = 0;
    while (!fixture.delivery.isUnderWay()) {
      fixture.put(heavy(records++));
    }
    assertThat(fixture.metrics.of(Metric.BUFFERED_BYTES)).isBetween(48.0 * MIB, 55.0 * MIB);
    assertThat(fixture.context.paused()).isEmpty();
  }

  @Test
  void partitionsArePausedAt128MebibytesAndFlowAgainBelowHalfOfThat() {
    int records = 0;
    while (fixture.context.paused().isEmpty()) {
      fixture.put(heavy(records++));
    }
    assertThat(fixture.metrics.of(Metric.BUFFERED_BYTES)).isBetween(128.0 * MIB, 135.0 * MIB);
    while (!fixture.context.paused().isEmpty()) {
      fixture.delivery.runDue(1);
      fixture.clock.advance(100);
      fixture.put();
    }
    assertThat(fixture.metrics.of(Metric.BUFFERED_BYTES)).isLessThanOrEqualTo(64.0 * MIB);
  }

  /** It weighs six mebibytes. */
  private SinkRecord heavy(final int offset) {
    return TestRecords.at(
        fixture.p0, offset, Map.of("line_uid", TestRecords.lineUid(offset), "unread", UNREAD));
  }
}
