package io.github.linemaac.connect.task;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What the pipeline asks of Connect. Called on the task's thread only. */
public interface SinkContext {

  /** The partitions that records may come from now, opened or not. */
  Set<TopicPartition> assignment();

  /** Delivers no more records of these partitions until they are resumed. */
  void pause(Collection<TopicPartition> partitions);

  /** Delivers records of these partitions again, unless the user has paused the connector. */
  void resume(Collection<TopicPartition> partitions);

  /**
   * Calls {@code put()} again within this time, also without records. Holds for the next wait only.
   */
  void wakeWithin(long timeoutMs);

  /** Reads these partitions again from their beginning. */
  void rewind(Collection<TopicPartition> partitions);

  /** Reads these partitions again from these offsets. */
  void rewindTo(Map<TopicPartition, Long> offsets);

  /** What can be seen of the consumer that records come from. */
  ConsumerView consumer();

  /** Commits soon. A hint. */
  void requestCommit();
}
