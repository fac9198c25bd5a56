package io.github.linemaac.connect.support;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records as Connect delivers them from JSON without a schema. */
public final class TestRecords {
  private TestRecords() {}

  /** A record of any value at a place. */
  public static SinkRecord at(
      final TopicPartition partition, final long offset, final Object value) {
    return new SinkRecord(
        partition.topic(),
        partition.partition(),
        null,
        null,
        null,
        value,
        offset,
        0L,
        TimestampType.CREATE_TIME,
        new ConnectHeaders(),
        partition.topic(),
        partition.partition(),
        offset);
  }

  /** A member by number, with further fields as names and values in turn. */
  public static SinkRecord member(
      final TopicPartition partition, final long offset, final int member, final Object... more) {
    final Map<String, Object> value = new HashMap<>();
    value.put("line_uid", lineUid(member));
    for (int i = 0; i < more.length; i += 2) {
      value.put(more[i].toString(), more[i + 1]);
    }
    return at(partition, offset, value);
  }

  /** The LINE user id of a member by number. */
  public static String lineUid(final int member) {
    return String.format("U%032x", member);
  }
}
