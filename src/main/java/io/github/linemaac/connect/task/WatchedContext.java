package io.github.linemaac.connect.task;

import io.github.linemaac.connect.ledger.Positions;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A context that notes where it was asked to go back, so that nobody else's doing is taken for it.
 */
public record WatchedContext(SinkContext context, Positions positions) implements SinkContext {

  /** Watches from the start, before anything is assigned. */
  static WatchedContext of(final SinkContext context) {
    return new WatchedContext(context, new Positions());
  }

  @Override
  public Set<TopicPartition> assignment() {
    return context.assignment();
  }

  @Override
  public void pause(final Collection<TopicPartition> partitions) {
    context.pause(partitions);
  }

  @Override
  public void resume(final Collection<TopicPartition> partitions) {
    context.resume(partitions);
  }

  @Override
  public void wakeWithin(final long timeoutMs) {
    context.wakeWithin(timeoutMs);
  }

  @Override
  public void rewind(final Collection<TopicPartition> partitions) {
    positions.goBack(partitions);
    context.rewind(partitions);
  }

  @Override
  public void rewindTo(final Map<TopicPartition, Long> offsets) {
    positions.goBack(offsets.keySet());
    context.rewindTo(offsets);
  }

  @Override
  public ConsumerView consumer() {
    return context.consumer();
  }

  @Override
  public void requestCommit() {
    context.requestCommit();
  }
}
