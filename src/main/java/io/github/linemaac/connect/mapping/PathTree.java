package io.github.linemaac.connect.mapping;

import com.fasterxml.jackson.core.JsonParser;
import io.github.linemaac.connect.mapping.PathNode.Way;
import io.github.linemaac.connect.model.CleanText;
import io.github.linemaac.connect.model.FieldPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * All the paths of a connector as one tree, so that one walk along a record finds all that is
 * wanted of it. Immutable; any thread may use it.
 */
final class PathTree {
  private static final Obstacle NO_FIELDS =
      new Obstacle("is looked for inside a value that has no fields");

  private final int[] starts;
  private final PathNode value;
  private final PathNode key;
  private final Map<String, PathNode> headers;
  private final PathNode topic;

  /**
   * The tree of some fields.
   *
   * @param fields the paths of each field, the one that is looked at first before the others; a
   *     field is known by its place in the list
   */
  PathTree(final List<List<FieldPath>> fields) {
    final Map<FieldPath.Root, List<Way>> ways = new LinkedHashMap<>();
    final Map<String, List<Way>> byHeader = new LinkedHashMap<>();
    this.starts = new int[fields.size() + 1];
    int slot = 0;
    for (int field = 0; field < fields.size(); field++) {
      starts[field] = slot;
      for (final FieldPath path : fields.get(field)) {
        for (final FieldPath reading : path.readings()) {
          final Way way = new Way(reading.steps(), slot++);
          (reading.root() == FieldPath.Root.HEADER
                  ? byHeader.computeIfAbsent(reading.header(), header -> new ArrayList<>())
                  : ways.computeIfAbsent(reading.root(), root -> new ArrayList<>()))
              .add(way);
        }
      }
    }
    starts[fields.size()] = slot;
    this.value = node(ways, FieldPath.Root.VALUE);
    this.key = node(ways, FieldPath.Root.KEY);
    this.topic = node(ways, FieldPath.Root.TOPIC);
    this.headers = new LinkedHashMap<>();
    byHeader.forEach((header, to) -> headers.put(header, new PathNode(to)));
  }

  private static PathNode node(
      final Map<FieldPath.Root, List<Way>> ways, final FieldPath.Root root) {
    return new PathNode(ways.getOrDefault(root, List.of()));
  }

  /** The node that paths into the value begin at. */
  PathNode value() {
    return value;
  }

  /**
   * What is found in a record. Of a tombstone, nothing is found in its value.
   *
   * @throws InvalidValue if the value is no record
   */
  Found read(final SinkRecord record) throws InvalidValue {
    final Found found = new Found(starts);
    if (record.value() != null) {
      readValue(record, new PathWalk(found, Optional.of(NO_FIELDS)));
    }
    if (record.key() != null && (key.isWanted() || key.leadsFurther())) {
      RecordKey.read(key, record.key(), record.keySchema(), found);
    }
    if (!headers.isEmpty()) {
      readHeaders(record, new PathWalk(found, Optional.empty()));
    }
    found.take(topic.wanted(), record.topic(), null);
    return found;
  }

  private void readValue(final SinkRecord record, final PathWalk walk) throws InvalidValue {
    final Object given = record.value();
    if (given instanceof Struct || given instanceof Map) {
      walk.at(value, given, record.valueSchema());
    } else if (given instanceof String || Text.isBytes(given)) {
      readJson(given, walk);
    } else {
      throw new InvalidValue("is not a record: neither a Struct, nor a Map, nor a JSON object");
    }
  }

  private void readJson(final Object given, final PathWalk walk) throws InvalidValue {
    try (JsonParser parser =
        given instanceof String text
            ? Json.stream(CleanText.strip(text))
            : Json.stream(Text.bytes(given))) {
      if (!new JsonWalk(walk).isObject(value, parser)) {
        throw Misread.noObject(given);
      }
    } catch (final Json.NoNumber e) {
      throw new InvalidValue("holds NaN or Infinity, which JSON does not have");
    } catch (final IOException e) {
      // Its message quotes the text, so it ends here.
      throw Misread.noObject(given);
    }
  }

  private void readHeaders(final SinkRecord record, final PathWalk walk) {
    headers.forEach(
        (name, node) -> {
          final Header header = record.headers().lastWithName(name);
          if (header != null) {
            walk.at(node, header.value(), header.schema());
          }
        });
  }
}
