package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.model.CleanText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * Tells from a record that cannot be used what its configuration takes it for by mistake, in words
 * that name the converter, transform or key to set. Asked only for records that are rejected. Pure.
 */
final class Misread {
  private static final String REGISTRY =
      " begins with a schema registry's magic byte: set %s.converter to the registry's converter of"
          + " that format (Avro, JSON Schema or Protobuf)";

  /** Bytes of a header of AWS Glue: its version, the compression, and the number of a schema. */
  private static final int GLUE_HEADER_BYTES = 18;

  /** A record that something else was wrapped around. */
  private record Envelope(Set<String> all, Set<String> any, String rule) {
    private boolean isAround(final Collection<String> names) {
      return names.containsAll(all) && (any.isEmpty() || any.stream().anyMatch(names::contains));
    }
  }

  private static final List<Envelope> ENVELOPES =
      List.of(
          new Envelope(
              Set.of("schema", "payload"),
              Set.of(),
              "is an envelope of schema and payload: read it by"
                  + " org.apache.kafka.connect.json.JsonConverter with"
                  + " %s.converter.schemas.enable=true"),
          new Envelope(
              Set.of("op"),
              Set.of("before", "after"),
              "is a change event (before, after, op): unwrap it by the transform"
                  + " io.debezium.transforms.ExtractNewRecordState, or point field.<name> into"
                  + " after"),
          new Envelope(
              Set.of("database", "table", "type"),
              Set.of("data"),
              "is a change event of Maxwell or Canal: point field.<name> into data (Canal: data.0),"
                  + " and field.deleted be type"),
          new Envelope(
              Set.of("destination", "events"),
              Set.of(),
              "is a complete LINE webhook: write each of its events as a record of its own"),
          new Envelope(
              Set.of("specversion", "type", "source"),
              Set.of("data", "data_base64"),
              "is a CloudEvent: point field.<name> into data"));

  private Misread() {}

  /** Why text or bytes are no JSON object. */
  static InvalidValue noObject(final Object value) {
    return new InvalidValue(format(value).orElse("is not a JSON object"));
  }

  private static Optional<String> format(final Object value) {
    if (value instanceof String text) {
      return formatOf(text);
    }
    final byte[] bytes = Text.bytes(value);
    if (bytes.length > GLUE_HEADER_BYTES && bytes[0] == 3 && (bytes[1] == 0 || bytes[1] == 5)) {
      return Optional.of(
          "begins with the header of AWS Glue Schema Registry: set value.converter to its"
              + " converter");
    }
    if (bytes.length > 0 && bytes[0] == 0) {
      return Optional.of(REGISTRY.strip().formatted("value"));
    }
    try {
      Text.decoded(bytes);
      return Optional.empty();
    } catch (final InvalidValue e) {
      return Optional.of(
          "is bytes that are not UTF-8: of text in another encoding, set value.converter to"
              + " StringConverter and value.converter.converter.encoding to the encoding of the"
              + " source");
    }
  }

  private static Optional<String> formatOf(final String text) {
    if (text.startsWith("\0")) {
      return Optional.of(REGISTRY.strip().formatted("value"));
    }
    return text.indexOf('\0') < 0 && text.indexOf('\uFFFD') < 0
        ? Optional.empty()
        : Optional.of(
            "is text in another encoding than UTF-8: set value.converter.converter.encoding of"
                + " StringConverter to the encoding of the source");
  }

  /** Why the text of a key is no value. */
  static Optional<Obstacle> key(final String text) {
    if (text.startsWith("\0")) {
      return Optional.of(new Obstacle("is read from a key that" + REGISTRY.formatted("key")));
    }
    if (!text.startsWith("{") || !(Json.whole(text) instanceof Map<?, ?> fields)) {
      return Optional.empty();
    }
    return Optional.of(
        new Obstacle(
            "is read from a key that "
                + envelope(names(fields))
                    .map(rule -> rule.formatted("key"))
                    .orElse("is a JSON object: name a field of it, as in $key.id")));
  }

  /**
   * What a part of a record is that has fields, and not those that are looked for.
   *
   * @param part {@code key} or {@code value}
   */
  static Optional<String> envelope(final String part, final Object value) {
    try {
      final Object read =
          Text.decoded(value) instanceof String text ? Json.whole(CleanText.strip(text)) : value;
      return envelope(names(read)).map(rule -> rule.formatted(part));
    } catch (final InvalidValue e) {
      return Optional.empty();
    }
  }

  private static Optional<String> envelope(final Collection<String> names) {
    return ENVELOPES.stream()
        .filter(envelope -> envelope.isAround(names))
        .map(Envelope::rule)
        .findFirst();
  }

  private static Collection<String> names(final Object value) {
    if (value instanceof Struct struct) {
      return struct.schema().fields().stream().map(Field::name).toList();
    }
    return value instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }
}
