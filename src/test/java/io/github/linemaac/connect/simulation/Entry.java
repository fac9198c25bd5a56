package io.github.linemaac.connect.simulation;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/** One record of a simulated topic, as it was produced. Two are the same if they are one object. */
abstract class Entry {
  private final int number;
  private final TopicPartition partition;
  private final long offset;
  private final Long timestampMs;

  /**
   * A record in its place.
   *
   * @param number how many were produced before it, wherever
   * @param timestampMs what its producer says; null: nothing
   */
  Entry(
      final int number, final TopicPartition partition, final long offset, final Long timestampMs) {
    this.number = number;
    this.partition = partition;
    this.offset = offset;
    this.timestampMs = timestampMs;
  }

  /** How many were produced before it; offsets may be given again, this is not. */
  final int number() {
    return number;
  }

  final TopicPartition partition() {
    return partition;
  }

  final long offset() {
    return offset;
  }

  /** More than it can be estimated to hold in memory, in bytes. */
  long atMostBytes() {
    return 10_000;
  }

  /** Whether it breaks a rule that the connector knows. */
  abstract boolean isBad();

  /** Whether it says nothing to the connector. */
  abstract boolean isIgnored();

  /** Whether a transform drops it, so that the connector never sees it. */
  abstract boolean isFiltered();

  abstract Object key();

  abstract Object value();

  /** As Connect delivers it, through a transform that renames the topic; empty if it is dropped. */
  final Optional<SinkRecord> delivered() {
    return isFiltered() ? Optional.empty() : Optional.of(new Delivered(this));
  }

  /** The record that Connect delivers, which knows where it comes from. */
  static final class Delivered extends SinkRecord {
    private final Entry entry;

    private Delivered(final Entry entry) {
      super(
          "renamed",
          entry.partition.partition(),
          null,
          entry.key(),
          null,
          entry.value(),
          entry.offset,
          entry.timestampMs,
          TimestampType.CREATE_TIME,
          new ConnectHeaders(),
          entry.partition.topic(),
          entry.partition.partition(),
          entry.offset);
      this.entry = entry;
    }

    Entry entry() {
      return entry;
    }
  }

  @Override
  public final String toString() {
    return describe() + " " + partition + "@" + offset;
  }

  /** What it is made to be. */
  abstract String describe();
}
