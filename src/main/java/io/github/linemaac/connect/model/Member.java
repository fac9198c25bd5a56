package io.github.linemaac.connect.model;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What one record, or several merged ones, says about a member: only what it holds, every value
 * already normalised and checked. Immutable.
 *
 * <p>MAAC never clears a field and never removes a tag by import (MAAC OpenAPI, import contacts),
 * so a blank value and an absent one mean the same, and neither is kept.
 */
public final class Member {
  private final ImportKey importKey;
  private final EnumMap<MemberField, String> values;
  private final List<String> tags;

  private Member(
      final ImportKey importKey,
      final EnumMap<MemberField, String> values,
      final List<String> tags) {
    this.importKey = importKey;
    this.values = values;
    this.tags = tags;
  }

  /**
   * A member from its fields.
   *
   * @param values values by field; blank ones must have been left out, the import key must be there
   * @param tags names of tags, in order; repeated ones count once
   */
  public static Member of(
      final ImportKey importKey, final Map<MemberField, String> values, final List<String> tags) {
    if (!values.containsKey(importKey.field())) {
      throw new IllegalArgumentException("a member needs its import key " + importKey.jsonName());
    }
    final List<String> once =
        tags.size() < 2 ? List.copyOf(tags) : List.copyOf(new LinkedHashSet<>(tags));
    return new Member(importKey, new EnumMap<>(values), once);
  }

  /** The value of the import key: two members with the same one are the same row to MAAC. */
  public String key() {
    return value(importKey.field());
  }

  /** Whether the field holds something. */
  public boolean has(final MemberField field) {
    return values.containsKey(field);
  }

  /** The field's value, or the empty text where it holds nothing. */
  public String value(final MemberField field) {
    return values.getOrDefault(field, "");
  }

  /** The member's own tags, each once, in the order in which they came. */
  public List<String> tags() {
    return tags;
  }

  /**
   * This member as it stands after a later record of the same key: the later values win where there
   * are any, tags are united. Sending the two one after the other would do the same.
   */
  public Member updatedBy(final Member later) {
    final EnumMap<MemberField, String> merged = new EnumMap<>(values);
    merged.putAll(later.values);
    return new Member(importKey, merged, union(tags, later.tags));
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
    return other instanceof Member that
        && importKey == that.importKey
        && values.equals(that.values)
        && tags.equals(that.tags);
  }

  @Override
  public int hashCode() {
    return 31 * values.hashCode() + tags.hashCode();
  }

  /** Names the fields that are there, never what they hold: these are people's data. */
  @Override
  public String toString() {
    return "Member" + values.keySet() + " tags=" + tags.size();
  }
}
