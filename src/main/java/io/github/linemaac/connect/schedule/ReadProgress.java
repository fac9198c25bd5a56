package io.github.linemaac.connect.schedule;

/**
 * How far one partition has been read since reading began. Pure; time is an argument. Not
 * thread-safe.
 *
 * <p>A lag is as old as the last answer about the partition. So one that was shown already when
 * reading began is believed only once a record or another lag has come; and none is believed in the
 * first moments after a pause, in which the consumer gives what it had fetched before.
 */
final class ReadProgress {
  /**
   * In so short a time a consumer gives what it had fetched before a pause, with the lag of then.
   */
  static final long SETTLE_MS = 5_000;

  /** So far the clock of a producer may be ahead and its timestamps still be believed. */
  private static final long SKEW_MS = 10_000;

  private static final long UNKNOWN = -1;

  private final Lag before;
  private Lag last;
  private long sinceMs;
  private long settledMs;
  private long movedMs;
  private boolean isFetched;
  private boolean isAtEnd;
  private boolean sawNewer;

  /** How much was left when that was first sure. */
  private long left = UNKNOWN;

  /** Where that ended, or somewhat behind it. */
  private long end = UNKNOWN;

  /**
   * Reading begins.
   *
   * @param before what the consumer shows by now, which may be from before
   */
  ReadProgress(final Lag before, final long nowMs) {
    this.before = before;
    this.last = before;
    restartSilence(nowMs);
    if (!(before instanceof Lag.Known)) {
      settledMs = nowMs;
    }
  }

  /** Nothing could be given until now. */
  void restartSilence(final long nowMs) {
    sinceMs = nowMs;
    settledMs = nowMs + SETTLE_MS;
    movedMs = nowMs;
  }

  /** A record was given, which was written so long ago by its own word. */
  void onRecord(final long offset, final long ageMs, final long nowMs) {
    movedMs = nowMs;
    isFetched = true;
    sawNewer |= ageMs >= -SKEW_MS && ageMs < nowMs - sinceMs;
    if (left != UNKNOWN && end == UNKNOWN) {
      // What a transform dropped just before this one only lets the end seem to be later.
      end = offset + left;
    }
    isAtEnd |= end != UNKNOWN && offset + 1 >= end;
  }

  /** The consumer shows this now. */
  void onLag(final Lag lag, final long nowMs) {
    if (!lag.equals(last)) {
      last = lag;
      movedMs = nowMs;
    }
    if (lag instanceof Lag.Known known) {
      isFetched |= !known.equals(before);
      if (isFetched && nowMs >= settledMs) {
        isAtEnd |= known.offsets() <= 0;
        left = left == UNKNOWN ? known.offsets() : left;
      }
    }
  }

  /** Whether the lag proves that all has been given that was there when reading began. */
  boolean isAtEnd() {
    return isAtEnd;
  }

  /** Whether a record came that says of itself that it was written after reading began. */
  boolean sawNewer() {
    return sawNewer;
  }

  /** For how long nothing has come and the lag has not changed, though something could. */
  long quietMs(final long nowMs) {
    return nowMs - movedMs;
  }

  /** For how long it has been read without a break. */
  long readMs(final long nowMs) {
    return nowMs - sinceMs;
  }
}
