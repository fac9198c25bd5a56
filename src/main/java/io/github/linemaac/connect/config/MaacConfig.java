package io.github.linemaac.connect.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The configuration of one connector, typed and checked. Immutable. */
public record MaacConfig(
    ApiSettings api,
    DataObject dataObject,
    MemberSettings members,
    SegmentSettings segments,
    FieldSettings fields,
    DeliverySettings delivery,
    ScheduleSettings schedule) {

  /** Every key of the connector, by groups. */
  public static ConfigDef definition() {
    final ConfigDef def = new ConfigDef();
    ApiSettings.define(def);
    MemberSettings.define(def);
    SegmentSettings.define(def);
    FieldSettings.define(def);
    DeliverySettings.define(def);
    ScheduleSettings.define(def);
    return def;
  }

  /**
   * Reads a configuration.
   *
   * @throws ConfigException if a key, or how keys go together, is wrong
   */
  public static MaacConfig of(final Map<String, String> props) {
    final AbstractConfig config = new AbstractConfig(definition(), props);
    final List<Fault> faults = CrossChecks.faults(config.values());
    if (!faults.isEmpty()) {
      throw new ConfigException(faults.get(0).message());
    }
    return new MaacConfig(
        ApiSettings.of(config),
        DataObject.of(config.getString(MemberSettings.DATA_OBJECT)),
        MemberSettings.of(config),
        SegmentSettings.of(config),
        FieldSettings.of(config),
        DeliverySettings.of(config),
        ScheduleSettings.of(config));
  }
}
