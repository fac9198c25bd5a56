package io.github.linemaac.connect.mapping;

/**
 * A value that breaks the rule of its field. Carries the rule, never the value, and no stack trace.
 */
final class InvalidValue extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidValue(final String rule) {
    super(rule, null, false, false);
  }

  /** The rule that is broken, as a clause that follows the field's name. */
  String rule() {
    return getMessage();
  }
}
