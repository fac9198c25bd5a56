package io.github.linemaac.connect.task;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Estimates what a record holds in memory for as long as it is not accounted for: its key, value
 * and headers, and the raw bytes that Connect keeps with it for the dead-letter queue. Pure.
 *
 * <p>The figures are those of a 64-bit JVM with compressed pointers, rounded up.
 */
final class RecordWeight {
  /** The record objects of Connect and Kafka, the ticket, and the row. */
  private static final long RECORD_BYTES = 640;

  private static final long OBJECT_BYTES = 48;
  private static final long ENTRY_BYTES = 32;

  /** The objects of a header, Kafka's and Connect's; each record has names of its own. */
  private static final long HEADER_BYTES = 160;

  /** One byte as a value, one in the raw record, one in the row; tags are values twice. */
  private static final long ASCII_BYTES = 6;

  /**
   * Two bytes as a value, six in a raw record whose JSON escapes it, else three; three in the row.
   */
  private static final long OTHER_CHARACTER_BYTES = 11;

  /** Names of fields are shared by all records, but for the raw bytes. */
  private static final long NAME_CHARACTER_BYTES = 1;

  private static final char LAST_ASCII = 0x7F;

  private RecordWeight() {}

  static long bytes(final SinkRecord record) {
    long bytes = RECORD_BYTES + of(record.key()) + of(record.value());
    for (final Header header : record.headers()) {
      bytes += HEADER_BYTES + ASCII_BYTES * header.key().length() + of(header.value());
    }
    return bytes;
  }

  /** Apart from {@link #ofOther}, so that texts, which most values are, cost no call. */
  private static long of(final Object value) {
    return value instanceof String text ? OBJECT_BYTES + ofCharacters(text) : ofOther(value);
  }

  private static long ofCharacters(final String text) {
    int others = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LAST_ASCII) {
        others++;
      }
    }
    return ASCII_BYTES * text.length() + (OTHER_CHARACTER_BYTES - ASCII_BYTES) * others;
  }

  private static long ofOther(final Object value) {
    if (value instanceof Map<?, ?> map) {
      long bytes = OBJECT_BYTES;
      for (final Map.Entry<?, ?> entry : map.entrySet()) {
        bytes += ENTRY_BYTES + ofName(entry.getKey()) + of(entry.getValue());
      }
      return bytes;
    }
    if (value instanceof Collection<?> items) {
      long bytes = OBJECT_BYTES;
      for (final Object item : items) {
        bytes += ENTRY_BYTES + of(item);
      }
      return bytes;
    }
    if (value instanceof Struct struct) {
      long bytes = OBJECT_BYTES;
      for (final Field field : struct.schema().fields()) {
        bytes += ENTRY_BYTES + of(struct.get(field));
      }
      return bytes;
    }
    if (value instanceof byte[] bytes) {
      return ofRaw(bytes.length);
    }
    if (value instanceof ByteBuffer buffer) {
      return ofRaw(buffer.capacity());
    }
    return OBJECT_BYTES;
  }

  private static long ofName(final Object name) {
    return name instanceof String text ? NAME_CHARACTER_BYTES * text.length() : of(name);
  }

  /** As a value, in the raw record and, where they hold a member, in the row. */
  private static long ofRaw(final long lengthBytes) {
    return OBJECT_BYTES + 3 * lengthBytes;
  }
}
