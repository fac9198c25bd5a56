package io.github.linemaac.connect.support;

import io.github.linemaac.connect.schedule.Lag;
import io.github.linemaac.connect.task.ConsumerView;
import io.github.linemaac.connect.task.SinkContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** Remembers what a pipeline asked of Connect. */
public final class FakeSinkContext implements SinkContext, ConsumerView {
  private final Set<TopicPartition> assignment = new HashSet<>();
  private final Set<TopicPartition> paused = new HashSet<>();
  private final Set<TopicPartition> rewound = new HashSet<>();
  private final Map<TopicPartition, Long> rewoundTo = new HashMap<>();
  private final Map<TopicPartition, Lag> lags = new HashMap<>();
  private Supplier<Lag> others = Lag.Hidden::new;
  private OptionalLong wakeWithinMs = OptionalLong.empty();
  private int commitsRequested;
  private boolean isHeldByUser;

  @Override
  public Set<TopicPartition> assignment() {
    return Set.copyOf(assignment);
  }

  @Override
  public void pause(final Collection<TopicPartition> partitions) {
    paused.addAll(partitions);
  }

  @Override
  public void resume(final Collection<TopicPartition> partitions) {
    paused.removeAll(partitions);
  }

  @Override
  public void wakeWithin(final long timeoutMs) {
    wakeWithinMs = OptionalLong.of(timeoutMs);
  }

  @Override
  public void requestCommit() {
    commitsRequested++;
  }

  @Override
  public void rewind(final Collection<TopicPartition> partitions) {
    rewound.addAll(partitions);
  }

  @Override
  public void rewindTo(final Map<TopicPartition, Long> offsets) {
    rewoundTo.putAll(offsets);
  }

  @Override
  public ConsumerView consumer() {
    return this;
  }

  @Override
  public Lag lag(final TopicPartition partition) {
    return lags.containsKey(partition) ? lags.get(partition) : others.get();
  }

  /** Shows a partition's lag from now on. */
  public void show(final TopicPartition partition, final Lag lag) {
    lags.put(partition, lag);
  }

  /** Shows this lag of all partitions of which no other is shown. */
  public void showOthers(final Supplier<Lag> lag) {
    others = lag;
  }

  @Override
  public boolean isHeldByUser() {
    return isHeldByUser;
  }

  /** Gives the consumer partitions, of which the pipeline need not be told. */
  public void assign(final Collection<TopicPartition> partitions) {
    assignment.addAll(partitions);
  }

  /** Takes partitions from the consumer, of which the pipeline need not be told. */
  public void takeAway(final Collection<TopicPartition> partitions) {
    assignment.removeAll(partitions);
  }

  /** Pauses the connector as a user does, or resumes it. */
  public void holdByUser(final boolean holds) {
    isHeldByUser = holds;
  }

  /** The partitions that were read again from their beginning. */
  public Set<TopicPartition> rewound() {
    return Set.copyOf(rewound);
  }

  /** Takes the partitions that were read again from their beginning since the last time. */
  public Set<TopicPartition> takeRewound() {
    final Set<TopicPartition> taken = Set.copyOf(rewound);
    rewound.clear();
    return taken;
  }

  /** Takes the offsets that partitions were told to go back to. */
  public Map<TopicPartition, Long> takeRewoundTo() {
    final Map<TopicPartition, Long> taken = Map.copyOf(rewoundTo);
    rewoundTo.clear();
    return taken;
  }

  /** The partitions that are paused now. */
  public Set<TopicPartition> paused() {
    return Set.copyOf(paused);
  }

  /** What was asked for last, as a poll takes it: only once. */
  public OptionalLong takeWake() {
    final OptionalLong taken = wakeWithinMs;
    wakeWithinMs = OptionalLong.empty();
    return taken;
  }

  /** How often a commit was asked for. */
  public int commitsRequested() {
    return commitsRequested;
  }
}
