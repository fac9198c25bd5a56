package io.github.linemaac.connect.batching;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Removals;
import java.util.Arrays;
import java.util.List;

/**
 * What MAAC has confirmed of members: the tags that each was given, and what the last row said of
 * it. Of members it keeps fingerprints and numbers of tags alone, so a million take less than 100
 * MB. Those of whom nothing came for longest are forgotten first.
 *
 * <p>To forget costs a tag that is put again; to remember what is not so would cost one that is
 * never put. So whatever may have changed unseen is forgotten: what a row says from when it is sent
 * until MAAC confirms it, and what was said of others who share with it what two members should
 * not.
 *
 * <p>Pure but for its own state; not thread-safe.
 */
public final class ConfirmedMembers {
  /** How many tags are remembered for each member, on average. */
  private static final int TAGS_EACH = 8;

  /** For few members with many tags, so many tags nevertheless. */
  private static final long MIN_TAGS = 1_000_000;

  /** What a member's last row said is a positive number; if that is pending, a negative one. */
  private static final long UNKNOWN = 0;

  private static final char[] UNTAGGED = {};

  private final int maxMembers;
  private final long maxTags;
  private Slots slots;
  private Claims claims = new Claims();
  private TagNames names = new TagNames();
  private long[] said = {};
  private char[][] tags = {};
  private long heldTags;

  /**
   * Nothing is confirmed yet.
   *
   * @param maxMembers how many are remembered at most; 0: none ever
   */
  public ConfirmedMembers(final int maxMembers) {
    this.maxMembers = maxMembers;
    this.maxTags = Math.max(MIN_TAGS, (long) TAGS_EACH * maxMembers);
    this.slots = new Slots(maxMembers);
  }

  /** Whether nothing is remembered. */
  public boolean isEmpty() {
    return slots.size() == 0;
  }

  /** What a row says of a member, without the tags that it was given already. */
  public Member news(final Member row) {
    final int slot = row.tags().isEmpty() ? Slots.NONE : slotOf(row);
    if (slot == Slots.NONE) {
      return row;
    }
    final List<String> added =
        row.tags().stream().filter(tag -> !names.isIn(tags[slot], tag)).toList();
    return added.size() == row.tags().size() ? row : row.tagged(added);
  }

  /** Whether MAAC has confirmed all that a row says, and nothing else of its member since. */
  public boolean isKnown(final Member row) {
    final int slot = slotOf(row);
    final boolean isKnown =
        slot != Slots.NONE
            && row.removals().isEmpty()
            && row.tags().stream().allMatch(tag -> names.isIn(tags[slot], tag))
            && isSaid(row, said[slot]);
    if (isKnown) {
      slots.use(slot);
    }
    return isKnown;
  }

  private static boolean isSaid(final Member row, final long lastSaid) {
    return row.hasKeyOnly()
        ? lastSaid > UNKNOWN || !row.tags().isEmpty()
        : lastSaid > UNKNOWN && lastSaid == hash(row);
  }

  /** A row is sent, so that nobody knows what MAAC has until it is confirmed. */
  public void sent(final Member row) {
    if (isEmpty()) {
      return;
    }
    final int slot = slotOf(row);
    if (slot != Slots.NONE) {
      said[slot] = UNKNOWN;
    }
    unsayOthers(row, slot);
  }

  /** MAAC has confirmed what a row says of a member whom it has found. */
  public void confirmed(final Member row) {
    if (maxMembers == 0) {
      return;
    }
    final int slot = use(row);
    said[slot] = hash(row);
    setTags(slot, names.with(tags[slot], row.tags()));
    final int claim = claim(row);
    if (claim != Claims.NOTHING) {
      claims.set(slot, claim);
    }
    unsayOthers(row, slot);
    while (heldTags > maxTags && slots.oldest() != slot) {
      forget(slots.oldest());
    }
  }

  /** MAAC has confirmed an import with a row, and may have skipped the row. */
  public void maybe(final Member row, final String importId) {
    if (maxMembers > 0) {
      final int slot = use(row);
      said[slot] = pending(importId);
    }
  }

  /** It has not skipped the row; if nothing else was sent of the member since. */
  public void matched(final Member row, final String importId) {
    final int slot = slotOf(row);
    if (slot != Slots.NONE && said[slot] == pending(importId)) {
      confirmed(row);
    }
  }

  /**
   * What a row takes off its member may be off from now on, so that it is put again when a record
   * asks for it. To be told before MAAC is asked.
   */
  public void forget(final Member member, final Removals taken) {
    if (isEmpty()) {
      return;
    }
    final int slot = slotOf(member);
    if (slot != Slots.NONE) {
      said[slot] = UNKNOWN;
      setTags(slot, names.without(tags[slot], taken.tags()));
    }
    final int claim = claim(member);
    for (int other = claims.first(claim); other != Slots.NONE; other = claims.next(other, claim)) {
      said[other] = UNKNOWN;
      setTags(other, names.without(tags[other], taken.tags()));
    }
  }

  /** Somebody else may have changed any member. */
  public void forgetAll() {
    slots = new Slots(maxMembers);
    claims = new Claims();
    names = new TagNames();
    said = new long[0];
    tags = new char[0][];
    heldTags = 0;
  }

  /** How many are remembered. */
  int size() {
    return slots.size();
  }

  /** What all arrays take, in bytes, with the headers of those that are there for each member. */
  long bytes() {
    final int headerBytes = 16;
    final int alignment = 8;
    long each = 0;
    for (final char[] numbers : tags) {
      if (numbers != null && numbers.length > 0) {
        final long plain = headerBytes + (long) Character.BYTES * numbers.length;
        each += (plain + alignment - 1) / alignment * alignment;
      }
    }
    return slots.bytes()
        + claims.bytes()
        + Long.BYTES * (long) said.length
        + Integer.BYTES * (long) tags.length
        + each;
  }

  private int slotOf(final Member row) {
    return isEmpty() ? Slots.NONE : slots.of(Fingerprint.of(row.key()));
  }

  /** The slot of a member, who is the most recent now. */
  private int use(final Member row) {
    final Fingerprint key = Fingerprint.of(row.key());
    final int present = slots.of(key);
    final int slot = present == Slots.NONE ? add(key) : present;
    slots.use(slot);
    return slot;
  }

  private int add(final Fingerprint key) {
    if (slots.isFull()) {
      forget(slots.oldest());
    }
    final int slot = slots.add(key);
    if (slots.capacity() > said.length) {
      said = Arrays.copyOf(said, slots.capacity());
      tags = Arrays.copyOf(tags, slots.capacity());
      claims.grow(slots.capacity());
    }
    tags[slot] = UNTAGGED;
    said[slot] = UNKNOWN;
    return slot;
  }

  private void setTags(final int slot, final char[] numbers) {
    heldTags += numbers.length - tags[slot].length;
    tags[slot] = numbers;
  }

  /** What was said of others that share something with a member may be true no more. */
  private void unsayOthers(final Member row, final int slot) {
    final int claim = claim(row);
    int next;
    for (int other = claims.first(claim); other != Slots.NONE; other = next) {
      next = claims.next(other, claim);
      if (other != slot) {
        said[other] = UNKNOWN;
        if (row.importKey() != ImportKey.MOBILE) {
          // So that it costs nothing where one customer id, as of guests, is that of many.
          claims.set(other, Claims.NOTHING);
        }
      }
    }
  }

  private void forget(final int slot) {
    setTags(slot, UNTAGGED);
    claims.set(slot, Claims.NOTHING);
    slots.remove(slot);
  }

  /**
   * What no two members should share. A customer id is one member's alone: MAAC may take it from
   * the other, or merge the two (MAAC, unification key). A mobile number may be one member in two
   * forms, of which only MAAC knows ({@link MobileSpellings}).
   */
  private static int claim(final Member row) {
    final String shared =
        row.importKey() == ImportKey.MOBILE
            ? MobileSpellings.ending(row.key())
            : row.importKey() == ImportKey.CUSTOMER_ID ? "" : row.value(MemberField.CUSTOMER_ID);
    if (shared.isEmpty()) {
      return Claims.NOTHING;
    }
    final int claim = (int) Fingerprint.of(shared).high();
    return claim == Claims.NOTHING ? 1 : claim;
  }

  /** Of two things that a member may share with others, only one is watched. */
  private static long hash(final Member row) {
    return row.importKey() == ImportKey.MOBILE && row.has(MemberField.CUSTOMER_ID)
        ? UNKNOWN
        : Math.max(1, Fingerprint.ofFields(row).low() & Long.MAX_VALUE);
  }

  /** What stands for what a row says that may have been skipped. */
  private static long pending(final String importId) {
    return Fingerprint.of(importId).low() | Long.MIN_VALUE;
  }
}
