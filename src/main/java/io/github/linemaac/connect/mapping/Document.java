package io.github.linemaac.connect.mapping;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Fields of a Struct, of a Map, or of text or bytes that hold a JSON object. Pure.
 *
 * <p>Jackson bounds what a hostile text can do: nesting to 1,000 levels, numbers to 1,000 digits.
 */
final class Document {
  private static final ObjectReader JSON_OBJECT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build()
          .readerFor(Map.class);

  private Document() {}

  /**
   * The value as something that has fields: a Struct or a Map.
   *
   * @throws InvalidValue if it is none and holds none
   */
  static Object parse(final Object value) throws InvalidValue {
    if (value instanceof Struct || value instanceof Map) {
      return value;
    }
    if (value instanceof String text) {
      return parsed(() -> JSON_OBJECT.readValue(text));
    }
    if (value instanceof byte[] bytes) {
      return parsed(() -> JSON_OBJECT.readValue(bytes));
    }
    if (value instanceof ByteBuffer buffer) {
      final byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return parsed(() -> JSON_OBJECT.readValue(bytes));
    }
    throw new InvalidValue("is not a record: neither a Struct, nor a Map, nor a JSON object");
  }

  /**
   * The field of that name; empty where it is missing or null.
   *
   * @param document a Struct or a Map
   */
  static Optional<Located> field(final Object document, final String name) {
    if (document instanceof Struct struct) {
      final Field field = struct.schema().field(name);
      return field == null
          ? Optional.empty()
          : Located.of(struct.get(field), field.schema().name());
    }
    return Located.of(valueOf((Map<?, ?>) document, name), "");
  }

  /** A map that is ordered by keys of another type throws at a text. */
  private static Object valueOf(final Map<?, ?> map, final String name) {
    try {
      return map.get(name);
    } catch (final ClassCastException e) {
      return null;
    }
  }

  /** Bytes as the text that they hold; any other value as it is. */
  static Object text(final Object value) throws InvalidValue {
    final ByteBuffer bytes;
    if (value instanceof byte[] array) {
      bytes = ByteBuffer.wrap(array);
    } else if (value instanceof ByteBuffer buffer) {
      bytes = buffer.duplicate();
    } else {
      return value;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (final CharacterCodingException e) {
      throw new InvalidValue("is read from bytes that are no UTF-8 text");
    }
  }

  /** Whether a value has fields by itself, without being parsed. */
  static boolean hasFields(final Object value) {
    return value instanceof Struct || value instanceof Map;
  }

  /** Whether a value has fields, or holds text that has. */
  static boolean holdsFields(final Object value) {
    try {
      return hasFields(parse(value));
    } catch (final InvalidValue e) {
      return false;
    }
  }

  /** The name of a schema that may be missing. */
  static String name(final Schema schema) {
    return schema == null || schema.name() == null ? "" : schema.name();
  }

  private static Object parsed(final JsonRead read) throws InvalidValue {
    try {
      final Object document = read.run();
      if (document instanceof Map) {
        return document;
      }
    } catch (final IOException e) {
      // Its message quotes the text, so it ends here.
    }
    throw new InvalidValue("is not a JSON object");
  }

  /** One reading of JSON. */
  private interface JsonRead {
    Object run() throws IOException;
  }
}
