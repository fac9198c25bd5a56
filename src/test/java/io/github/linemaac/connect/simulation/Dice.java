package io.github.linemaac.connect.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The random numbers of a history. They begin anew with each event, from a number of the event's
 * own, so that leaving an event out changes nothing of what the others do.
 */
final class Dice implements RandomGenerator {
  private SplittableRandom random = new SplittableRandom(0);

  /** Begins anew, for an event with this number. */
  void throwFor(final long number) {
    random = new SplittableRandom(number);
  }

  @Override
  public long nextLong() {
    return random.nextLong();
  }

  /** True once in so many times. */
  boolean onceIn(final int times) {
    return nextInt(times) == 0;
  }

  <T> T pick(final List<T> choices) {
    return choices.get(nextInt(choices.size()));
  }
}
