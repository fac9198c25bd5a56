package io.github.linemaac.connect.task;

import io.github.linemaac.connect.ledger.Positions;
import io.github.linemaac.connect.ledger.Positions.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a stage what Connect gives, and what Connect does not tell: that a partition was assigned
 * and never opened, and that one has gone back. Used on the task's thread only.
 */
final class Arrivals {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  /**
   * A partition that is assigned and gives nothing may be about to be opened, or have just been
   * closed: a consumer of the newer group protocol shows it a moment too early and too late.
   */
  private static final long UNOPENED_MS = 1_000;

  private final Logger log;
  private final Stage stage;
  private final Intake intake;
  private final Positions positions;
  private OptionalLong unopenedSinceMs = OptionalLong.empty();

  Arrivals(final Stage stage, final WatchedIntake intake) {
    this(LOG, stage, intake);
  }

  /** Tells it to another logger than its own. */
  Arrivals(final Logger log, final Stage stage, final WatchedIntake intake) {
    this.log = log;
    this.stage = stage;
    this.intake = intake;
    this.positions = intake.positions();
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
      intake.resume(partitions);
      // Connect goes back at once after an assignment.
      positions.wentBack();
    }
  }

  void close(final Collection<TopicPartition> partitions) {
    stage.close(partitions);
    positions.close(partitions);
  }

  /**
   * Gives the stage what a poll brought.
   *
   * @return how many records the stage took in
   * @throws ConnectException if a record is of a partition that is not assigned
   */
  int take(final Collection<SinkRecord> records, final long nowMs) {
    openSilent(nowMs);
    final List<SinkRecord> all =
        records instanceof List<SinkRecord> list ? list : new ArrayList<>(records);
    final List<String> jumps = new ArrayList<>(0);
    int taken = 0;
    int from = 0;
    for (int i = 0; i < all.size(); i++) {
      if (positions.of(all.get(i)) != Place.AHEAD) {
        taken += stage.accept(all.subList(from, i));
        from = i;
        begin(all.get(i)).ifPresent(jumps::add);
      }
    }
    taken += stage.accept(all.subList(from, all.size()));
    if (!jumps.isEmpty()) {
      log.warn(
          "Offsets went back without a rebalance: {}. The topic was made anew, truncated or failed"
              + " over, or Connect went back to the last commit. What these partitions gave from"
              + " there on and is not confirmed yet is dropped, and what they give now is delivered;"
              + " segments that start from the topic are read again from its beginning",
          String.join(", ", jumps));
    }
    return taken;
  }

  /** Begins with a record; tells from where its partition jumped back, if it was open. */
  private Optional<String> begin(final SinkRecord record) {
    final TopicPartition partition =
        new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    final OptionalLong last = positions.last(partition);
    if (last.isPresent()) {
      positions.open(Set.of(partition));
      stage.goBack(partition, record.originalKafkaOffset());
    } else if (intake.assignment().contains(partition)) {
      openLate(Set.of(partition));
    } else {
      throw new ConnectException(
          "a record came from "
              + partition
              + ", which Connect has not assigned to this task. Nothing of it is delivered and no"
              + " offset of it is committed: restart the task");
    }
    positions.of(record);
    return last.isPresent()
        ? Optional.of(
            partition + " from " + last.getAsLong() + " to " + record.originalKafkaOffset())
        : Optional.empty();
  }

  /** Opens what was assigned a while ago and has given nothing, since it may be paused. */
  private void openSilent(final long nowMs) {
    final Set<TopicPartition> unopened = positions.unopened(intake.assignment());
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
    log.info("Connect assigned {} and did not open it: it is opened now", partitions);
    positions.open(partitions);
    stage.restart(partitions);
    intake.resume(partitions);
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
