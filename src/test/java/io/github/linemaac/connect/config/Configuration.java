package io.github.linemaac.connect.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;

/**
 * A configuration as users give it: sound at first, and then what a test makes of it. Immutable.
 */
record Configuration(Map<String, String> props) {

  /** What a connector must set, and what Connect itself needs. */
  static Configuration sound() {
    return new Configuration(
        Map.of(
            "name", "maac",
            "connector.class", "io.github.linemaac.connect.MaacSinkConnector",
            "topics", "members",
            "api.token", "test-token",
            "data.object", "members",
            "import.key", "line_uid"));
  }

  Configuration with(final String key, final String value) {
    final Map<String, String> more = new HashMap<>(props);
    more.put(key, value);
    return new Configuration(more);
  }

  Configuration without(final String key) {
    final Map<String, String> fewer = new HashMap<>(props);
    fewer.remove(key);
    return new Configuration(fewer);
  }

  /** The configuration as a task gets it. */
  MaacConfig read() {
    return MaacConfig.of(props);
  }

  /** What is shown for each key, errors included, without a call to MAAC. */
  List<ConfigValue> validate() {
    return ConfigCheck.check(props).configValues();
  }

  /** The errors by key, of those keys that have some. */
  Map<String, List<String>> errors() {
    final Map<String, List<String>> errors = new TreeMap<>();
    for (final ConfigValue value : validate()) {
      if (!value.errorMessages().isEmpty()) {
        errors.put(value.name(), value.errorMessages());
      }
    }
    return errors;
  }
}
