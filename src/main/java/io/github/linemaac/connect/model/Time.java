package io.github.linemaac.connect.model;

/** The two times that the connector knows, in milliseconds. Any thread may read either. */
public interface Time {

  /** For waits: since some moment that means nothing, and it never goes back. */
  long monotonicMs();

  /**
   * The time of day, since 1970. It may be wrong for a moment and jump either way, so it is
   * compared with timestamps of records and of MAAC and with what a schedule says, and with nothing
   * else.
   */
  long wallMs();
}
