package io.github.linemaac.connect.task;

import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.upload.Outcome;
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
 * segments in a segments. Knows what may be committed. Used on the task's thread only.
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
   * Partitions were assigned for a moment and are gone again, so that what they hold is missing.
   */
  default void onLost(final Collection<TopicPartition> partitions) {
    // Who can do without some need not know.
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

  /**
   * Settles what has become of records.
   *
   * @return whether something more may be committed now
   */
  boolean settle(Outcome outcome);

  /**
   * Settles what has become of dead letters, and of what is to be known before there are any.
   *
   * @return whether so much more may be committed now that it is worth asking for it
   */
  boolean settlePending();

  /** What may be committed of these positions of Connect. */
  Map<TopicPartition, OffsetAndMetadata> safeOffsets(
      Map<TopicPartition, OffsetAndMetadata> positions);

  /** How many records are held in memory. */
  long heldRecords();

  /** What those records are estimated to hold, in bytes. */
  long heldBytes();

  /** When the oldest record came that is neither confirmed nor in the dead-letter queue. */
  OptionalLong oldestUnconfirmedMs();

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

  /** Records are read again after a rest: hand over nothing before all that came is read. */
  default void onWindowOpened() {
    // Who hands over what it has, whatever it has, need not know.
  }

  /** Whether enough is read to hand over what is to be handed over. */
  default boolean isCaughtUp() {
    return true;
  }

  /** Whether what is committed shows what was delivered. */
  default boolean offsetsTell() {
    return true;
  }

  /** Whether dead letters are on their way. */
  boolean awaitsDeadLetters();
}
