package io.github.linemaac.sandbox;

import java.util.List;
import java.util.Map;

/**
 * One object of {@code data}.
 *
 * @param values of the fields that are present; null came in as the empty text
 */
record ImportRow(Map<ContactField, String> values, List<String> tags) {

  boolean has(ContactField field) {
    return values.containsKey(field);
  }

  /** The value without the spaces around it; empty if blank or absent. */
  String value(ContactField field) {
    return values.getOrDefault(field, "").strip();
  }
}
