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
 * @param segmentName the path of the name of a list, if it is read
 * @param segmentAction the path of what is done with a list, if it is read
 */
public record FieldSettings(
    Map<MemberField, FieldPath> paths,
    Optional<FieldPath> tags,
    Optional<FieldPath> segmentName,
    Optional<FieldPath> segmentAction) {

  static final String SEGMENT_NAME = "field.segment_name";

  private static final String PREFIX = "field.";
  private static final String TAGS = PREFIX + "tags";
  private static final String SEGMENT_ACTION = PREFIX + "segment_action";

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
    define(keys, SEGMENT_NAME, "segment_name");
    define(keys, SEGMENT_ACTION, "segment_action");
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
    return new FieldSettings(
        paths, path(config, TAGS), path(config, SEGMENT_NAME), path(config, SEGMENT_ACTION));
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
