package io.github.linemaac.connect.config;

import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * A rule for a text, with words that say it in the reference and in errors. The value itself is
 * never part of the message: some keys hold secrets.
 *
 * @param words what the value must be, as in "an http or https URL"
 * @param check throws {@link IllegalArgumentException} if the value breaks the rule
 */
record TextRule(String words, Consumer<String> check) implements ConfigDef.Validator {

  @Override
  public void ensureValid(final String key, final Object value) {
    if (value == null) {
      return;
    }
    final String text = value instanceof Password password ? password.value() : value.toString();
    try {
      check.accept(text);
    } catch (final IllegalArgumentException e) {
      throw new ConfigException("Invalid value for configuration " + key + ": must be " + words);
    }
  }

  /** The check that a condition makes. */
  static void require(final boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException("the rule is broken");
    }
  }

  @Override
  public String toString() {
    return words;
  }
}
