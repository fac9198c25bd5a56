package io.github.linemaac.connect.task;

import io.github.linemaac.connect.model.Time;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What happens to records between the task and the uploader: members are gathered in batches,
 * segments in a table. Knows what may be committed. Used on the task's thread only.
 */
interface Stage {

  /** Partitions have been assigned. */
  void open(Collection<TopicPartition> partitions);

  /** Partitions are gone: what was not sent of them is dropped, and their tickets are detached. */
  void close(Collection<TopicPartition> partitions);

  /**
   * Partitions begin in the middle of what a poll brought, since they were never opened. As {@link
   * #close} and {@link #open}; but where the stage asks Connect to go back, what this poll still
   * brings is from before that.
   */
  default void restart(final Collection<TopicPartition> partitions) {
    close(partitions);
    open(partitions);
  }

  /**
   * A partition goes on, in the middle of what a poll brought, from an offset that is not beyond
   * what it gave: what it gave from there on comes again, or is of another history. What it gave
   * before that is not given again.
   */
  default void goBack(final TopicPartition partition, final long offset) {
    restart(Set.of(partition));
  }

  /**
   * How long ago a record was written, by its own word; {@link Long#MAX_VALUE} if it has no
   * timestamp.
   */
  static long ageMs(final SinkRecord record, final Time time) {
    final Long timestampMs = record.timestamp();
    return timestampMs == null ? Long.MAX_VALUE : time.wallMs() - timestampMs;
  }

  /**
   * Takes in records, in their order.
   *
   * @return how many of them it took in; the others it has only looked at, and they come again
   * @throws ConnectException if the task cannot go on; the tickets of what was not taken in stay
   *     open
   */
  int accept(Collection<SinkRecord> records);

  /** Hands over what is due to be delivered. */
  void advance();

  /** Hands over what is gathered although it is not due: nothing more can be taken in. */
  void flush();

  /** What may be committed of these positions of Connect. */
  Map<TopicPartition, OffsetAndMetadata> safeOffsets(
      Map<TopicPartition, OffsetAndMetadata> positions);

  /** When there is something to do that no record and no outcome brings. */
  OptionalLong dueMs();

  /** Whether a partition is not to be read for now. */
  default boolean shouldPause(final TopicPartition partition) {
    return false;
  }

  /** Partitions are paused for a while, so that their silence says nothing. */
  default void onPaused() {
    // Who does not listen for silence need not know.
  }
}
