package io.github.linemaac.connect.batching;

import java.util.Arrays;

/**
 * Which slots lay claim to the same thing, as two members to one customer id. Claims are hashes, so
 * that a few are found the same that are not. It costs 12 bytes for each slot. Pure but for its own
 * state; not thread-safe.
 */
final class Claims {
  /** Claims nothing. */
  static final int NOTHING = 0;

  private int[] claims = {};
  private int[] buckets = {};
  private int[] chained = {};

  /** Makes room for so many slots. */
  void grow(final int slots) {
    final int before = claims.length;
    claims = Arrays.copyOf(claims, slots);
    chained = new int[slots];
    buckets = new int[Slots.buckets(slots)];
    Arrays.fill(buckets, Slots.NONE);
    for (int slot = 0; slot < before; slot++) {
      if (claims[slot] != NOTHING) {
        chain(slot);
      }
    }
  }

  /** A slot claims this now, and what it claimed before no more. */
  void set(final int slot, final int claim) {
    if (claims[slot] == claim) {
      return;
    }
    if (claims[slot] != NOTHING) {
      unchain(slot);
    }
    claims[slot] = claim;
    if (claim != NOTHING) {
      chain(slot);
    }
  }

  /** A slot that claims this; {@link Slots#NONE} if none does. */
  int first(final int claim) {
    return claim == NOTHING || buckets.length == 0
        ? Slots.NONE
        : orNext(buckets[bucket(claim)], claim);
  }

  /** After a slot that claims this the next that does; {@link Slots#NONE} if no other does. */
  int next(final int slot, final int claim) {
    return orNext(chained[slot], claim);
  }

  private int orNext(final int slot, final int claim) {
    int next = slot;
    while (next != Slots.NONE && claims[next] != claim) {
      next = chained[next];
    }
    return next;
  }

  /** What the arrays take, in bytes. */
  long bytes() {
    return Integer.BYTES * ((long) claims.length + buckets.length + chained.length);
  }

  private int bucket(final int claim) {
    return claim & (buckets.length - 1);
  }

  private void chain(final int slot) {
    final int bucket = bucket(claims[slot]);
    chained[slot] = buckets[bucket];
    buckets[bucket] = slot;
  }

  private void unchain(final int slot) {
    final int bucket = bucket(claims[slot]);
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
}
