package io.github.linemaac.connect.config;

import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * A text that must be readable, and that is no secret: the error says what is wrong with it.
 *
 * @param words what the value must be
 * @param reader throws {@link IllegalArgumentException} with what is wrong
 */
record Readability(String words, Consumer<String> reader) implements ConfigDef.Validator {

  @Override
  public void ensureValid(final String key, final Object value) {
    if (value == null) {
      return;
    }
    try {
      reader.accept(value.toString());
    } catch (final IllegalArgumentException e) {
      throw new ConfigException(key, value, e.getMessage() + ". It must be " + words);
    }
  }

  @Override
  public String toString() {
    return words;
  }
}
