package io.github.linemaac.sandbox;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A contact of the account, as it is at one moment.
 *
 * @param values what is stored; a field that holds nothing is absent
 * @param tags by name
 */
public record Contact(
    long id,
    Map<ContactField, String> values,
    Map<String, Tagging> tags,
    long createdAtMs,
    long updatedAtMs) {

  /**
   * A tag on a contact. MAAC keeps the time of the first tagging (documented, {@code tagged_at}),
   * so one that is repeated shows in {@code times} alone, which MAAC shows nobody. Tagging again is
   * a further record of intensity and may start a journey again, once an hour (help centre, of CSV
   * imports and of journeys; inferred for the API).
   */
  public record Tagging(long taggedAtMs, int times) {}

  /** The stored value; empty if there is none. */
  public String value(ContactField field) {
    return values.getOrDefault(field, "");
  }

  /** The LINE user id; empty for a contact that is not linked to LINE. */
  public String lineUid() {
    return value(ContactField.LINE_UID);
  }

  /** The names of the tags. */
  public Set<String> tagNames() {
    return tags.keySet();
  }

  /** How often a tag was put on this contact; 0: never. */
  public int timesTagged(String tag) {
    return tags.getOrDefault(tag, new Tagging(0, 0)).times();
  }

  /**
   * This contact after an import (MAAC OpenAPI, import contacts): what is not blank overwrites,
   * blank leaves alone, tags are only added. The documented list of what is overwritten lacks
   * {@code line_uid}, so that one stays.
   */
  Contact after(ImportRow row, List<String> importTags, Region region, long nowMs) {
    Map<ContactField, String> merged = new EnumMap<>(ContactField.class);
    merged.putAll(values);
    for (ContactField field : row.values().keySet()) {
      String value = row.value(field);
      if (!value.isEmpty() && field != ContactField.LINE_UID) {
        merged.put(field, stored(field, value, region));
      }
    }
    return new Contact(
        id,
        Collections.unmodifiableMap(merged),
        withTags(row.tags(), importTags, nowMs),
        createdAtMs,
        nowMs);
  }

  Contact withTag(String tag, long nowMs) {
    return new Contact(id, values, withTags(List.of(tag), List.of(), nowMs), createdAtMs, nowMs);
  }

  Contact withoutTag(String tag, long nowMs) {
    Map<String, Tagging> fewer = new LinkedHashMap<>(tags);
    fewer.remove(tag);
    return new Contact(id, values, Collections.unmodifiableMap(fewer), createdAtMs, nowMs);
  }

  Contact withoutCustomerId(long nowMs) {
    Map<ContactField, String> fewer = new EnumMap<>(ContactField.class);
    fewer.putAll(values);
    fewer.remove(ContactField.CUSTOMER_ID);
    return new Contact(id, Collections.unmodifiableMap(fewer), tags, createdAtMs, nowMs);
  }

  private Map<String, Tagging> withTags(List<String> rowTags, List<String> importTags, long nowMs) {
    if (rowTags.isEmpty() && importTags.isEmpty()) {
      return tags;
    }
    Map<String, Tagging> more = new LinkedHashMap<>(tags);
    LinkedHashMap<String, Boolean> names = new LinkedHashMap<>();
    rowTags.forEach(name -> names.put(name, true));
    importTags.forEach(name -> names.put(name, true));
    for (String name : names.keySet()) {
      more.merge(
          name,
          new Tagging(nowMs, 1),
          (old, once) -> new Tagging(old.taggedAtMs(), old.times() + 1));
    }
    return Collections.unmodifiableMap(more);
  }

  static String stored(ContactField field, String value, Region region) {
    return field == ContactField.MOBILE ? region.toE164(value).orElse(value) : value;
  }
}
