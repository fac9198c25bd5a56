package io.github.linemaac.connect.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON in text and bytes, read as a stream. Pure.
 *
 * <p>Jackson bounds the nesting to 1,000 levels. A number may have any length, as long as nobody
 * reads it.
 */
final class Json {
  /** What a column of JSON holds that is null in JSON, and not in the database. */
  static final String NULL = "null";

  /** Reading a number takes the square of its length. */
  private static final int MAX_NUMBER_CHARACTERS = 1_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private static final Unreadable TOO_LONG = new Unreadable(Text.TOO_MANY_DIGITS);

  private Json() {}

  /** A stream of text. */
  static JsonParser stream(final String text) throws IOException {
    return FACTORY.createParser(text);
  }

  /** A stream of bytes in UTF-8, UTF-16 or UTF-32; a byte order mark before them is passed over. */
  static JsonParser stream(final byte[] bytes) throws IOException {
    return FACTORY.createParser(bytes);
  }

  /** What a text holds that is JSON from its first to its last character; else the text itself. */
  static Object whole(final String text) {
    try (JsonParser parser = stream(text)) {
      if (parser.nextToken() != null) {
        final Object value = value(parser);
        if (value != null && parser.nextToken() == null) {
          return value;
        }
      }
    } catch (final IOException e) {
      // Its message quotes the text, so it ends here.
    }
    return text;
  }

  /** A text that is a JSON string without its quotes, as what it says; any other text as it is. */
  static String unquoted(final String text) {
    return text.startsWith("\"") && whole(text) instanceof String inner ? inner : text;
  }

  /** The value that a stream stands at, with all that is in it; null where it is null. */
  static Object value(final JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_NULL -> null;
      default -> parser.getBooleanValue();
    };
  }

  private static Map<String, Object> object(final JsonParser parser) throws IOException {
    final Map<String, Object> fields = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<Object> array(final JsonParser parser) throws IOException {
    final List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }

  private static Object number(final JsonParser parser) throws IOException {
    requireNumber(parser);
    if (parser.getTextLength() > MAX_NUMBER_CHARACTERS) {
      return TOO_LONG;
    }
    try {
      return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
          ? parser.getNumberValue()
          : parser.getDecimalValue();
    } catch (final JsonParseException | NumberFormatException e) {
      // An exponent that no number holds.
      return TOO_LONG;
    }
  }

  /** Passes over the value that a stream stands at, and all that is in it. */
  static void skip(final JsonParser parser) throws IOException {
    int depth = 0;
    do {
      final JsonToken token = parser.currentToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
        requireNumber(parser);
      }
    } while (depth > 0 && parser.nextToken() != null);
  }

  private static void requireNumber(final JsonParser parser) throws IOException {
    if (parser.isNaN()) {
      throw new NoNumber();
    }
  }

  /** Something stands in the place of a number that many programs write there, and is no JSON. */
  static final class NoNumber extends IOException {
    private static final long serialVersionUID = 1L;

    private NoNumber() {
      super("NaN or Infinity");
    }
  }
}
