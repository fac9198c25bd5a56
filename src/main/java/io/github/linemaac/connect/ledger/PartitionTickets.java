package io.github.linemaac.connect.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.TopicPartition;

/**
 * The tickets of one assigned partition, from its oldest open one on. Each ticket knows it, so that
 * neither opening nor settling one looks anything up. Not thread-safe, as the {@link Ledger}.
 */
final class PartitionTickets {
  private final TopicPartition partition;
  private final Deque<Ticket> tickets = new ArrayDeque<>();

  PartitionTickets(final TopicPartition partition) {
    this.partition = partition;
  }

  TopicPartition partition() {
    return partition;
  }

  boolean isOf(final String topic, final int number) {
    return partition.partition() == number && partition.topic().equals(topic);
  }

  Deque<Ticket> tickets() {
    return tickets;
  }
}
