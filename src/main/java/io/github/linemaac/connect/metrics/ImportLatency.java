package io.github.linemaac.connect.metrics;

import java.util.ArrayDeque;
import java.util.Deque;

/** How long the last imports took. Pure but for its own state; not thread-safe. */
final class ImportLatency {
  /** Seven minutes and more at MAAC's pace. */
  private static final int WINDOW = 100;

  private final Deque<Long> lastMs = new ArrayDeque<>(WINDOW);

  /** What the last imports took, in milliseconds. NaN where there was none. */
  record Summary(double avgMs, double maxMs, double p50Ms, double p95Ms, double p99Ms) {
    static final Summary NONE =
        new Summary(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /** Takes in one more. */
  Summary add(final long ms) {
    if (lastMs.size() == WINDOW) {
      lastMs.removeFirst();
    }
    lastMs.addLast(ms);
    final long[] sorted = lastMs.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Summary(
        lastMs.stream().mapToLong(Long::longValue).average().orElse(Double.NaN),
        sorted[sorted.length - 1],
        quantile(sorted, 50),
        quantile(sorted, 95),
        quantile(sorted, 99));
  }

  /** The smallest that so many percent are not longer than. */
  private static double quantile(final long[] sorted, final int percent) {
    return sorted[(sorted.length * percent + 99) / 100 - 1];
  }
}
