package io.github.linemaac.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A made-up member as the value of a record. Immutable; each change gives another one. */
public record MemberRecord(Map<String, Object> fields) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Keeps the order of the fields. */
  public MemberRecord {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** A member with every text field, as MAAC takes them; each number gives another member. */
  public static MemberRecord number(int number) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("line_uid", "U%032x".formatted(number));
    fields.put("line_display_name", "Member " + number);
    fields.put("email", "member%d@example.com".formatted(number));
    fields.put("mobile", "+8869%08d".formatted(number));
    fields.put("customer_id", "C-" + number);
    fields.put("gender", number % 2 == 0 ? "female" : "male");
    fields.put(
        "birthday", "19%02d-%02d-%02d".formatted(number % 100, 1 + number % 12, 1 + number % 28));
    return new MemberRecord(fields);
  }

  /** The same with a field changed or added. */
  public MemberRecord with(String field, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(fields);
    changed.put(field, value);
    return new MemberRecord(changed);
  }

  /** The same without a field. */
  public MemberRecord without(String field) {
    Map<String, Object> changed = new LinkedHashMap<>(fields);
    changed.remove(field);
    return new MemberRecord(changed);
  }

  /** The LINE user id. */
  public String lineUid() {
    return fields.get("line_uid").toString();
  }

  /** The member as JSON text. */
  public String json() {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not to be written as JSON: " + fields.keySet(), e);
    }
  }
}
