package io.github.linemaac.connect.upload;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps imports within MAAC's rate: 15 a minute for an account (MAAC OpenAPI, import contacts),
 * whether it counts a sliding or a fixed minute, which it does not say.
 *
 * <p>Imports are spread evenly, and the first one waits as long as any other, so that also a task
 * that has just been restarted, and knows nothing of the imports before, breaks no limit. And a
 * minute is measured from the answer to an import, not from its sending: MAAC counted it at some
 * moment between the two.
 */
public final class ImportRateLimiter {
  private static final long WINDOW_MS = 60_000;

  private final int perMinute;
  private final long gapMs;
  private final Deque<Long> answeredMs = new ArrayDeque<>();
  private long earliestMs;

  /**
   * A pace of so many imports a minute, at least one.
   *
   * @param startMs now; what was sent just before is not known
   */
  public ImportRateLimiter(final int perMinute, final long startMs) {
    this.perMinute = perMinute;
    this.gapMs = (WINDOW_MS + perMinute - 1) / perMinute;
    this.earliestMs = startMs + gapMs;
  }

  /** From one import to the next, if they are spread evenly. */
  long gapMs() {
    return gapMs;
  }

  /** The earliest moment at which the next import may be sent. */
  public long earliestMs() {
    return answeredMs.size() < perMinute
        ? earliestMs
        : Math.max(earliestMs, answeredMs.peekFirst() + WINDOW_MS);
  }

  /** Records that an import is being sent. */
  void sent(final long nowMs) {
    earliestMs = nowMs + gapMs;
  }

  /** Records that the import sent last was answered, or will not be. */
  void answered(final long nowMs) {
    answeredMs.addLast(nowMs);
    if (answeredMs.size() > perMinute) {
      answeredMs.removeFirst();
    }
  }
}
