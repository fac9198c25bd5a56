package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.model.CleanText;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Reads the key of a record: a value, or something with fields. Pure. */
final class RecordKey {
  private static final Obstacle NO_FIELDS =
      new Obstacle("is read from the record's key, which has no fields");

  private RecordKey() {}

  /** Finds in a key what the paths want that lead into it. */
  static void read(final PathNode node, final Object key, final Schema schema, final Found found) {
    final PathWalk walk = new PathWalk(found, Optional.of(NO_FIELDS));
    final Object given;
    try {
      given = unquoted(key);
    } catch (final InvalidValue e) {
      walk.block(node, Obstacle.of(e));
      return;
    }
    walk.at(node, given, schema);
    if (given instanceof String text) {
      Misread.key(text).ifPresent(rule -> found.block(node.wanted(), rule));
    }
  }

  /** Whether a key has fields, or holds text that has. */
  static boolean hasFields(final Object key) {
    try {
      final Object given = key == null ? "" : unquoted(key);
      return given instanceof Struct
          || given instanceof Map
          || (given instanceof String text && Json.whole(text) instanceof Map);
    } catch (final InvalidValue e) {
      return false;
    }
  }

  /** A key that was written as JSON and read as text is what it says, without its quotes. */
  private static Object unquoted(final Object key) throws InvalidValue {
    if (!(Text.decoded(key) instanceof String text)) {
      return key;
    }
    return Json.unquoted(CleanText.strip(text));
  }
}
