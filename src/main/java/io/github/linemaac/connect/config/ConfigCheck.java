package io.github.linemaac.connect.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Checks a configuration: each key alone, keys together, keys that are nearly one of ours, and
 * settings of Kafka's clients.
 */
public final class ConfigCheck {
  private ConfigCheck() {}

  /**
   * An answer with every key of the connector, and every fault on each key that it involves.
   *
   * @param props the configuration as the user gave it; a key whose value is null is not set
   */
  public static Config check(final Map<String, String> props) {
    final List<ConfigValue> checked = MaacConfig.definition().validate(MaacConfig.ownKeys(props));
    final Map<String, ConfigValue> byKey = new HashMap<>();
    final Map<String, Object> sound = new HashMap<>();
    for (final ConfigValue value : checked) {
      byKey.put(value.name(), value);
      if (value.errorMessages().isEmpty()) {
        sound.put(value.name(), value.value());
      }
    }
    final List<ConfigValue> values = new ArrayList<>(checked);
    values.addAll(NearMisses.of(setKeys(props), byKey.keySet()));
    final List<Fault> faults = CrossChecks.faults(sound);
    faults.addAll(ClientOverrides.faults(props, sound));
    return with(faults, new Config(values));
  }

  private static List<String> setKeys(final Map<String, String> props) {
    return props.keySet().stream().filter(key -> props.get(key) != null).toList();
  }

  /** Whether nothing is wrong. */
  public static boolean isSound(final Config checked) {
    return checked.configValues().stream().allMatch(value -> value.errorMessages().isEmpty());
  }

  /** The same answer, with these faults on their keys, which need not be the connector's own. */
  public static Config with(final List<Fault> faults, final Config checked) {
    final Map<String, ConfigValue> byKey = new LinkedHashMap<>();
    checked.configValues().forEach(value -> byKey.put(value.name(), value));
    for (final Fault fault : faults) {
      fault
          .keys()
          .forEach(
              key -> byKey.computeIfAbsent(key, ConfigValue::new).addErrorMessage(fault.message()));
    }
    return new Config(List.copyOf(byKey.values()));
  }
}
