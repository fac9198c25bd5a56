package io.github.linemaac.connect.upload;

/**
 * Spreads calls evenly over each second. The first one waits for a second, so that also a task that
 * has just been restarted, and knows nothing of the calls before, keeps the pace. One thread; time
 * is an argument.
 */
final class CallPace {
  private static final long SECOND_MS = 1_000;

  private final long gapMs;
  private long earliestMs;

  /** A pace of so many calls a second, at least one, from now on. */
  CallPace(final int perSecond, final long startMs) {
    this.gapMs = (SECOND_MS + perSecond - 1) / perSecond;
    this.earliestMs = startMs + SECOND_MS;
  }

  /** The earliest moment at which the next call may be made. */
  long earliestMs() {
    return earliestMs;
  }

  /** A call is being made. */
  void called(final long nowMs) {
    earliestMs = nowMs + gapMs;
  }
}
