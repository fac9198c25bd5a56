package io.github.linemaac.connect.model;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * What one record, or several merged ones, says about a member: only what it holds, every value
 * already normalised and checked. Immutable.
 *
 * <p>MAAC never clears a field and never removes a tag by import (MAAC OpenAPI, import contacts),
 * so a blank value and an absent one mean the same, and neither is kept. What is taken off by other
 * calls is in the {@linkplain #removals removals}.
 */
public final class Member {
  private final ImportKey importKey;
  private final EnumMap<MemberField, String> values;
  private final List<String> tags;
  private final Removals removals;
  private final boolean isImported;

  /** Takes over the map. */
  private Member(
      final ImportKey importKey,
      final EnumMap<MemberField, String> values,
      final List<String> tags,
      final Removals removals,
      final boolean isImported) {
    this.importKey = importKey;
    this.values = values;
    this.tags = tags;
    this.removals = removals;
    this.isImported = isImported;
  }

  /** A member to be put together, known by this import key. */
  public static Builder by(final ImportKey importKey) {
    return new Builder(importKey);
  }

  /** Puts one member together, and is spent then. For one thread. */
  public static final class Builder {
    private final ImportKey importKey;
    private final EnumMap<MemberField, String> values = new EnumMap<>(MemberField.class);
    private List<String> tags = List.of();
    private Removals removals = Removals.NONE;
    private boolean isImported;

    private Builder(final ImportKey importKey) {
      this.importKey = importKey;
    }

    /** Says what a field holds; blank text is nothing. */
    public Builder with(final MemberField field, final String value) {
      if (!value.isEmpty()) {
        values.put(field, value);
      }
      return this;
    }

    /** Says which tags the member has, in order; repeated ones count once. */
    public Builder tagged(final List<String> names) {
      tags = names.size() < 2 ? List.copyOf(names) : List.copyOf(new LinkedHashSet<>(names));
      return this;
    }

    /** Says what is taken off: it is off in the end, also what is put beside. */
    public Builder without(final Removals taken) {
      removals = taken;
      return this;
    }

    /** Imports the member whatever the record says, since each import says something by itself. */
    public Builder imported() {
      isImported = true;
      return this;
    }

    /** Whether the field holds something. */
    public boolean has(final MemberField field) {
      return values.containsKey(field);
    }

    /** Whether there is a value to know the member by. */
    public boolean hasKey() {
      return values.containsKey(importKey.field());
    }

    /** The member, which must have its import key. */
    public Member build() {
      if (!hasKey()) {
        throw new IllegalStateException("a member needs its import key " + importKey.jsonName());
      }
      return new Member(
          importKey, values, minus(tags, removals.tags()), removals, isImported || saysSomething());
    }

    /** A record that only takes something off needs its ids, and says nothing by them. */
    private boolean saysSomething() {
      return removals.isEmpty()
          || !tags.isEmpty()
          || values.keySet().stream()
              .anyMatch(field -> field != importKey.field() && field != MemberField.LINE_UID);
    }
  }

  /** The field that the member is known by. */
  public ImportKey importKey() {
    return importKey;
  }

  /** The value of the import key: two members with the same one are the same row to MAAC. */
  public String key() {
    return value(importKey.field());
  }

  /** Whether the field holds something. */
  public boolean has(final MemberField field) {
    return values.containsKey(field);
  }

  /** Whether nothing is told but whom it is about, and perhaps tags. */
  public boolean hasKeyOnly() {
    return values.size() == 1;
  }

  /** The field's value, or the empty text where it holds nothing. */
  public String value(final MemberField field) {
    return values.getOrDefault(field, "");
  }

  /** The member's own tags, each once, in the order in which they came. */
  public List<String> tags() {
    return tags;
  }

  /** What is taken off the member, and found among neither its values nor its tags. */
  public Removals removals() {
    return removals;
  }

  /** Whether an import is made of it; else nothing but the removals. */
  public boolean isImported() {
    return isImported;
  }

  /** This member with these tags only, of which none may repeat. */
  public Member tagged(final List<String> names) {
    return new Member(importKey, values, List.copyOf(names), removals, isImported);
  }

  /**
   * This member as it stands after a later record of the same key: the later values win where there
   * are any, tags are united; of what is put and what is taken off, the later wins too. Sending the
   * two one after the other would do the same.
   */
  public Member updatedBy(final Member later) {
    final EnumMap<MemberField, String> merged = new EnumMap<>(values);
    if (later.removals.unbinds()) {
      merged.remove(MemberField.CUSTOMER_ID);
    }
    merged.putAll(later.values);
    return new Member(
        importKey,
        merged,
        union(minus(tags, later.removals.tags()), later.tags),
        removals.before(later),
        isImported || later.isImported);
  }

  private static List<String> minus(final List<String> tags, final List<String> taken) {
    return taken.isEmpty() || tags.isEmpty()
        ? tags
        : tags.stream().filter(tag -> !taken.contains(tag)).toList();
  }

  private static List<String> union(final List<String> earlier, final List<String> later) {
    if (later.isEmpty() || earlier.equals(later)) {
      return earlier;
    }
    final LinkedHashSet<String> all = new LinkedHashSet<>(earlier);
    return all.addAll(later) ? List.copyOf(all) : earlier;
  }

  @Override
  public boolean equals(final Object other) {
    return this == other
        || (other instanceof Member that
            && importKey == that.importKey
            && values.equals(that.values)
            && tags.equals(that.tags)
            && removals.equals(that.removals)
            && isImported == that.isImported);
  }

  @Override
  public int hashCode() {
    return Objects.hash(values, tags, removals, isImported);
  }

  /** Names the fields that are there, never what they hold: these are people's data. */
  @Override
  public String toString() {
    return "Member"
        + values.keySet()
        + " tags="
        + tags.size()
        + (removals.isEmpty() ? "" : " " + removals);
  }
}
