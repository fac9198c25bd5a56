package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.config.DeliverySettings;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a retry: exponential, with a fifth of jitter to either side, also at the
 * longest wait, so that connectors of one account do not march in step.
 */
public final class Backoff {
  private static final int MAX_DOUBLINGS = 30;
  private static final double JITTER = 0.2;

  private final long firstMs;
  private final long maxMs;
  private final RandomGenerator random;

  /**
   * A schedule of waits.
   *
   * @param firstMs the wait before the first retry
   * @param maxMs the longest wait
   */
  public Backoff(final long firstMs, final long maxMs, final RandomGenerator random) {
    this.firstMs = firstMs;
    this.maxMs = maxMs;
    this.random = random;
  }

  /** Waits as the configuration says. */
  public static Backoff of(final DeliverySettings settings, final RandomGenerator random) {
    return new Backoff(settings.retryBackoffMs(), settings.retryBackoffMaxMs(), random);
  }

  /** The wait after so many failures, at least one, in milliseconds. */
  long delayMs(final int failures) {
    final double doubled = firstMs * Math.pow(2, Math.min(failures - 1, MAX_DOUBLINGS));
    final double jitter = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Math.max(1, Math.round(Math.min(doubled, maxMs / (1 + JITTER)) * jitter));
  }

  /** So long, or up to so much longer. */
  long betweenMs(final long ms, final long moreMs) {
    return ms + Math.round(moreMs * random.nextDouble());
  }
}
