package io.github.linemaac.connect.ledger;

import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Knows which offsets may be committed: each record that is taken in gets a ticket, and a partition
 * is safe up to its oldest ticket that is still open. A stage of {@code task} may commit less.
 *
 * <p>Partitions and offsets are the original ones, as consumed (KIP-793), so that a transform that
 * renames topics changes nothing here. A ticket of a partition that has been taken away is
 * detached: settling it later changes nothing, also not when the same partition has come back.
 *
 * <p>Not thread-safe: one thread, the task's, owns it.
 */
public final class Ledger {
  private static final PartitionTickets NONE = new PartitionTickets(new TopicPartition("", -1));

  private final Map<TopicPartition, PartitionTickets> assigned = new HashMap<>();

  /** Where the last ticket was opened: most records come from where the one before came. */
  private PartitionTickets recent = NONE;

  private long heldRecords;
  private long heldBytes;

  /** Begins to account for partitions that have just been assigned. */
  public void assign(final Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> assigned.computeIfAbsent(partition, PartitionTickets::new));
  }

  /**
   * Detaches the tickets of partitions that are gone. Partitions that are not assigned are passed
   * over: Connect also names some that were revoked long ago.
   */
  public void close(final Collection<TopicPartition> partitions) {
    recent = NONE;
    for (final TopicPartition partition : partitions) {
      final PartitionTickets gone = assigned.remove(partition);
      if (gone != null) {
        gone.tickets().forEach(Ticket::shut);
        gone.tickets().forEach(this::release);
        gone.tickets().clear();
      }
    }
  }

  /**
   * Detaches what an assigned partition gave from an offset on: it has gone back there, so that
   * comes again, or is of another history. What it gave before stays, since nobody gives it again.
   *
   * @return whether anything stays
   */
  public boolean goBack(final TopicPartition partition, final long offset) {
    final Deque<Ticket> tickets = assigned.get(partition).tickets();
    while (!tickets.isEmpty() && tickets.peekLast().offset() >= offset) {
      final Ticket gone = tickets.removeLast();
      gone.shut();
      release(gone);
    }
    return !tickets.isEmpty();
  }

  /**
   * Opens the ticket of a record.
   *
   * @param weightBytes what the record is estimated to hold in memory
   */
  public Ticket open(final SinkRecord record, final long weightBytes, final long nowMs) {
    if (!recent.isOf(record.originalTopic(), record.originalKafkaPartition())) {
      recent = ticketsOf(record);
    }
    final Ticket ticket = new Ticket(record, recent, weightBytes, nowMs);
    recent.tickets().addLast(ticket);
    heldRecords++;
    heldBytes += weightBytes;
    return ticket;
  }

  private PartitionTickets ticketsOf(final SinkRecord record) {
    final TopicPartition partition =
        new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    final PartitionTickets tickets = assigned.get(partition);
    if (tickets == null) {
      throw new IllegalStateException(
          "a record came from " + partition + ", which Connect did not assign to this task");
    }
    return tickets;
  }

  /** One more thing has to come before an open ticket is settled. */
  public void awaitMore(final Ticket ticket) {
    if (ticket.isOpen()) {
      ticket.awaitMore();
    }
  }

  /** What is awaited of the ticket's record is confirmed; or, if more is, one thing of it. */
  public void settle(final Ticket ticket) {
    if (ticket.isOpen()) {
      ticket.cameOne();
      release(ticket.siblings());
    }
  }

  /** The ticket's record is safely in the dead-letter queue, and nothing of it is awaited more. */
  public void settleWholly(final Ticket ticket) {
    ticket.shut();
    release(ticket.siblings());
  }

  private void release(final PartitionTickets siblings) {
    final Deque<Ticket> tickets = siblings.tickets();
    while (!tickets.isEmpty() && !tickets.peekFirst().isOpen()) {
      release(tickets.removeFirst());
    }
  }

  /** Whether a record is still waited for; not if its partition has gone meanwhile. */
  public boolean isOpen(final Ticket ticket) {
    return ticket.isOpen();
  }

  /**
   * What may be committed: of each assigned partition its oldest open offset, or Connect's own
   * position where none is open, so that the end of a partition whose last records a transform
   * dropped is committed too. Nothing of a partition that Connect has gone back in.
   *
   * @param positions Connect's current position per partition
   */
  public Map<TopicPartition, OffsetAndMetadata> safeOffsets(
      final Map<TopicPartition, OffsetAndMetadata> positions) {
    final Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>();
    positions.forEach(
        (partition, position) -> {
          final PartitionTickets open = assigned.get(partition);
          if (open != null) {
            safeOffset(open.tickets().peekFirst(), position)
                .ifPresent(offset -> safe.put(partition, offset));
          }
        });
    return safe;
  }

  /**
   * Where Connect stands before the oldest open record, it has gone back, and what is open says
   * nothing of where it stands: the last commit stays.
   */
  private static Optional<OffsetAndMetadata> safeOffset(
      final Ticket oldest, final OffsetAndMetadata position) {
    if (oldest == null) {
      return Optional.of(position);
    }
    return oldest.offset() < position.offset()
        ? Optional.of(new OffsetAndMetadata(oldest.offset()))
        : Optional.empty();
  }

  /**
   * How many records are held: taken in, and either open or behind an open one of their partition.
   */
  public long heldRecords() {
    return heldRecords;
  }

  /** What those records are estimated to hold in memory, in bytes. */
  public long heldBytes() {
    return heldBytes;
  }

  /** When the oldest ticket that is open was opened. */
  public OptionalLong oldestMs() {
    return assigned.values().stream()
        .map(PartitionTickets::tickets)
        .filter(tickets -> !tickets.isEmpty())
        .mapToLong(tickets -> tickets.peekFirst().openedMs())
        .min();
  }

  private void release(final Ticket ticket) {
    heldRecords--;
    heldBytes -= ticket.weightBytes();
  }
}
