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

  private final MemberPipelineFixture bench =
      new MemberPipelineFixture("batch.max.records", "10000", "flush.interval.ms", "86400000");

  @BeforeEach
  void assign() {
    bench.open(bench.p0);
    bench.sandbox.settings().imports.durationMs = 0;
  }

  @Test
  void aBodyIsFullAtTenMillionBytes() {
    // JSON escapes a quotation mark, so that the row is twice as long as the text.
    final List<String> tags = IntStream.range(0, 4).mapToObj(i -> "\"".repeat(240) + i).toList();
    final int rows = 6_000;
    for (int i = 0; i < rows; i++) {
      bench.put(
          TestRecords.at(bench.p0, i, Map.of("line_uid", TestRecords.lineUid(i), "tags", tags)));
    }
    assertThat(bench.delivery.isUnderWay()).isTrue();
    bench.send();
    assertThat(bench.sandbox.imports().stats().rowsAccepted())
        .as("rows of two kilobytes in ten megabytes")
        .isBetween(4_950L, 5_050L);
    assertThat(bench.sandbox.account().violations()).isEmpty();
  }

  @Test
  void aBatchIsFullAt48MebibytesOfMemory() {
    int records = 0;
    while (!bench.delivery.isUnderWay()) {
      bench.put(heavy(records++));
    }
    assertThat(bench.metrics.of(Metric.BUFFERED_BYTES)).isBetween(48.0 * MIB, 55.0 * MIB);
    assertThat(bench.intake.paused()).isEmpty();
  }

  @Test
  void partitionsArePausedAt128MebibytesAndFlowAgainBelowHalfOfThat() {
    int records = 0;
    while (bench.intake.paused().isEmpty()) {
      bench.put(heavy(records++));
    }
    assertThat(bench.metrics.of(Metric.BUFFERED_BYTES)).isBetween(128.0 * MIB, 135.0 * MIB);
    while (!bench.intake.paused().isEmpty()) {
      bench.delivery.runDue(1);
      bench.clock.advance(100);
      bench.put();
    }
    assertThat(bench.metrics.of(Metric.BUFFERED_BYTES)).isLessThanOrEqualTo(64.0 * MIB);
  }

  /** It weighs six mebibytes. */
  private SinkRecord heavy(final int offset) {
    return TestRecords.at(
        bench.p0, offset, Map.of("line_uid", TestRecords.lineUid(offset), "unread", UNREAD));
  }
}
