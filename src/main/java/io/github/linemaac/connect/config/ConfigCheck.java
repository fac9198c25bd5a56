package io.github.linemaac.connect.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** Adds to Connect's own check of single keys what only shows when keys are seen together. */
public final class ConfigCheck {
  private ConfigCheck() {}

  /**
   * The same answer, with every further fault on each key that it involves.
   *
   * @param checked Connect's check of single keys
   * @param props the configuration as the user gave it
   */
  public static Config check(final Config checked, final Map<String, String> props) {
    final Map<String, ConfigValue> byKey = new HashMap<>();
    final Map<String, Object> sound = new HashMap<>();
    for (final ConfigValue value : checked.configValues()) {
      byKey.put(value.name(), value);
      if (value.errorMessages().isEmpty()) {
        sound.put(value.name(), value.value());
      }
    }
    final List<ConfigValue> values = new ArrayList<>(checked.configValues());
    values.addAll(NearMisses.of(props.keySet(), byKey.keySet()));
    return with(CrossChecks.faults(sound), new Config(values));
  }

  /** Whether nothing is wrong. */
  public static boolean isSound(final Config checked) {
    return checked.configValues().stream().allMatch(value -> value.errorMessages().isEmpty());
  }

  /** The same answer, with these faults on their keys. */
  public static Config with(final List<Fault> faults, final Config checked) {
    for (final Fault fault : faults) {
      checked.configValues().stream()
          .filter(value -> fault.keys().contains(value.name()))
          .forEach(value -> value.addErrorMessage(fault.message()));
    }
    return checked;
  }
}
