package io.github.linemaac.connect.upload;

/**
 * The account's one import slot (MAAC OpenAPI, import contacts: one import at a time), as one
 * connector shares it with the others of its account on this worker: they take turns, so that they
 * do not refuse each other. Times are in milliseconds, of a clock that all of them read.
 */
public interface ImportSlot extends AutoCloseable {

  /**
   * Asks for the turn, which then is this connector's until it gives it back.
   *
   * @param batchSinceMs since when the batch in hand could be sent
   * @param gapMs the connector's own pace, from one import to the next
   * @return when to ask again; not later than now: it is this connector's turn
   */
  long take(long batchSinceMs, long gapMs, long nowMs);

  /**
   * MAAC took no import just now, because of somebody else's. Nobody here asks before that moment.
   *
   * @param keepsPlace whether this connector asks then before those who came later
   */
  void refused(long untilMs, boolean keepsPlace, long nowMs);

  /**
   * Gives the turn back after an import.
   *
   * @param restMs how long the slot is left free if somebody else waits who is not seen here
   */
  void imported(long restMs, long nowMs);

  /** Gives the turn back, or the place of who waits for one. */
  void release();

  /** Gives everything back, from any thread. No turn comes any more. */
  @Override
  void close();
}
