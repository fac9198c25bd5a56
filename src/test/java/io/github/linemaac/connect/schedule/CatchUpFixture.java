package io.github.linemaac.connect.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A task that reads, and what it is shown of the lag. */
abstract class CatchUpFixture {
  static final TopicPartition P0 = new TopicPartition("members", 0);
  static final TopicPartition P1 = new TopicPartition("members", 1);
  static final long MINUTE_MS = 60_000;
  static final long SECOND_MS = 1_000;

  /** Yesterday's, or none. */
  static final long OLD_MS = Long.MAX_VALUE;

  final CatchUp catchUp = CatchUp.ofLists();
  final Map<TopicPartition, Lag> lags = new HashMap<>();

  void begin(final TopicPartition... partitions) {
    catchUp.begin(List.of(partitions), 0, this::lag);
  }

  boolean isComplete(final long nowMs) {
    return catchUp.isComplete(nowMs, this::lag);
  }

  Lag lag(final TopicPartition partition) {
    return lags.getOrDefault(partition, new Lag.Hidden());
  }
}
