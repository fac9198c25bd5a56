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

  private static final long OBJECT_BYTES = 24;
  private static final long ENTRY_BYTES = 48;

  private RecordWeight() {}

  static long bytes(final SinkRecord record) {
    long bytes = of(record.key()) + of(record.value());
    for (final Header header : record.headers()) {
      bytes += ENTRY_BYTES + of(header.value());
    }
    // The raw bytes are about as long as what they were read into, and mostly shorter.
    return RECORD_BYTES + 2 * bytes;
  }

  /** Apart from {@link #ofOther}, so that texts, which most values are, cost no call. */
  private static long of(final Object value) {
    // One byte a character in memory and raw for Latin text, two and three for Chinese.
    return value instanceof String text
        ? OBJECT_BYTES + ENTRY_BYTES + 2L * text.length()
        : ofOther(value);
  }

  private static long ofOther(final Object value) {
    if (value instanceof Map<?, ?> map) {
      long bytes = ENTRY_BYTES;
      for (final Map.Entry<?, ?> entry : map.entrySet()) {
        bytes += ENTRY_BYTES + of(entry.getKey()) + of(entry.getValue());
      }
      return bytes;
    }
    if (value instanceof Collection<?> items) {
      long bytes = ENTRY_BYTES;
      for (final Object item : items) {
        bytes += OBJECT_BYTES + of(item);
      }
      return bytes;
    }
    if (value instanceof Struct struct) {
      long bytes = ENTRY_BYTES;
      for (final Field field : struct.schema().fields()) {
        bytes += OBJECT_BYTES + of(struct.get(field));
      }
      return bytes;
    }
    if (value instanceof byte[] bytes) {
      return OBJECT_BYTES + bytes.length;
    }
    if (value instanceof ByteBuffer buffer) {
      return OBJECT_BYTES + buffer.capacity();
    }
    return OBJECT_BYTES;
  }
}
