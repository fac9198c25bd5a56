package io.github.linemaac.connect.config;

import io.github.linemaac.connect.model.CleanText;
import io.github.linemaac.connect.model.MaacLimits;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** No blank and no overlong name among tags. */
record TagsRule() implements ConfigDef.Validator {

  /** The names that a key has, each once. */
  static List<String> names(final AbstractConfig config, final String key) {
    return config.getList(key).stream().map(CleanText::strip).distinct().toList();
  }

  @Override
  public void ensureValid(final String key, final Object value) {
    if (value instanceof List<?> names) {
      for (final Object name : names) {
        final String tag = CleanText.strip(name.toString());
        if (tag.isEmpty()
            || CleanText.length(tag) > MaacLimits.TAG_CHARACTERS
            || CleanText.fault(tag).isPresent()) {
          throw new ConfigException("Invalid value for configuration " + key + ": must be " + this);
        }
      }
    }
  }

  @Override
  public String toString() {
    return "names of 1 to "
        + MaacLimits.TAG_CHARACTERS
        + " characters, without NUL and half characters";
  }
}
