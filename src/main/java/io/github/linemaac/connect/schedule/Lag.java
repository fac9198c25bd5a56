package io.github.linemaac.connect.schedule;

/** What can be seen of how much of a partition the consumer has not given yet. */
public sealed interface Lag {

  /** So many offsets, when the partition was fetched last. */
  record Known(long offsets) implements Lag {}

  /**
   * The consumer shows the partition, and no lag of it: it has got no answer about it since it was
   * assigned.
   */
  record Awaited() implements Lag {}

  /** The consumer shows nothing of the partition. */
  record Hidden() implements Lag {}
}
