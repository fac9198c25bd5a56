package io.github.linemaac.connect.benchmark;

import java.util.Locale;

/**
 * What a benchmark comes to.
 *
 * @param name what was measured
 * @param ratio of two measurements of one run
 * @param target what the ratio should be
 * @param isFloor whether the ratio should be at least the target; else at most
 */
record Figure(String name, double ratio, double target, boolean isFloor) {

  static Figure atLeast(double target, String name, double ratio) {
    return new Figure(name, ratio, target, true);
  }

  static Figure atMost(double target, String name, double ratio) {
    return new Figure(name, ratio, target, false);
  }

  boolean isMet() {
    return isFloor ? ratio >= target : ratio <= target;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-62s %6.3f   at %s %.2f: %s",
        name,
        ratio,
        isFloor ? "least" : "most",
        target,
        isMet() ? "met" : "MISSED");
  }
}
