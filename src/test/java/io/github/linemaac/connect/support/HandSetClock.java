package io.github.linemaac.connect.support;

import io.github.linemaac.connect.model.Time;

/** A clock that stands still until it is told to move; the time of day goes with it. */
public final class HandSetClock implements Time {
  private long nowMs;
  private long wallAheadMs;

  @Override
  public long monotonicMs() {
    return nowMs;
  }

  @Override
  public long wallMs() {
    return nowMs + wallAheadMs;
  }

  /** Lets time pass. */
  public void advance(final long ms) {
    if (ms < 0) {
      throw new IllegalArgumentException("time does not go back");
    }
    nowMs += ms;
  }

  /** From now on the time of day is so far ahead of the other one. */
  public void setWallAhead(final long ms) {
    wallAheadMs = ms;
  }
}
