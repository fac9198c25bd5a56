package io.github.linemaac.connect.simulation;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What the consumer group has committed; it outlives workers.
 *
 * <p>An offset that was committed before the partition was cut is out of range here, as if the cut
 * log were always the shorter one: a task cannot know that Kafka passes records over.
 */
final class CommittedOffsets {
  private final Map<TopicPartition, Committed> offsets = new HashMap<>();

  private record Committed(long offset, int history) {}

  void put(final TopicPartition partition, final long offset, final int history) {
    offsets.put(partition, new Committed(offset, history));
  }

  /** Of a topic that is deleted, Kafka forgets what groups have committed. */
  void forget(final TopicPartition partition) {
    offsets.remove(partition);
  }

  /** The offset, if it is one of the log as it is now. */
  long of(final PartitionLog<?> log, final long otherwise) {
    final Committed committed = offsets.get(log.partition());
    return committed == null || committed.history() != log.history()
        ? otherwise
        : committed.offset();
  }

  /**
   * Whether that is the offset, be it of an earlier log: Connect commits the same one only once.
   */
  boolean isAt(final TopicPartition partition, final long offset) {
    return offsets.containsKey(partition) && offsets.get(partition).offset() == offset;
  }

  @Override
  public String toString() {
    return offsets.toString();
  }
}
