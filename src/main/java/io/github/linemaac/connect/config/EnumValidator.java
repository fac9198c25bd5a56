package io.github.linemaac.connect.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * One of a few words: checks the value, and offers the words to whoever edits the configuration.
 */
public record EnumValidator(List<String> words)
    implements ConfigDef.Validator, ConfigDef.Recommender {

  /** The words for the values of an enum: their names in lower case. */
  static EnumValidator of(final Class<? extends Enum<?>> type) {
    return new EnumValidator(
        Arrays.stream(type.getEnumConstants())
            .map(value -> value.name().toLowerCase(Locale.ROOT))
            .toList());
  }

  /** The value that a key's word stands for. */
  static <E extends Enum<E>> E read(
      final AbstractConfig config, final String key, final Class<E> type) {
    return Enum.valueOf(type, config.getString(key).toUpperCase(Locale.ROOT));
  }

  @Override
  public void ensureValid(final String key, final Object value) {
    if (value != null && !words.contains(value)) {
      throw new ConfigException(key, value, "must be " + this);
    }
  }

  @Override
  public List<Object> validValues(final String key, final Map<String, Object> config) {
    return List.copyOf(words);
  }

  @Override
  public boolean visible(final String key, final Map<String, Object> config) {
    return true;
  }

  @Override
  public String toString() {
    return "one of " + String.join(", ", words);
  }
}
