package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several lists that all change all the time: each gets its turn, and offsets move. */
class SegmentFairnessTest {

  @ParameterizedTest
  @CsvSource({"4, 20000", "20, 2300", "20, 10000"})
  void eachListIsUploadedAndOffsetsMoveWhileRecordsKeepComing(
      final int lists, final long readyAfterMs) {
    final SegmentPipelineFixture fixture = new SegmentPipelineFixture();
    fixture.sandbox.settings().segments.readyAfterMs = readyAfterMs;
    // Each list waits for the interval, and for one upload of each list and of its own twice.
    final long boundMs = 60_000 + (lists + 2) * (readyAfterMs + 2_000);
    final List<Long> cameMs = new ArrayList<>();
    fixture.open(fixture.p0);
    for (long untilMs = fixture.clock.monotonicMs() + 3_600_000;
        fixture.clock.monotonicMs() < untilMs; ) {
      final List<SinkRecord> records = new ArrayList<>();
      for (int list = 0; list < lists; list++) {
        records.add(fixture.named(fixture.p0, cameMs.size(), cameMs.size(), "list " + list));
        cameMs.add(fixture.clock.monotonicMs());
      }
      fixture.pipeline.put(records);
      for (int i = 0; i < 10; i++) {
        fixture.delivery.runDue(1);
        fixture.pass(100);
        fixture.put();
      }
      final Optional<Long> committed = fixture.committed(fixture.p0, cameMs.size());
      final long oldestMs = cameMs.get(committed.orElse(0L).intValue());
      assertThat(fixture.clock.monotonicMs() - oldestMs).isLessThanOrEqualTo(boundMs);
    }
    final Set<String> uploaded = new HashSet<>();
    fixture.sandbox.segments().uploads().forEach(upload -> uploaded.add(upload.name()));
    assertThat(uploaded).hasSize(lists);
  }
}
