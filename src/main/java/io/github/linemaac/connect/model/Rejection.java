package io.github.linemaac.connect.model;

/**
 * Why a record cannot be delivered. It names the field and the rule, never the value: reasons go to
 * logs, to headers of the dead-letter queue and to REST answers.
 *
 * @param field the field of MAAC, or {@code value} for the record as a whole
 * @param rule what the field should have been, as a clause that follows the field's name
 */
public record Rejection(String field, String rule) {

  /** One line for people: {@code line_uid: is missing or blank}. */
  public String reason() {
    return field + ": " + rule;
  }
}
