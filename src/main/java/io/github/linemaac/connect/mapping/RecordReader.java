package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.model.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Finds values in one record along paths. Parses text and bytes once, and the key only if a path
 * needs its fields. For one record and one thread.
 */
final class RecordReader {
  private final SinkRecord record;
  private final Object value;
  private Optional<Object> key = Optional.empty();

  /**
   * A reader of a record that has a value.
   *
   * @throws InvalidValue if the value is no record
   */
  RecordReader(final SinkRecord record) throws InvalidValue {
    this.record = record;
    this.value = Document.parse(record.value());
  }

  /** A reader of a record that may have no value: paths into it find nothing. */
  static RecordReader ofTombstone(final SinkRecord record) {
    return new RecordReader(record, Map.of());
  }

  private RecordReader(final SinkRecord record, final Object value) {
    this.record = record;
    this.value = value;
  }

  /**
   * What is found in the key of a tombstone: along the path, as if it led into the key; or the key
   * itself, where it has no fields.
   */
  Optional<Located> findInKeyOfTombstone(final FieldPath path) throws InvalidValue {
    if (path.root() != FieldPath.Root.VALUE) {
      return find(path);
    }
    return find(new FieldPath(FieldPath.Root.KEY, "", keyHasFields() ? path.steps() : List.of()));
  }

  /** Whether the key of the record has fields. */
  boolean keyHasFields() {
    return record.key() != null && Document.holdsFields(record.key());
  }

  /** What is found along a path; empty where it is missing or null. */
  Optional<Located> find(final FieldPath path) throws InvalidValue {
    return switch (path.root()) {
      case VALUE -> follow(value, path);
      case KEY -> findInKey(path);
      case HEADER -> findInHeaders(path.header());
      case TOPIC -> Located.of(record.topic(), "");
    };
  }

  private Optional<Located> findInKey(final FieldPath path) throws InvalidValue {
    if (record.key() == null) {
      return Optional.empty();
    }
    if (path.steps().isEmpty()) {
      return Located.of(Document.text(record.key()), Document.name(record.keySchema()));
    }
    if (key.isEmpty()) {
      key = Optional.of(parseKey(record.key()));
    }
    return follow(key.get(), path);
  }

  private static Object parseKey(final Object key) throws InvalidValue {
    try {
      return Document.parse(key);
    } catch (final InvalidValue e) {
      throw new InvalidValue("is read from the record's key, which has no fields");
    }
  }

  private Optional<Located> findInHeaders(final String name) {
    final Header header = record.headers().lastWithName(name);
    return header == null
        ? Optional.empty()
        : Located.of(header.value(), Document.name(header.schema()));
  }

  private static Optional<Located> follow(final Object root, final FieldPath path)
      throws InvalidValue {
    Optional<Located> found = Optional.empty();
    Object document = root;
    for (int i = 0; i < path.steps().size(); i++) {
      if (!Document.hasFields(document)) {
        throw new InvalidValue("is looked for inside a value that has no fields");
      }
      found = Document.field(document, path.steps().get(i));
      if (found.isEmpty()) {
        return found;
      }
      document = found.get().value();
    }
    return found;
  }
}
