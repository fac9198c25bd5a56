package io.github.linemaac.connect.batching;

import java.util.Arrays;

/**
 * Slots in chains, one for each bucket of hashes; whoever keeps the slots compares what they stand
 * for. It costs 8 bytes for each slot. Pure but for its own state; not thread-safe.
 */
final class Chains {
  private int[] buckets = {};
  private int[] chained = {};

  /** Makes room for so many slots, none of which is in a chain any more. */
  void reset(final int slots) {
    chained = new int[slots];
    // The power of two that is not less, so that a mask finds the bucket.
    buckets = new int[Math.max(1, Integer.highestOneBit(slots - 1) << 1)];
    Arrays.fill(buckets, Slots.NONE);
  }

  /** The first slot of the chain of a hash; {@link Slots#NONE} if there is none. */
  int first(final long hash) {
    return buckets.length == 0 ? Slots.NONE : buckets[bucket(hash)];
  }

  /** The slot behind one in its chain; {@link Slots#NONE} if there is none. */
  int next(final int slot) {
    return chained[slot];
  }

  /** Puts a slot, which is in no chain, into that of its hash. */
  void add(final int slot, final long hash) {
    final int bucket = bucket(hash);
    chained[slot] = buckets[bucket];
    buckets[bucket] = slot;
  }

  /** Takes a slot out of the chain of its hash. */
  void remove(final int slot, final long hash) {
    final int bucket = bucket(hash);
    if (buckets[bucket] == slot) {
      buckets[bucket] = chained[slot];
      return;
    }
    int before = buckets[bucket];
    while (chained[before] != slot) {
      before = chained[before];
    }
    chained[before] = chained[slot];
  }

  /** What the arrays take, in bytes. */
  long bytes() {
    return Integer.BYTES * ((long) buckets.length + chained.length);
  }

  private int bucket(final long hash) {
    return (int) hash & (buckets.length - 1);
  }
}
