package io.github.linemaac.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.github.linemaac.connect.model.FieldPath;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.MemberField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where in a record each field of MAAC is found: along the first path of several that finds
 * something. A field without a path is not read.
 *
 * @param paths the paths of each text field
 * @param tags the paths of the tags
 * @param tagsBefore the paths of the tags before the change
 * @param tagsRemoved the paths of the tags that are taken off
 * @param segmentName the paths of the name of a segment
 * @param segmentAction the paths of what is done with a segment
 * @param segmentSnapshot the paths of which snapshot of a segment is meant
 * @param segmentSize the paths of how many ids a snapshot has
 * @param deleted the paths of whether the row of a record was deleted
 */
public record FieldSettings(
    Map<MemberField, List<FieldPath>> paths,
    List<FieldPath> tags,
    List<FieldPath> tagsBefore,
    List<FieldPath> tagsRemoved,
    List<FieldPath> segmentName,
    List<FieldPath> segmentAction,
    List<FieldPath> segmentSnapshot,
    List<FieldPath> segmentSize,
    List<FieldPath> deleted) {

  static final String TAGS_BEFORE = "field.tags_before";
  static final String TAGS_REMOVED = "field.tags_removed";
  static final String SEGMENT_NAME = "field.segment_name";
  static final String SEGMENT_ACTION = "field.segment_action";
  static final String SEGMENT_SNAPSHOT = "field.segment_snapshot";
  static final String SEGMENT_SIZE = "field.segment_size";

  private static final String PREFIX = "field.";
  private static final String TAGS = PREFIX + "tags";
  private static final String DELETED = PREFIX + "deleted";

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
    keys.add(
        TAGS_BEFORE,
        ConfigDef.Type.LIST,
        "",
        new Paths(),
        MEDIUM,
        "Where the tags before the change are found, as before.tags in a change event: only tags"
            + " that were not among them are put. Empty: it is not read, and all are put.");
    keys.add(
        TAGS_REMOVED,
        ConfigDef.Type.LIST,
        "tags_removed",
        new Paths(),
        MEDIUM,
        "Where a record says which tags are taken off its member, in the form that tags has; paths"
            + " as of the other fields. It is read only if tags.removable is set, and needs"
            + " line_uid in the record, since MAAC takes tags off by that alone.");
    define(keys, SEGMENT_NAME, "segment_name");
    define(keys, SEGMENT_ACTION, "segment_action");
    define(keys, SEGMENT_SNAPSHOT, "segment_snapshot");
    define(keys, SEGMENT_SIZE, "segment_size");
    keys.add(
        DELETED,
        ConfigDef.Type.LIST,
        "__deleted",
        new Paths(),
        MEDIUM,
        "Where a record says that its row was deleted: true in any case, as text or boolean, or d"
            + " or delete, as change streams have it. Members: such a record is a tombstone."
            + " Segments: it removes its id from the segment. Empty: it is not read.");
  }

  private static void define(final Keys keys, final String key, final String field) {
    keys.add(
        key,
        ConfigDef.Type.LIST,
        field,
        new Paths(),
        isImportKey(field) ? HIGH : MEDIUM,
        "Where "
            + field
            + " is found in a record: a.b.c into the value, $key, $key.a, $header.h or $topic; of"
            + " several, with commas between, the first that finds something. Empty: it is not"
            + " read.");
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
    final Map<MemberField, List<FieldPath>> paths = new EnumMap<>(MemberField.class);
    for (final MemberField field : MemberField.values()) {
      paths.put(field, paths(config, key(field)));
    }
    return new FieldSettings(
        paths,
        paths(config, TAGS),
        paths(config, TAGS_BEFORE),
        paths(config, TAGS_REMOVED),
        paths(config, SEGMENT_NAME),
        paths(config, SEGMENT_ACTION),
        paths(config, SEGMENT_SNAPSHOT),
        paths(config, SEGMENT_SIZE),
        paths(config, DELETED));
  }

  private static List<FieldPath> paths(final AbstractConfig config, final String key) {
    return config.getList(key).stream().map(FieldPath::parse).toList();
  }

  /** The configuration key that says where a field is found. */
  static String key(final MemberField field) {
    return PREFIX + field.jsonName();
  }

  /** Each of them a path. */
  private record Paths() implements ConfigDef.Validator {
    @Override
    public void ensureValid(final String key, final Object value) {
      if (value instanceof List<?> paths) {
        for (final Object path : paths) {
          try {
            FieldPath.parse(path.toString());
          } catch (final IllegalArgumentException e) {
            throw new ConfigException(key, path, "must be " + this + ": " + e.getMessage());
          }
        }
      }
    }

    @Override
    public String toString() {
      return "paths such as a.b.c, list.0.a, $key, $key.a, $header.h or $topic, or empty";
    }
  }
}
