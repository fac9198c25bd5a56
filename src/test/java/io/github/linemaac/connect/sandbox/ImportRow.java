package io.github.linemaac.connect.sandbox;

import java.util.List;
import java.util.Map;

/**
 * One object of {@code data}.
 *
 * @param values of the fields that are present; null came in as the empty text
 */
record ImportRow(Map<MemberField, String> values, List<String> tags) {

  boolean has(MemberField field) {
    return values.containsKey(field);
  }

  /** The value without the spaces around it; empty if blank or absent. */
  String value(MemberField field) {
    return values.getOrDefault(field, "").strip();
  }
}
