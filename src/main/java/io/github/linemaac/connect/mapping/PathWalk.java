package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.model.CleanText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Walks along one part of a record by the nodes of its paths, and takes the values that it passes.
 * Structs, Maps and lists are looked into where a node leads further; so is text and are bytes that
 * hold JSON, as a stream ({@link JsonWalk}). For one record and one thread.
 */
final class PathWalk {
  private static final Obstacle NO_INDEX =
      new Obstacle("is looked for inside a list, without a number as 0 in identities.0.id");

  private static final Obstacle OTHER_BRANCH =
      new Obstacle(
          "is looked for in one branch of a union, and another one is set: end the path before the"
              + " branch");

  private final Found found;
  private final Optional<Obstacle> noFields;

  /**
   * A walk.
   *
   * @param noFields what is told of a path that leads through a value without fields; empty where
   *     such a path finds nothing
   */
  PathWalk(final Found found, final Optional<Obstacle> noFields) {
    this.found = found;
    this.noFields = noFields;
  }

  /** Takes in what stands at a node. */
  void at(final PathNode node, final Object value, final Schema schema) {
    if (value == null) {
      found.takeNull(node.wanted());
      return;
    }
    if (value instanceof Struct struct && OneOf.isOneOf(struct.schema())) {
      atOneOf(node, struct);
      return;
    }
    if (node.isWanted()) {
      found.take(node.wanted(), OneOf.plain(value), schema);
    }
    if (node.leadsFurther()) {
      into(node, value, schema);
    }
  }

  /** What was taken at a node and further on no longer counts. */
  void forget(final PathNode node) {
    found.clear(node.wanted());
    found.clear(node.further());
  }

  /** Something is in the way to a node and further on. */
  void block(final PathNode node, final Obstacle obstacle) {
    found.block(node.wanted(), obstacle);
    found.block(node.further(), obstacle);
  }

  /** What stands at a node has no fields. */
  void blockFurther(final PathNode node) {
    noFields.ifPresent(obstacle -> blockFurther(node, obstacle));
  }

  /** Something is in the way from a node further on. */
  void blockFurther(final PathNode node, final Obstacle obstacle) {
    found.block(node.further(), obstacle);
  }

  private void into(final PathNode node, final Object value, final Schema schema) {
    if (value instanceof Struct struct) {
      intoStruct(node, struct);
    } else if (value instanceof Map<?, ?> map) {
      final Schema inner = inner(schema);
      for (int i = 0; i < node.size(); i++) {
        final Object element = value(map, node.step(i));
        if (element != null || hasNull(map, node.step(i))) {
          at(node.child(i), element, inner);
        }
      }
    } else if (value instanceof List<?> list) {
      intoList(node, list, inner(schema));
    } else if (value instanceof String text) {
      intoText(node, text);
    } else if (Text.isBytes(value)) {
      intoBytes(node, value);
    } else {
      blockFurther(node);
    }
  }

  private void intoStruct(final PathNode node, final Struct struct) {
    for (int i = 0; i < node.size(); i++) {
      final Field field = struct.schema().field(node.step(i));
      if (field != null) {
        at(node.child(i), value(struct, field), field.schema());
      }
    }
  }

  /** A NULL is a NULL, whatever its column has as default. */
  private static Object value(final Struct struct, final Field field) {
    return field.schema().defaultValue() == null
        ? struct.get(field)
        : struct.getWithoutDefault(field.name());
  }

  /** A map that is ordered by keys of another type throws at a text. */
  private static Object value(final Map<?, ?> map, final String name) {
    try {
      return map.get(name);
    } catch (final ClassCastException e) {
      return null;
    }
  }

  private static boolean hasNull(final Map<?, ?> map, final String name) {
    try {
      return map.containsKey(name);
    } catch (final ClassCastException e) {
      return false;
    }
  }

  private void intoList(final PathNode node, final List<?> list, final Schema inner) {
    blockUnnumbered(node);
    node.byIndex()
        .forEach(
            (index, child) -> {
              if (index < list.size()) {
                at(child, list.get(index), inner);
              }
            });
  }

  /** Paths that lead into a list with the name of a field lead nowhere. */
  void blockUnnumbered(final PathNode node) {
    if (node.byIndex().size() < node.size()) {
      node.byStep().values().stream()
          .filter(child -> !node.byIndex().containsValue(child))
          .forEach(child -> block(child, NO_INDEX));
    }
  }

  /** Text that is blank or null, or that the database did not tell, is nothing to look into. */
  void intoText(final PathNode node, final String text) {
    final String clean = CleanText.strip(text);
    if (!clean.isEmpty() && !clean.equals(Text.UNAVAILABLE) && !clean.equals(Json.NULL)) {
      new JsonWalk(this).inField(node, clean);
    }
  }

  private void intoBytes(final PathNode node, final Object bytes) {
    try {
      intoText(node, Text.decoded(bytes).toString());
    } catch (final InvalidValue e) {
      blockFurther(node, Obstacle.of(e));
    }
  }

  /** The branch that is set stands for the whole; a path may also name a branch. */
  private void atOneOf(final PathNode node, final Struct struct) {
    final Optional<Field> set;
    try {
      set = OneOf.set(struct);
    } catch (final InvalidValue e) {
      block(node, Obstacle.of(e));
      return;
    }
    if (set.isEmpty()) {
      return;
    }
    final Field branch = set.get();
    final Object value = struct.getWithoutDefault(branch.name());
    at(node, value, branch.schema());
    for (int i = 0; i < node.size(); i++) {
      if (struct.schema().field(node.step(i)) != null) {
        forget(node.child(i));
        if (node.step(i).equals(branch.name())) {
          at(node.child(i), value, branch.schema());
        } else if (OneOf.isOfTypes(struct.schema())) {
          block(node.child(i), OTHER_BRANCH);
        }
      }
    }
  }

  private static Schema inner(final Schema schema) {
    return schema != null
            && (schema.type() == Schema.Type.MAP || schema.type() == Schema.Type.ARRAY)
        ? schema.valueSchema()
        : null;
  }
}
