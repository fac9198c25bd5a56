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
  private boolean open = true;

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
    return open;
  }

  void shut() {
    open = false;
  }

  /** The record's coordinates, for logs. */
  @Override
  public String toString() {
    return partition() + "@" + offset;
  }
}
