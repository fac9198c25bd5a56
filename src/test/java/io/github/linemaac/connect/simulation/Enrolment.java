package io.github.linemaac.connect.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One record of a simulated topic of segments, and what it is made to be.
 *
 * @param list the name of the list that it is about
 * @param timestampMs when it was produced
 */
record Enrolment(
    Kind kind,
    TopicPartition partition,
    long offset,
    String list,
    String lineUid,
    long timestampMs) {

  /** What a record is made to be. */
  enum Kind {
    JOINS,
    LEAVES,
    /** Leaves by a tombstone, whose key names list and id. */
    TOMBSTONE,
    /** Breaks a rule. */
    BAD,
    /** Dropped by a transform. */
    FILTERED
  }

  /** Whether the member is on the list after it; empty if it says nothing. */
  Optional<Boolean> membership() {
    return switch (kind) {
      case JOINS -> Optional.of(true);
      case LEAVES, TOMBSTONE -> Optional.of(false);
      case BAD, FILTERED -> Optional.empty();
    };
  }

  SinkRecord toSinkRecord() {
    final Map<String, Object> key = Map.of("segment_name", list, "line_uid", lineUid);
    return new SinkRecord(
        "renamed",
        partition.partition(),
        null,
        key,
        null,
        kind == Kind.TOMBSTONE ? null : value(),
        offset,
        timestampMs,
        TimestampType.CREATE_TIME,
        new ConnectHeaders(),
        partition.topic(),
        partition.partition(),
        offset);
  }

  private Map<String, Object> value() {
    final Map<String, Object> value = new HashMap<>();
    value.put("segment_name", list);
    value.put("line_uid", kind == Kind.BAD ? "nobody" : lineUid);
    if (kind == Kind.LEAVES) {
      value.put("segment_action", "remove");
    }
    return value;
  }
}
