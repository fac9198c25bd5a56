package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.support.HandSetClock;

/**
 * The two times of a history: one that never goes back, for waits, and that of the day, which is
 * another number altogether, so that one taken for the other shows.
 */
final class SimulatedTime {
  private static final long START_MS = 1_000_000;

  /** 2026-01-01, a Thursday, in UTC. */
  private static final long DAY_MS = 1_767_225_600_000L;

  private final HandSetClock clock = new HandSetClock();

  SimulatedTime() {
    clock.advance(START_MS);
    clock.setWallAhead(DAY_MS);
  }

  /** The worker's clock, whose time of day may be wrong. */
  HandSetClock clock() {
    return clock;
  }

  /** The time of day as everybody else has it. */
  long trueWallMs() {
    return DAY_MS + clock.monotonicMs();
  }

  /** From now on the worker's time of day is wrong by so much; 0: right. */
  void isWrongBy(final long ms) {
    clock.setWallAhead(DAY_MS + ms);
  }

  void pass(final long ms) {
    clock.advance(ms);
  }
}
