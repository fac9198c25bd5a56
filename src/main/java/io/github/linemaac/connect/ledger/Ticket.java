package io.github.linemaac.connect.ledger;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One record that is not yet accounted for. Its offset is not committed before it is settled.
 *
 * <p>Any thread may carry a ticket and read its record; only the {@link Ledger}, on its own thread,
 * reads and writes whether it is open.
 */
public final class Ticket {
  private final SinkRecord record;
  private final PartitionTickets siblings;
  private final long offset;
  private final long weightBytes;
  private final long openedMs;

  /** What has to come before it is accounted for: its import, what it takes off its member. */
  private int awaited = 1;

  Ticket(
      final SinkRecord record,
      final PartitionTickets siblings,
      final long weightBytes,
      final long openedMs) {
    this.record = record;
    this.siblings = siblings;
    this.offset = record.originalKafkaOffset();
    this.weightBytes = weightBytes;
    this.openedMs = openedMs;
  }

  /** The record as Connect delivered it; the dead-letter queue needs it. */
  public SinkRecord record() {
    return record;
  }

  /** The partition that the record was consumed from, before any transform renamed its topic. */
  public TopicPartition partition() {
    return siblings.partition();
  }

  /** The offset that the record was consumed at. */
  public long offset() {
    return offset;
  }

  /** What the record is estimated to hold in memory, in bytes. */
  public long weightBytes() {
    return weightBytes;
  }

  long openedMs() {
    return openedMs;
  }

  PartitionTickets siblings() {
    return siblings;
  }

  boolean isOpen() {
    return awaited > 0;
  }

  void awaitMore() {
    awaited++;
  }

  void cameOne() {
    awaited--;
  }

  void shut() {
    awaited = 0;
  }

  /** The record's coordinates, for logs. */
  @Override
  public String toString() {
    return partition() + "@" + offset;
  }
}
