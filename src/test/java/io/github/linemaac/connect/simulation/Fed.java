package io.github.linemaac.connect.simulation;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One record of a simulated topic, and what it is made to be.
 *
 * @param member the value of the import key; empty for records that name no member
 * @param marker a tag that no other record has, by which the account shows that it was delivered
 * @param value the record's value, without a schema
 */
record Fed(
    Kind kind,
    TopicPartition partition,
    long offset,
    String member,
    String marker,
    Map<String, Object> value,
    long producedMs) {

  /** What a record is made to be. */
  enum Kind {
    /** Must end up in the account. */
    GOOD,
    /** Breaks a rule that the connector knows. */
    BAD,
    /** Breaks a rule that only MAAC knows, so it makes MAAC reject the import that it is in. */
    BAD_TO_MAAC,
    /** Has no value. */
    TOMBSTONE,
    /** Dropped by a transform, so that the connector never sees it. */
    FILTERED
  }

  /** The record as Connect delivers it, through a transform that renames the topic. */
  SinkRecord toSinkRecord() {
    return new SinkRecord(
        "renamed",
        partition.partition(),
        null,
        null,
        null,
        kind == Kind.TOMBSTONE ? null : value,
        offset,
        producedMs,
        TimestampType.CREATE_TIME,
        new ConnectHeaders(),
        partition.topic(),
        partition.partition(),
        offset);
  }
}
