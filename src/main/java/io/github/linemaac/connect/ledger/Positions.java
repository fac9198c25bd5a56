package io.github.linemaac.connect.ledger;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * How far each opened partition has been given, and so when one goes back.
 *
 * <p>From record to record offsets grow, with holes, unless this task has asked Connect to go back.
 * A record that is not beyond the one before it is of another history: the topic was made anew,
 * truncated or failed over, or Connect went back to what was committed, as it does when a commit
 * fails. A consumer tells a task none of that; there is no close and no open.
 *
 * <p>Partitions and offsets are the original ones, as consumed. Pure. Not thread-safe.
 */
public final class Positions {
  private static final Position NONE = new Position("", -1, true);

  private final Map<TopicPartition, Position> opened = new HashMap<>();

  /** Where the last record came from: most come from where the one before came. */
  private Position recent = NONE;

  /** Where a record stands. */
  public enum Place {
    /** Beyond the ones before it. */
    AHEAD,
    /** Not beyond them, and nobody has asked for that. */
    BACK,
    /** In a partition that was not opened. */
    UNOPENED,
    /** In a partition that Connect does not know that it has, and so commits nothing of. */
    UNKNOWN
  }

  private static final class Position {
    private final String topic;
    private final int partition;

    /** Whether Connect knows that it has the partition. */
    private boolean isKnown;

    /** The offset of its last record; -1: none was given yet. */
    private long last = -1;

    /** Whether it was asked to go back, which Connect may not have done yet. */
    private boolean goesBack;

    Position(final String topic, final int partition, final boolean isKnown) {
      this.topic = topic;
      this.partition = partition;
      this.isKnown = isKnown;
    }

    boolean isOf(final SinkRecord record) {
      return partition == record.originalKafkaPartition() && topic.equals(record.originalTopic());
    }
  }

  /** Partitions are given from now on, from anywhere. */
  public void open(final Collection<TopicPartition> partitions) {
    open(partitions, true);
  }

  /**
   * Partitions are given from now on that Connect has never opened. It commits only what it has
   * opened or was asked to go back in ({@code WorkerSinkTask.commitOffsets} and {@code rewind}).
   */
  public void openLate(final Collection<TopicPartition> partitions) {
    open(partitions, false);
  }

  private void open(final Collection<TopicPartition> partitions, final boolean areKnown) {
    recent = NONE;
    partitions.forEach(
        partition ->
            opened.put(
                partition, new Position(partition.topic(), partition.partition(), areKnown)));
  }

  /** Partitions are gone. */
  public void close(final Collection<TopicPartition> partitions) {
    recent = NONE;
    opened.keySet().removeAll(partitions);
  }

  /** The partitions that are open. */
  public Set<TopicPartition> opened() {
    return Collections.unmodifiableSet(opened.keySet());
  }

  /** Which of these are not open. */
  public Set<TopicPartition> unopened(final Collection<TopicPartition> partitions) {
    if (opened.keySet().containsAll(partitions)) {
      return Set.of();
    }
    final Set<TopicPartition> unopened = new HashSet<>(partitions);
    unopened.removeAll(opened.keySet());
    return unopened;
  }

  /**
   * Which partitions are open, and neither assigned any more nor known to Connect: it closes only
   * what it knows ({@code WorkerSinkTask.commitOffsets}).
   */
  public Set<TopicPartition> goneUnknown(final Collection<TopicPartition> assigned) {
    final Set<TopicPartition> gone = new HashSet<>(0);
    opened.forEach(
        (partition, position) -> {
          if (!position.isKnown && !assigned.contains(partition)) {
            gone.add(partition);
          }
        });
    return gone;
  }

  /** Connect was asked to go back in these partitions: until it has, no place in them is wrong. */
  public void goBack(final Collection<TopicPartition> partitions) {
    for (final TopicPartition partition : partitions) {
      final Position position = opened.get(partition);
      if (position != null) {
        position.goesBack = true;
        position.isKnown = true;
      }
    }
  }

  /** Connect has gone back wherever it was asked to. */
  public void wentBack() {
    for (final Position position : opened.values()) {
      if (position.goesBack) {
        position.goesBack = false;
        position.last = -1;
      }
    }
  }

  /** Where a record stands. If it is ahead, the next one is compared with it. */
  public Place of(final SinkRecord record) {
    if (!recent.isOf(record)) {
      final Position position =
          opened.get(new TopicPartition(record.originalTopic(), record.originalKafkaPartition()));
      if (position == null) {
        return Place.UNOPENED;
      }
      recent = position;
    }
    if (!recent.isKnown) {
      return Place.UNKNOWN;
    }
    final long offset = record.originalKafkaOffset();
    if (offset <= recent.last && !recent.goesBack) {
      return Place.BACK;
    }
    recent.last = offset;
    return Place.AHEAD;
  }

  /** The offset of the last record of a partition; empty if none was given since it was opened. */
  public OptionalLong last(final TopicPartition partition) {
    final Position position = opened.get(partition);
    return position == null || position.last < 0
        ? OptionalLong.empty()
        : OptionalLong.of(position.last);
  }
}
