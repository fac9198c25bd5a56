package io.github.linemaac.connect.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {

  private static final long MAX_MS = 60_000;

  @Property
  void doublesWithAFifthOfJitterUpToTheMaximum(
      @ForAll final long seed, @ForAll @IntRange(min = 1, max = 1_000_000) final int failures) {
    final double exact = Math.min(MAX_MS / 1.2, 1_000 * Math.pow(2, Math.min(failures - 1, 20)));
    assertThat((double) backoff(seed).delayMs(failures)).isBetween(0.8 * exact, 1.2 * exact);
  }

  @Property(tries = 50)
  void doesNotMarchInStepAtTheMaximumEither(
      @ForAll final long seed, @ForAll @IntRange(min = 7, max = 100) final int failures) {
    final Backoff backoff = backoff(seed);
    final LongSummaryStatistics waits =
        LongStream.generate(() -> backoff.delayMs(failures)).limit(200).summaryStatistics();
    assertThat(waits.getMax()).isBetween((long) (0.95 * MAX_MS), MAX_MS);
    assertThat(waits.getMin()).isBetween((long) (0.66 * MAX_MS), (long) (0.72 * MAX_MS));
  }

  @Property(tries = 50)
  void soLongOrUpToSoMuchLonger(@ForAll final long seed) {
    final Backoff backoff = backoff(seed);
    final LongSummaryStatistics waits =
        LongStream.generate(() -> backoff.betweenMs(4_000, 800)).limit(200).summaryStatistics();
    assertThat(waits.getMin()).isBetween(4_000L, 4_050L);
    assertThat(waits.getMax()).isBetween(4_750L, 4_800L);
  }

  private static Backoff backoff(final long seed) {
    return new Backoff(1_000, MAX_MS, new Random(seed));
  }
}
