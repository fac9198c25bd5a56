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
  private final Chains chains = new Chains();

  /** Makes room for so many slots. */
  void grow(final int slots) {
    final int before = claims.length;
    claims = Arrays.copyOf(claims, slots);
    chains.reset(slots);
    for (int slot = 0; slot < before; slot++) {
      if (claims[slot] != NOTHING) {
        chains.add(slot, claims[slot]);
      }
    }
  }

  /** A slot claims this now, and what it claimed before no more. */
  void set(final int slot, final int claim) {
    if (claims[slot] == claim) {
      return;
    }
    if (claims[slot] != NOTHING) {
      chains.remove(slot, claims[slot]);
    }
    claims[slot] = claim;
    if (claim != NOTHING) {
      chains.add(slot, claim);
    }
  }

  /** A slot that claims this; {@link Slots#NONE} if none does. */
  int first(final int claim) {
    return claim == NOTHING ? Slots.NONE : orNext(chains.first(claim), claim);
  }

  /** After a slot that claims this the next that does; {@link Slots#NONE} if no other does. */
  int next(final int slot, final int claim) {
    return orNext(chains.next(slot), claim);
  }

  private int orNext(final int slot, final int claim) {
    int next = slot;
    while (next != Slots.NONE && claims[next] != claim) {
      next = chains.next(next);
    }
    return next;
  }

  /** What the arrays take, in bytes. */
  long bytes() {
    return Integer.BYTES * (long) claims.length + chains.bytes();
  }
}
