package io.github.linemaac.connect.mapping;

import org.apache.kafka.connect.data.Schema;

/**
 * What was found in one record along the paths of a {@link PathTree}: for each path a value,
 * nothing, or what was in the way. For one record and one thread.
 */
final class Found {
  /** Avro's own name for a type, where a converter hands it on beside Connect's. */
  private static final String LOGICAL_TYPE = "logicalType";

  /** Stands for a null that is there. */
  private static final Object NULL = new Object();

  private final int[] starts;
  private final Object[] values;
  private final Schema[] schemas;

  /** A rule that a value is read by. */
  interface Rule<T> {
    T read(FieldValue found) throws InvalidValue;
  }

  /**
   * Nothing yet.
   *
   * @param starts for each field the slot of its first path, and then how many slots there are
   */
  Found(final int[] starts) {
    this.starts = starts;
    final int slots = starts[starts.length - 1];
    this.values = new Object[slots];
    this.schemas = new Schema[slots];
  }

  void take(final int[] slots, final Object value, final Schema schema) {
    for (final int slot : slots) {
      values[slot] = value;
      schemas[slot] = schema;
    }
  }

  /** What stands there is null. */
  void takeNull(final int[] slots) {
    take(slots, NULL, null);
  }

  /** Something is in the way to these slots. */
  void block(final int[] slots, final Obstacle obstacle) {
    take(slots, obstacle, null);
  }

  /** What was found for these slots no longer counts. */
  void clear(final int[] slots) {
    take(slots, null, null);
  }

  /**
   * What a field holds: what the first of its paths finds that is not blank.
   *
   * @param nothing what the rule reads a blank value as
   * @throws InvalidValue if that value breaks the rule; or if no path finds anything, and something
   *     was in the way of one
   */
  <T> T first(final int field, final Rule<T> rule, final T nothing) throws InvalidValue {
    Obstacle obstacle = null;
    for (int slot = starts[field]; slot < starts[field + 1]; slot++) {
      final Object value = values[slot];
      if (value instanceof Obstacle inTheWay) {
        obstacle = obstacle == null ? inTheWay : obstacle;
      } else if (value != null && value != NULL) {
        final T read = rule.read(new FieldValue(value, typeName(schemas[slot])));
        if (!read.equals(nothing)) {
          return read;
        }
      }
    }
    if (obstacle != null) {
      throw new InvalidValue(obstacle.rule());
    }
    return nothing;
  }

  /** Whether a field is there and null: by one of its paths, and no other finds anything. */
  boolean isNull(final int field) {
    boolean isNull = false;
    for (int slot = starts[field]; slot < starts[field + 1]; slot++) {
      if (values[slot] != null && values[slot] != NULL) {
        return false;
      }
      isNull |= values[slot] == NULL;
    }
    return isNull;
  }

  private static String typeName(final Schema schema) {
    if (schema == null) {
      return "";
    }
    if (schema.name() != null) {
      return schema.name();
    }
    return schema.parameters() == null ? "" : schema.parameters().getOrDefault(LOGICAL_TYPE, "");
  }
}
