package io.github.linemaac.connect.task;

import io.github.linemaac.connect.ledger.Positions;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * An intake that notes where it was asked to go back, so that nobody else's doing is taken for it.
 */
record WatchedIntake(SinkContext intake, Positions positions) implements SinkContext {

  /** Watches from the start, before anything is assigned. */
  static WatchedIntake of(final SinkContext intake) {
    return new WatchedIntake(intake, new Positions());
  }

  @Override
  public Set<TopicPartition> assignment() {
    return intake.assignment();
  }

  @Override
  public void pause(final Collection<TopicPartition> partitions) {
    intake.pause(partitions);
  }

  @Override
  public void resume(final Collection<TopicPartition> partitions) {
    intake.resume(partitions);
  }

  @Override
  public void wakeWithin(final long timeoutMs) {
    intake.wakeWithin(timeoutMs);
  }

  @Override
  public void rewind(final Collection<TopicPartition> partitions) {
    positions.goBack(partitions);
    intake.rewind(partitions);
  }

  @Override
  public void rewindTo(final Map<TopicPartition, Long> offsets) {
    positions.goBack(offsets.keySet());
    intake.rewindTo(offsets);
  }

  @Override
  public ConsumerView consumer() {
    return intake.consumer();
  }

  @Override
  public void requestCommit() {
    intake.requestCommit();
  }
}
