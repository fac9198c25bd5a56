package io.github.linemaac.connect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Adds the keys of one group to a definition, in order. */
public final class Keys {
  private final ConfigDef def;
  private final String group;
  private int order;

  public Keys(final ConfigDef def, final String group) {
    this.def = def;
    this.group = group;
  }

  /** A key whose values are free within its validator. */
  public Keys add(
      final String key,
      final ConfigDef.Type type,
      final Object defaultValue,
      final ConfigDef.Validator validator,
      final Importance importance,
      final String doc) {
    def.define(
        key,
        type,
        defaultValue,
        validator,
        importance,
        doc,
        group,
        ++order,
        type == ConfigDef.Type.LIST || type == ConfigDef.Type.STRING ? Width.MEDIUM : Width.SHORT,
        key);
    return this;
  }

  /** A key whose value is one of a few words. */
  public Keys addChoice(
      final String key,
      final Object defaultValue,
      final EnumValidator choice,
      final Importance importance,
      final String doc) {
    def.define(
        key,
        ConfigDef.Type.STRING,
        defaultValue,
        choice,
        importance,
        doc,
        group,
        ++order,
        Width.SHORT,
        key,
        choice);
    return this;
  }
}
