package io.github.linemaac.connect.schedule;

import io.github.linemaac.connect.model.Schedule;
import java.util.OptionalLong;

/**
 * Says when records are read if they are delivered by a schedule. A window opens when it is due,
 * stays open until all is read that was there then, and until all of that is delivered. If the next
 * one is due before, it begins to read anew. Pure; time is an argument. Not thread-safe.
 *
 * <p>There are two times: one that never goes back, for waits, and that of the day, for the
 * schedule. The time of day may be wrong for a moment, or be put right by years: a window that was
 * opened by a wrong clock keeps no later one from opening.
 */
public final class DeliveryWindow {
  /** A clock that is set back by no more than this opens nothing a second time. */
  static final long SMALL_STEP_MS = 600_000;

  /** A clock that is set back further is believed once it has stayed there for so long. */
  static final long BELIEVED_MS = 60_000;

  private final Schedule schedule;
  private Phase phase = Phase.CLOSED;

  /** Up to then, what was due has been opened. */
  private long servedWallMs;

  private long nextWallMs;
  private OptionalLong setBackSinceMs = OptionalLong.empty();

  /** What is done with records. */
  public enum Phase {
    /** Nothing: partitions rest. */
    CLOSED,
    /** They are read. */
    READING,
    /** No more are read; what was read is delivered. */
    EMPTYING
  }

  /** A window that opens at the first due time after this one. */
  public DeliveryWindow(final Schedule schedule, final long wallMs) {
    this.schedule = schedule;
    serve(wallMs);
  }

  private void serve(final long wallMs) {
    servedWallMs = wallMs;
    nextWallMs = schedule.nextAfter(wallMs);
    setBackSinceMs = OptionalLong.empty();
  }

  /**
   * Opens, due or not, since the last one may be unfinished ({@link LastWindow}); if it is open, it
   * begins to read anew.
   */
  public void open(final long wallMs) {
    serve(wallMs);
    phase = Phase.READING;
  }

  /** Whether it is time for the next one. */
  public boolean isDue(final long nowMs, final long wallMs) {
    if (wallMs >= servedWallMs - SMALL_STEP_MS) {
      setBackSinceMs = OptionalLong.empty();
    } else if (setBackSinceMs.isEmpty()) {
      setBackSinceMs = OptionalLong.of(nowMs);
    } else if (nowMs - setBackSinceMs.getAsLong() >= BELIEVED_MS) {
      serve(wallMs - (nowMs - setBackSinceMs.getAsLong()));
    }
    return wallMs >= nextWallMs;
  }

  /**
   * Goes on to what is to be done now, if it is open.
   *
   * @param isCaughtUp whether all is read that was there when it opened
   * @param isEmpty whether all that was read is delivered
   */
  public Phase advance(final boolean isCaughtUp, final boolean isEmpty) {
    if (phase != Phase.CLOSED) {
      if (!isCaughtUp) {
        phase = Phase.READING;
      } else if (phase == Phase.READING) {
        phase = Phase.EMPTYING;
      } else if (isEmpty) {
        phase = Phase.CLOSED;
      }
    }
    return phase;
  }

  /** What is being done. */
  public Phase phase() {
    return phase;
  }

  /** When the next one is due, in the time of the day. */
  public long nextWallMs() {
    return nextWallMs;
  }

  /** When it is worth asking whether it is due, in the time that never goes back. */
  public long askAgainMs(final long nowMs, final long wallMs) {
    final long waitMs = Math.max(0, nextWallMs - wallMs);
    return nowMs + (setBackSinceMs.isPresent() ? Math.min(BELIEVED_MS, waitMs) : waitMs);
  }
}
