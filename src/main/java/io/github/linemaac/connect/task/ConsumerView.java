package io.github.linemaac.connect.task;

import io.github.linemaac.connect.schedule.Lag;
import org.apache.kafka.common.TopicPartition;

/** What can be seen of the task's own consumer, which Connect does not tell. */
public interface ConsumerView {

  /** How much of a partition the consumer has not given yet. */
  Lag lag(TopicPartition partition);

  /** Whether the user has paused the connector, if that can be seen. */
  boolean isHeldByUser();
}
