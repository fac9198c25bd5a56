package io.github.linemaac.sandbox;

/** How an accepted import ends, apart from what its rows deserve. */
public enum ImportFate {
  /** By the rules. */
  FINISHES,
  /** {@code done} with {@code "result": "Server Error"}; nothing is written. */
  SERVER_ERROR,
  /** As {@link #SERVER_ERROR}, but the first half of the rows is written. */
  SERVER_ERROR_HALF_WRITTEN,
  /** {@code done} without a {@code result}; nothing is written. */
  NO_RESULT,
  /** Rejected, with counters that no import of 10,000 rows can have; nothing is written. */
  MISCOUNTED,
  /** Never; it stays {@code processing} and goes on blocking other imports. */
  NEVER_ENDS
}
