package io.github.linemaac.benchmark;

import java.util.Locale;

/**
 * What a benchmark comes to.
 *
 * @param name what was measured
 * @param value a ratio of two measurements of one run, or how often something happened
 * @param target what the value should be
 * @param isFloor whether the value should be at least the target; else at most
 */
record Figure(String name, double value, double target, boolean isFloor) {

  static Figure atLeast(double target, String name, double value) {
    return new Figure(name, value, target, true);
  }

  static Figure atMost(double target, String name, double value) {
    return new Figure(name, value, target, false);
  }

  boolean isMet() {
    return isFloor ? value >= target : value <= target;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-62s %6.3f   at %s %.2f: %s",
        name,
        value,
        isFloor ? "least" : "most",
        target,
        isMet() ? "met" : "MISSED");
  }
}
