package io.github.linemaac.connect.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ImportRateLimiterTest {

  @Property(tries = 300)
  void whenMaacCountsAnImportAtAnyMomentBetweenSendingAndAnswerNoMinuteHoldsTooMany(
      @ForAll final long seed, @ForAll @IntRange(min = 1, max = 40) final int perMinute) {
    final Random random = new Random(seed);
    final ImportRateLimiter pace = new ImportRateLimiter(perMinute, 0);
    final List<Long> countedMs = new ArrayList<>();
    long nowMs = random.nextInt(1_000_000);
    for (int i = 0; i < 4 * perMinute; i++) {
      nowMs = Math.max(nowMs, pace.earliestMs());
      pace.sent(nowMs);
      final int latencyMs = random.nextInt(5_000);
      countedMs.add(nowMs + random.nextInt(latencyMs + 1));
      nowMs += latencyMs;
      pace.answered(nowMs);
    }
    for (int i = perMinute; i < countedMs.size(); i++) {
      assertThat(countedMs.get(i) - countedMs.get(i - perMinute)).isGreaterThanOrEqualTo(60_000);
    }
  }

  @Test
  void alsoATaskThatWasRestartedAtOnceAndKnowsNothingOfTheImportsBeforeBreaksNoLimit() {
    final List<Long> sentMs = new ArrayList<>();
    long nowMs = 0;
    for (int task = 0; task < 2; task++) {
      final ImportRateLimiter pace = new ImportRateLimiter(15, nowMs);
      for (int i = 0; i < 15; i++) {
        nowMs = Math.max(nowMs, pace.earliestMs());
        pace.sent(nowMs);
        pace.answered(nowMs);
        sentMs.add(nowMs);
      }
    }
    for (int i = 15; i < sentMs.size(); i++) {
      assertThat(sentMs.get(i) - sentMs.get(i - 15)).isGreaterThanOrEqualTo(60_000);
    }
  }

  @Test
  void atMaacsLimitsAlmostTheWholeRateIsUsed() {
    final ImportRateLimiter pace = new ImportRateLimiter(15, 0);
    long nowMs = 0;
    for (int i = 0; i < 150; i++) {
      nowMs = Math.max(nowMs, pace.earliestMs());
      pace.sent(nowMs);
      // An answer after 50 ms, and the import done after 2 s.
      pace.answered(nowMs + 50);
      nowMs += 2_000;
    }
    assertThat(150 * 60_000.0 / nowMs).isGreaterThan(0.995 * 15);
  }

  @Test
  void theFirstImportWaitsAsLongAsAnyOther() {
    assertThat(new ImportRateLimiter(15, 1_000).earliestMs()).isEqualTo(5_000);
  }
}
