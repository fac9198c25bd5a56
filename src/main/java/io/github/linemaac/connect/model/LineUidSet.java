package io.github.linemaac.connect.model;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A set of LINE user ids, 16 bytes for each and as much again of free room: a segment of 300,000
 * takes about 8 MB. Open addressing with linear probing; ids are evenly spread by themselves, but
 * not trusted to be, so both halves are mixed with a seed. Not thread-safe; a {@link #copy} that
 * nobody changes may be handed on.
 */
public final class LineUidSet {
  private static final int MIN_SLOTS = 16;

  /** Nobody can choose ids that meet in one place without it. */
  private static final long SEED = new SecureRandom().nextLong();

  /** Two longs a slot; both zero: free. The id that is all zeros stands apart. */
  private long[] slots;

  private boolean hasZero;
  private int stored;

  /** An empty set. */
  public LineUidSet() {
    this.slots = new long[2 * MIN_SLOTS];
  }

  private LineUidSet(final LineUidSet other) {
    this.slots = other.slots.clone();
    this.hasZero = other.hasZero;
    this.stored = other.stored;
  }

  /** The same ids in a set of its own. */
  public LineUidSet copy() {
    return new LineUidSet(this);
  }

  /** How many ids there are. */
  public int size() {
    return stored + (hasZero ? 1 : 0);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** Whether the id is there. */
  public boolean contains(final LineUid id) {
    return isZero(id) ? hasZero : isTaken(slotOf(id.high(), id.low()));
  }

  /** Adds an id; says whether it was not there. */
  public boolean add(final LineUid id) {
    if (isZero(id)) {
      final boolean added = !hasZero;
      hasZero = true;
      return added;
    }
    final int slot = slotOf(id.high(), id.low());
    if (isTaken(slot)) {
      return false;
    }
    put(slot, id.high(), id.low());
    stored++;
    if (stored > slotCount() / 3 * 2) {
      grow();
    }
    return true;
  }

  /** Removes an id; says whether it was there. */
  public boolean remove(final LineUid id) {
    if (isZero(id)) {
      final boolean removed = hasZero;
      hasZero = false;
      return removed;
    }
    final int slot = slotOf(id.high(), id.low());
    if (!isTaken(slot)) {
      return false;
    }
    stored--;
    closeGap(slot);
    return true;
  }

  /** The ids in order, so that the same set always reads the same. */
  public LineUid[] sorted() {
    final LineUid[] ids = new LineUid[size()];
    int count = 0;
    if (hasZero) {
      ids[count++] = new LineUid(0, 0);
    }
    for (int slot = 0; slot < slotCount(); slot++) {
      if (isTaken(slot)) {
        ids[count++] = new LineUid(slots[2 * slot], slots[2 * slot + 1]);
      }
    }
    Arrays.sort(ids);
    return ids;
  }

  /** How many of these ids the other set lacks. */
  public int countMissingIn(final LineUidSet other) {
    int missing = hasZero && !other.hasZero ? 1 : 0;
    for (int slot = 0; slot < slotCount(); slot++) {
      if (isTaken(slot) && !other.isTaken(other.slotOf(slots[2 * slot], slots[2 * slot + 1]))) {
        missing++;
      }
    }
    return missing;
  }

  /** Whether both hold the same ids. */
  public boolean sameAs(final LineUidSet other) {
    return size() == other.size() && countMissingIn(other) == 0;
  }

  /** How many slots are looked at to find each id once: the work that the ids make. */
  long probes() {
    long probes = hasZero ? 1 : 0;
    for (int slot = 0; slot < slotCount(); slot++) {
      if (isTaken(slot)) {
        final int home = home(slots[2 * slot], slots[2 * slot + 1]);
        probes += 1 + ((slot - home) & (slotCount() - 1));
      }
    }
    return probes;
  }

  private static boolean isZero(final LineUid id) {
    return (id.high() | id.low()) == 0;
  }

  private int slotCount() {
    return slots.length / 2;
  }

  private boolean isTaken(final int slot) {
    return (slots[2 * slot] | slots[2 * slot + 1]) != 0;
  }

  private void put(final int slot, final long high, final long low) {
    slots[2 * slot] = high;
    slots[2 * slot + 1] = low;
  }

  private int home(final long high, final long low) {
    return (int) mixed(mixed(high ^ SEED) ^ low) & (slotCount() - 1);
  }

  /** Spreads each bit over all of them, as Murmur's finisher does. */
  private static long mixed(final long bits) {
    final long once = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    final long twice = (once ^ (once >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return twice ^ (twice >>> 33);
  }

  /** Where the id is, or where it would be put. */
  private int slotOf(final long high, final long low) {
    int slot = home(high, low);
    while (isTaken(slot) && (slots[2 * slot] != high || slots[2 * slot + 1] != low)) {
      slot = next(slot);
    }
    return slot;
  }

  private int next(final int slot) {
    return (slot + 1) & (slotCount() - 1);
  }

  /** Moves back what had been pushed past the slot that is free now. */
  private void closeGap(final int freed) {
    int gap = freed;
    put(gap, 0, 0);
    for (int slot = next(gap); isTaken(slot); slot = next(slot)) {
      final long high = slots[2 * slot];
      final long low = slots[2 * slot + 1];
      final int fromHome = (slot - home(high, low)) & (slotCount() - 1);
      final int fromGap = (slot - gap) & (slotCount() - 1);
      if (fromHome >= fromGap) {
        put(gap, high, low);
        put(slot, 0, 0);
        gap = slot;
      }
    }
  }

  private void grow() {
    final long[] old = slots;
    slots = new long[2 * old.length];
    for (int i = 0; i < old.length; i += 2) {
      if ((old[i] | old[i + 1]) != 0) {
        put(slotOf(old[i], old[i + 1]), old[i], old[i + 1]);
      }
    }
  }
}
