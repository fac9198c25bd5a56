package io.github.linemaac.connect.task;

import io.github.linemaac.connect.ledger.Positions;
import io.github.linemaac.connect.ledger.Positions.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a stage what Connect gives, and what Connect does not tell: that a partition was assigned
 * and never opened, or taken away and never closed, and that one has gone back. Used on the task's
 * thread only.
 */
final class Arrivals {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  /**
   * A partition that is assigned and gives nothing may be about to be opened: a consumer of the
   * newer group protocol (KIP-848) has it in its assignment before it calls back.
   */
  private static final long UNOPENED_MS = 1_000;

  private final Logger log;
  private final Stage stage;
  private final SinkContext context;
  private final Positions positions;

  /** From where partitions are given again. */
  private final Map<TopicPartition, Long> comesAgain = new HashMap<>();

  private OptionalLong unopenedSinceMs = OptionalLong.empty();

  Arrivals(final Stage stage, final WatchedContext context) {
    this(LOG, stage, context);
  }

  /** Tells it to another logger than its own. */
  Arrivals(final Logger log, final Stage stage, final WatchedContext context) {
    this.log = log;
    this.stage = stage;
    this.context = context;
    this.positions = context.positions();
  }

  /** What is open. */
  Set<TopicPartition> opened() {
    return positions.opened();
  }

  void open(final Collection<TopicPartition> partitions) {
    positions.open(partitions);
    stage.open(partitions);
    if (!partitions.isEmpty()) {
      // One that was paused when it was taken away, Connect pauses again when it comes back.
      context.resume(partitions);
      // Connect goes back at once after an assignment.
      positions.wentBack();
    }
  }

  void close(final Collection<TopicPartition> partitions) {
    stage.close(partitions);
    positions.close(partitions);
    comesAgain.keySet().removeAll(partitions);
  }

  /**
   * Gives the stage what a poll brought.
   *
   * @return how many records the stage took in
   * @throws ConnectException if a record is of a partition that is not assigned
   */
  int take(final Collection<SinkRecord> records, final long nowMs) {
    comesAgain.clear();
    final Set<TopicPartition> assigned = context.assignment();
    closeGone(assigned);
    openSilent(assigned, nowMs);
    final List<String> jumps = new ArrayList<>(0);
    final int taken =
        take(records instanceof List<SinkRecord> list ? list : new ArrayList<>(records), jumps);
    if (!jumps.isEmpty()) {
      log.warn(
          "Offsets went back without a rebalance: {}. The topic was recreated, truncated or failed"
              + " over, or Connect went back to the last commit. What these partitions gave from"
              + " there on and is not confirmed yet is dropped, and what they give now is"
              + " delivered; segments that start from the topic are read again from its beginning",
          String.join(", ", jumps));
    }
    return taken;
  }

  private int take(final List<SinkRecord> all, final List<String> jumps) {
    int taken = 0;
    int from = 0;
    for (int i = 0; i < all.size(); i++) {
      final SinkRecord record = all.get(i);
      final Place place = positions.of(record);
      if (place != Place.AHEAD) {
        taken += stage.accept(all.subList(from, i));
        from = i;
        if (place != Place.BACK) {
          return taken + take(leave(record, all.subList(i, all.size())), jumps);
        }
        jumps.add(goBack(record));
      }
    }
    return taken + stage.accept(all.subList(from, all.size()));
  }

  /** Goes on with a record that is not beyond the one before it; tells where its partition was. */
  private String goBack(final SinkRecord record) {
    final TopicPartition partition = partitionOf(record);
    final long last = positions.last(partition).orElseThrow();
    positions.open(Set.of(partition));
    stage.goBack(partition, record.originalKafkaOffset());
    positions.of(record);
    return partition + " from " + last + " to " + record.originalKafkaOffset();
  }

  /**
   * Opens the partition of a record that Connect has not opened, and has Connect go back in it,
   * which makes the partition known to it; gives what is left of the poll without what comes again.
   */
  private List<SinkRecord> leave(final SinkRecord record, final List<SinkRecord> records) {
    final TopicPartition partition = partitionOf(record);
    if (!positions.opened().contains(partition)) {
      if (!context.assignment().contains(partition)) {
        throw new ConnectException(
            "a record came from "
                + partition
                + ", which Connect has not assigned to this task. Nothing of it is delivered and no"
                + " offset of it is committed: restart the task");
      }
      openLate(Set.of(partition));
    } else {
      // What this poll shows of the partition, its lag among it, is from before it comes again.
      stage.restart(Set.of(partition));
    }
    if (positions.of(record) == Place.UNKNOWN) {
      context.rewindTo(Map.of(partition, record.originalKafkaOffset()));
    }
    comesAgain.put(partition, record.originalKafkaOffset());
    return records.stream().filter(other -> !partitionOf(other).equals(partition)).toList();
  }

  private static TopicPartition partitionOf(final SinkRecord record) {
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
  }

  /** Connect commits before it goes back, and must not commit what comes again. */
  Map<TopicPartition, OffsetAndMetadata> taken(final Map<TopicPartition, OffsetAndMetadata> given) {
    final Map<TopicPartition, OffsetAndMetadata> taken = new HashMap<>(given);
    comesAgain.forEach(
        (partition, offset) ->
            taken.computeIfPresent(partition, (p, position) -> new OffsetAndMetadata(offset)));
    return taken;
  }

  /**
   * Closes what was opened here and is assigned no more: Connect does not know that it was open.
   */
  private void closeGone(final Set<TopicPartition> assigned) {
    final Set<TopicPartition> gone = positions.goneUnknown(assigned);
    if (!gone.isEmpty()) {
      log.info("Connect revoked {} without closing it: closing it now", gone);
      close(gone);
    }
  }

  /** Opens what was assigned a while ago and has given nothing, since it may be paused. */
  private void openSilent(final Set<TopicPartition> assigned, final long nowMs) {
    final Set<TopicPartition> unopened = positions.unopened(assigned);
    if (unopened.isEmpty()) {
      unopenedSinceMs = OptionalLong.empty();
    } else if (unopenedSinceMs.isEmpty()) {
      unopenedSinceMs = OptionalLong.of(nowMs);
    } else if (nowMs - unopenedSinceMs.getAsLong() >= UNOPENED_MS) {
      unopenedSinceMs = OptionalLong.empty();
      openLate(unopened);
    }
  }

  private void openLate(final Set<TopicPartition> partitions) {
    log.info("Connect assigned {} without opening it: opening it now", partitions);
    positions.openLate(partitions);
    stage.restart(partitions);
    context.resume(partitions);
  }

  /** When there is something to do that no record brings. */
  OptionalLong dueMs() {
    return unopenedSinceMs.isPresent()
        ? OptionalLong.of(unopenedSinceMs.getAsLong() + UNOPENED_MS)
        : OptionalLong.empty();
  }

  /** Connect polls next, and before that it goes back where it was asked to. */
  void polls() {
    positions.wentBack();
  }
}
