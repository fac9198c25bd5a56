package io.github.linemaac.connect.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * One of a few words: checks the value, and offers the words to whoever edits the configuration.
 */
public record EnumValidator(List<String> words)
    implements ConfigDef.Validator, ConfigDef.Recommender {

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
