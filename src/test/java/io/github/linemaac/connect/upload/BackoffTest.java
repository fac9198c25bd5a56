package io.github.linemaac.connect.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {

  @Property
  void doublesWithAFifthOfJitterUpToTheMaximum(
      @ForAll final long seed, @ForAll @IntRange(min = 1, max = 1_000_000) final int failures) {
    final Backoff backoff = new Backoff(1_000, 60_000, new Random(seed));
    final double exact = 1_000 * Math.pow(2, Math.min(failures - 1, 20));
    assertThat((double) backoff.delayMs(failures))
        .isBetween(Math.min(60_000, 0.8 * exact), Math.min(60_000, 1.2 * exact));
  }
}
