package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.schedule.Lag;
import io.github.linemaac.connect.task.ConsumerView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The consumer of a simulated task, with {@code auto.offset.reset=earliest}, as Connect sets it.
 */
final class SimulatedConsumer implements ConsumerView {
  private static final int MAX_RECORDS_OF_PARTITION = 40;

  private final SimulatedTopics<?> topics;
  private final CommittedOffsets committed;
  private final Dice dice;
  private final boolean showsLag;
  private final Map<TopicPartition, Position> positions = new HashMap<>();
  private final Map<TopicPartition, Long> lags = new HashMap<>();
  private final Map<TopicPartition, Long> fetchedTo = new HashMap<>();
  private final Set<TopicPartition> assigned = new LinkedHashSet<>();
  private final Set<TopicPartition> paused = new HashSet<>();
  private final Set<TopicPartition> down = new HashSet<>();
  private boolean isHeldByUser;
  private int largestPollRecords;
  private long largestPollBytes;

  /** Where a partition is read, and in which of its histories. */
  private record Position(long offset, int history) {}

  SimulatedConsumer(
      final SimulatedTopics<?> topics,
      final CommittedOffsets committed,
      final Dice dice,
      final boolean showsLag) {
    this.topics = topics;
    this.committed = committed;
    this.dice = dice;
    this.showsLag = showsLag;
  }

  /** Partitions are assigned, and flow; each is read from what was committed. */
  void assign(final Collection<TopicPartition> partitions) {
    for (final TopicPartition partition : partitions) {
      final PartitionLog<?> log = topics.log(partition);
      assigned.add(partition);
      positions.put(partition, new Position(committed.of(log, log.beginning()), log.history()));
    }
  }

  void unassign(final Collection<TopicPartition> partitions) {
    assigned.removeAll(partitions);
    paused.removeAll(partitions);
    positions.keySet().removeAll(partitions);
    if (dice.nextBoolean()) {
      // If it goes on polling before they come back, it forgets their lag, and fetches them anew.
      lags.keySet().removeAll(partitions);
      fetchedTo.keySet().removeAll(partitions);
    }
  }

  Set<TopicPartition> assigned() {
    return assigned;
  }

  /** Whether it has given everything that there is. */
  boolean isAtEnd() {
    return assigned.stream()
        .map(topics::log)
        .allMatch(
            log ->
                history(log.partition()) == log.history()
                    && (log.isEmpty() || position(log.partition()) >= log.afterLast()));
  }

  long position(final TopicPartition partition) {
    return positions.get(partition).offset();
  }

  /** In which history of a partition it is, by what it knows. */
  int history(final TopicPartition partition) {
    return positions.get(partition).history();
  }

  /** Whether a partition was ever cut, noticed or not. */
  boolean hasBeenCut(final TopicPartition partition) {
    return topics.log(partition).history() > 0;
  }

  void seek(final TopicPartition partition, final long offset) {
    positions.put(partition, new Position(offset, history(partition)));
  }

  void pause(final Collection<TopicPartition> partitions) {
    paused.addAll(partitions);
  }

  void resume(final Collection<TopicPartition> partitions) {
    paused.removeAll(partitions);
  }

  /** Something of every partition that flows and has something. */
  List<Entry> poll() {
    final List<Entry> records = new ArrayList<>();
    for (final TopicPartition partition : assigned) {
      if (!paused.contains(partition) && !down.contains(partition)) {
        fetch(topics.log(partition), records);
      }
    }
    largestPollRecords = Math.max(largestPollRecords, records.size());
    largestPollBytes =
        Math.max(largestPollBytes, records.stream().mapToLong(Entry::atMostBytes).sum());
    return records;
  }

  /** More than the records of any poll can be estimated to hold, in bytes. */
  long largestPollBytes() {
    return largestPollBytes;
  }

  /** The most records that a poll has brought. */
  int largestPollRecords() {
    return largestPollRecords;
  }

  private void fetch(final PartitionLog<?> log, final List<Entry> into) {
    final long from = inRange(log);
    final List<? extends Entry> fetched =
        log.from(from, 1 + dice.nextInt(MAX_RECORDS_OF_PARTITION));
    into.addAll(fetched);
    final long last = fetched.isEmpty() ? from : fetched.get(fetched.size() - 1).offset() + 1;
    // What follows the last record is read with it, once there is nothing more.
    final long to = last == log.afterLast() && dice.nextBoolean() ? log.end() : last;
    positions.put(log.partition(), new Position(to, log.history()));
    answered(log, from, to);
  }

  /**
   * A position in a log that was cut goes back to the cut, and one out of range to the beginning.
   */
  private long inRange(final PartitionLog<?> log) {
    final Position position = positions.get(log.partition());
    final long offset = Math.min(position.offset(), log.sameSince(position.history()));
    return offset < log.beginning() || offset > log.end() ? log.beginning() : offset;
  }

  /** A broker answers about a partition only if there is something that it has not said yet. */
  private void answered(final PartitionLog<?> log, final long from, final long to) {
    final Long before = fetchedTo.put(log.partition(), to);
    if (to > from || before == null || before != from) {
      lags.put(log.partition(), log.end() - to);
    }
  }

  /**
   * A partition gives nothing until {@link #brokersAreBack}. Only where its lag is shown: else
   * silence deceives any task.
   */
  void brokerGoes(final TopicPartition partition) {
    if (showsLag) {
      down.add(partition);
    }
  }

  void brokersAreBack() {
    down.clear();
  }

  void heldByUser(final boolean isHeld) {
    isHeldByUser = isHeld;
  }

  /** Whether the user has paused the connector, which can be seen where the lag can. */
  @Override
  public boolean isHeldByUser() {
    return isHeldByUser;
  }

  @Override
  public Lag lag(final TopicPartition partition) {
    if (!showsLag) {
      return new Lag.Hidden();
    }
    return lags.containsKey(partition) ? new Lag.Known(lags.get(partition)) : new Lag.Awaited();
  }

  @Override
  public String toString() {
    return "positions " + positions + ", paused " + paused;
  }
}
