package io.github.linemaac.connect.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ImportLatencyTest {
  private final ImportLatency latency = new ImportLatency();

  @Test
  void oneImportIsAllThereIs() {
    assertThat(latency.add(700)).isEqualTo(new ImportLatency.Summary(700, 700, 700, 700, 700));
  }

  @Test
  void quantilesAreOfWhatWasSeenWhateverTheOrder() {
    LongStream.rangeClosed(1, 99).forEach(ms -> latency.add(100 - ms));
    assertThat(latency.add(100)).isEqualTo(new ImportLatency.Summary(50.5, 100, 50, 95, 99));
  }

  @Test
  void theOldestIsForgottenAfterAHundred() {
    latency.add(1_000_000);
    LongStream.range(0, 99).forEach(i -> latency.add(10));
    assertThat(latency.add(10)).isEqualTo(new ImportLatency.Summary(10, 10, 10, 10, 10));
  }
}
