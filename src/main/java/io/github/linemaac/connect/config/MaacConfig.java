package io.github.linemaac.connect.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The configuration of one connector, typed and checked. Immutable. */
public record MaacConfig(
    ApiSettings api,
    DataObject dataObject,
    MemberSettings members,
    TagSettings tags,
    RemovalSettings removals,
    SegmentSettings segments,
    FieldSettings fields,
    ValueSettings values,
    DeliverySettings delivery,
    ScheduleSettings schedule) {

  /** Every key of the connector, by groups. */
  public static ConfigDef definition() {
    final ConfigDef def = new ConfigDef();
    ApiSettings.define(def);
    TlsSettings.define(def);
    MemberSettings.define(def);
    TagSettings.define(def);
    RemovalSettings.define(def);
    SegmentSettings.define(def);
    FieldSettings.define(def);
    ValueSettings.define(def);
    DeliverySettings.define(def);
    ScheduleSettings.define(def);
    return def;
  }

  /**
   * What of a connector's configuration is read here: its own keys, and of them those that are set,
   * since a JSON null is a key's absence.
   *
   * <p>{@link AbstractConfig} would resolve placeholders by any {@code config.providers} that it
   * finds among the keys, past what the worker's operator allows (CVE-2024-31141). So it must never
   * see a key that is not the connector's.
   */
  public static Map<String, String> ownKeys(final Map<String, String> props) {
    final Map<String, String> own = new HashMap<>(props);
    own.keySet().retainAll(definition().names());
    own.values().removeIf(Objects::isNull);
    return own;
  }

  /**
   * Reads a configuration.
   *
   * @throws ConfigException if a key, or how keys go together, is wrong
   */
  public static MaacConfig of(final Map<String, String> props) {
    return read(props, false);
  }

  /** Reads the configuration of a task that starts, and writes its values to the log at INFO. */
  public static MaacConfig ofTask(final Map<String, String> props) {
    return read(props, true);
  }

  private static MaacConfig read(final Map<String, String> props, final boolean isLogged) {
    final AbstractConfig config = new AbstractConfig(definition(), ownKeys(props), isLogged);
    final List<Fault> faults = CrossChecks.faults(config.values());
    faults.addAll(ClientOverrides.faults(props, config.values()));
    if (!faults.isEmpty()) {
      throw new ConfigException(faults.get(0).message());
    }
    return new MaacConfig(
        ApiSettings.of(config),
        EnumValidator.read(config, MemberSettings.DATA_OBJECT, DataObject.class),
        MemberSettings.of(config),
        TagSettings.of(config),
        RemovalSettings.of(config),
        SegmentSettings.of(config),
        FieldSettings.of(config),
        ValueSettings.of(config),
        DeliverySettings.of(config),
        ScheduleSettings.of(config));
  }
}
