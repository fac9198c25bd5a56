package io.github.linemaac.connect.support;

import java.util.function.LongSupplier;

/** A clock that stands still until it is told to move, and never goes back. */
public final class HandSetClock implements LongSupplier {
  private long nowMs;

  @Override
  public long getAsLong() {
    return nowMs;
  }

  /** Lets time pass. */
  public void advance(final long ms) {
    if (ms < 0) {
      throw new IllegalArgumentException("time does not go back");
    }
    nowMs += ms;
  }
}
