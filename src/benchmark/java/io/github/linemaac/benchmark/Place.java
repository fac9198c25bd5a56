package io.github.linemaac.benchmark;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a record stands, or stood.
 *
 * @param life which of the topics that had the name one after the other
 * @param sentMs when it was not there yet
 * @param writtenMs when it surely was
 */
record Place(TopicPartition partition, int life, long offset, long sentMs, long writtenMs) {

  /** Whether a group that has committed these offsets is done with the record. */
  boolean isBefore(Map<TopicPartition, Long> committed) {
    return offset < committed.getOrDefault(partition, 0L);
  }
}
