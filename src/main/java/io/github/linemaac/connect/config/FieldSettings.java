package io.github.linemaac.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.github.linemaac.connect.model.FieldPath;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.MemberField;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Where in a record each field of MAAC is found.
 *
 * @param paths the paths of the text fields that are read
 * @param tags the path of the tags, if they are read
 */
public record FieldSettings(Map<MemberField, FieldPath> paths, Optional<FieldPath> tags) {

  private static final String PREFIX = "field.";
  private static final String TAGS = PREFIX + "tags";

  /** Copies the map, so that the settings never change. */
  public FieldSettings {
    paths = Map.copyOf(paths);
  }

  static void define(final ConfigDef def) {
    final Keys keys = new Keys(def, "Fields");
    for (final MemberField field : MemberField.values()) {
      define(keys, key(field), field.jsonName());
    }
    define(keys, TAGS, "tags");
  }

  private static void define(final Keys keys, final String key, final String field) {
    keys.add(
        key,
        ConfigDef.Type.STRING,
        field,
        new TextRule(
            "a path such as a.b.c, $key, $key.a, $header.h or $topic, or empty",
            path -> {
              if (!path.isEmpty()) {
                FieldPath.parse(path);
              }
            }),
        isImportKey(field) ? HIGH : MEDIUM,
        "Where "
            + field
            + " is found in a record: a.b.c into the value, $key, $key.a, $header.h or $topic."
            + " Empty: it is not read.");
  }

  private static boolean isImportKey(final String field) {
    for (final ImportKey key : ImportKey.values()) {
      if (key.jsonName().equals(field)) {
        return true;
      }
    }
    return false;
  }

  static FieldSettings of(final AbstractConfig config) {
    final Map<MemberField, FieldPath> paths = new EnumMap<>(MemberField.class);
    for (final MemberField field : MemberField.values()) {
      path(config, key(field)).ifPresent(path -> paths.put(field, path));
    }
    return new FieldSettings(paths, path(config, TAGS));
  }

  private static Optional<FieldPath> path(final AbstractConfig config, final String key) {
    final String path = config.getString(key);
    return path.isEmpty() ? Optional.empty() : Optional.of(FieldPath.parse(path));
  }

  /** The configuration key that says where a field is found. */
  static String key(final MemberField field) {
    return PREFIX + field.jsonName();
  }
}
