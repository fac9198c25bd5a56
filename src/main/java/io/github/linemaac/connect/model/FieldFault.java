package io.github.linemaac.connect.model;

/**
 * A field of a record that breaks a rule. It never holds the value.
 *
 * @param field the field of MAAC, or {@code value} for the record as a whole
 * @param rule what the field should have been, as a clause that follows the field's name
 */
public record FieldFault(String field, String rule) {

  /** A few words for people: {@code line_uid: is missing or blank}. */
  public String reason() {
    return field + ": " + rule;
  }
}
