package io.github.linemaac.connect.api;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;

/**
 * The bytes of one row while it is written. Plain ASCII, which most values are, is copied as it is;
 * a text with anything else in it goes through Jackson. For one thread.
 */
final class RowBytes {
  private static final int FIRST_BYTES = 256;
  private static final int QUOTES = 2;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;

  /** Adds JSON as it stands. */
  RowBytes add(final byte[] json) {
    reserve(json.length);
    System.arraycopy(json, 0, bytes, size, json.length);
    size += json.length;
    return this;
  }

  /** Adds one ASCII character of JSON. */
  RowBytes add(final char json) {
    reserve(1);
    bytes[size++] = (byte) json;
    return this;
  }

  /** Adds a text as a JSON string. */
  RowBytes addText(final String text) {
    reserve(text.length() + QUOTES);
    final int start = size;
    bytes[size++] = '"';
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        size = start;
        return add('"').add(JsonStringEncoder.getInstance().quoteAsUTF8(text)).add('"');
      }
      bytes[size++] = (byte) c;
    }
    bytes[size++] = '"';
    return this;
  }

  /** What was written. */
  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(final int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
