package io.github.linemaac.connect.simulation;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** What a simulated worker consumes. */
interface SimulatedTopic {

  List<TopicPartition> partitions();

  /** Whether a transform drops some records. */
  boolean isFiltered();

  /** The offset after the last record of a partition. */
  long end(TopicPartition partition);

  /** The record at an offset; empty if a transform drops it. */
  Optional<SinkRecord> record(TopicPartition partition, long offset);
}
