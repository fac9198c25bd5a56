package io.github.linemaac.connect.batching;

import java.util.Arrays;

/**
 * A number from 0 on for each of so many keys, which are known by their fingerprints, and in which
 * order they were used. It costs 32 bytes for each, in arrays that grow with them. Pure but for its
 * own state; not thread-safe.
 */
final class Slots {
  /** No slot. */
  static final int NONE = -1;

  private static final int FIRST = 64;

  private final int max;
  private long[] high = {};
  private long[] low = {};
  private final Chains chains = new Chains();

  /** Towards the one that was not used for longest; of what is free, the next that is. */
  private int[] older = {};

  private int[] newer = {};
  private int oldest = NONE;
  private int newest = NONE;
  private int free = NONE;
  private int size;
  private int everUsed;

  /** No slots at first, and never more than this. */
  Slots(final int max) {
    this.max = max;
  }

  boolean isFull() {
    return size == max;
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** So many numbers may be given, before {@link #add} makes room for more. */
  int capacity() {
    return high.length;
  }

  /** The slot of a key, or {@link #NONE}. */
  int of(final Fingerprint key) {
    int slot = chains.first(key.low());
    while (slot != NONE && (low[slot] != key.low() || high[slot] != key.high())) {
      slot = chains.next(slot);
    }
    return slot;
  }

  /** A slot for a key that has none, while it {@linkplain #isFull is not full}. */
  int add(final Fingerprint key) {
    if (free == NONE && everUsed == capacity()) {
      grow();
    }
    final int slot = free == NONE ? everUsed++ : free;
    free = slot == free ? older[slot] : free;
    high[slot] = key.high();
    low[slot] = key.low();
    chains.add(slot, key.low());
    append(slot);
    size++;
    return slot;
  }

  /** Nothing was used later than this. */
  void use(final int slot) {
    unlink(slot);
    append(slot);
  }

  /** Which was not used for longest; {@link #NONE} if there is none. */
  int oldest() {
    return oldest;
  }

  /** Its key has none any more, and another may get it. */
  void remove(final int slot) {
    unlink(slot);
    chains.remove(slot, low[slot]);
    older[slot] = free;
    free = slot;
    size--;
  }

  /** What the arrays take, in bytes. */
  long bytes() {
    return Long.BYTES * 2L * high.length
        + Integer.BYTES * ((long) older.length + newer.length)
        + chains.bytes();
  }

  private void grow() {
    final int more = (int) Math.min(max, Math.max(FIRST, 2L * capacity()));
    high = Arrays.copyOf(high, more);
    low = Arrays.copyOf(low, more);
    older = Arrays.copyOf(older, more);
    newer = Arrays.copyOf(newer, more);
    chains.reset(more);
    for (int slot = 0; slot < everUsed; slot++) {
      chains.add(slot, low[slot]);
    }
  }

  private void append(final int slot) {
    older[slot] = newest;
    newer[slot] = NONE;
    if (newest == NONE) {
      oldest = slot;
    } else {
      newer[newest] = slot;
    }
    newest = slot;
  }

  private void unlink(final int slot) {
    if (older[slot] == NONE) {
      oldest = newer[slot];
    } else {
      newer[older[slot]] = newer[slot];
    }
    if (newer[slot] == NONE) {
      newest = older[slot];
    } else {
      older[newer[slot]] = older[slot];
    }
  }
}
