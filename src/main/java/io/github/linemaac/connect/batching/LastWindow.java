package io.github.linemaac.connect.batching;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells, after a start, whether the last window was finished. Nothing is kept of windows, but the
 * first record of each partition that is not committed shows it: is it from before the window was
 * due, the window was cut short or missed. Pure; time is an argument. Not thread-safe.
 */
public final class LastWindow {
  private final long dueWallMs;
  private final CatchUp look = new CatchUp();
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final Set<TopicPartition> missing = new HashSet<>();
  private final Map<TopicPartition, Long> firstOffsets = new HashMap<>();
  private boolean isUnfinished;

  /** A look at the window that was due then. */
  public LastWindow(final long dueWallMs) {
    this.dueWallMs = dueWallMs;
  }

  /** Partitions are given from what was committed. */
  public void assign(final Collection<TopicPartition> partitions, final long nowMs) {
    assigned.addAll(partitions);
    missing.removeAll(partitions);
    look.begin(partitions, nowMs, Long.MIN_VALUE, CatchUp.NOTHING_BEFORE);
  }

  /** Partitions are gone. */
  public void revoke(final Collection<TopicPartition> partitions) {
    final Set<TopicPartition> gone = new HashSet<>(partitions);
    gone.retainAll(assigned);
    assigned.removeAll(gone);
    missing.addAll(gone);
    firstOffsets.keySet().removeAll(gone);
    look.revoke(gone);
  }

  /** A partition has given a record; only its first one counts. */
  public void heard(
      final TopicPartition partition, final long offset, final long timestampMs, final long nowMs) {
    if (assigned.contains(partition) && firstOffsets.putIfAbsent(partition, offset) == null) {
      look.heard(partition, offset, Math.max(0, timestampMs), nowMs);
      isUnfinished |= timestampMs < dueWallMs;
    }
  }

  /** Nothing can be given for now, so that silence says nothing: it begins anew. */
  public void interrupted(final long nowMs) {
    look.interrupted(nowMs);
  }

  /** Whether a record from before it was due is not committed. */
  public boolean isUnfinished() {
    return isUnfinished;
  }

  /** Whether every partition has shown its first record, or has none to show. */
  public boolean isSeen(final long nowMs, final Function<TopicPartition, Lag> lag) {
    // Only the first record matters, and not how many follow.
    return look.isComplete(
            nowMs, partition -> hasShown(partition) ? new Lag.Hidden() : lag.apply(partition))
        && !assigned.isEmpty();
  }

  /** Whether a partition has shown its first record. */
  public boolean hasShown(final TopicPartition partition) {
    return firstOffsets.containsKey(partition);
  }

  /** The first offsets that were shown: to be read again, since nothing was done with them. */
  public Map<TopicPartition, Long> firstOffsets() {
    return Map.copyOf(firstOffsets);
  }

  /** What is looked at. */
  public Set<TopicPartition> assigned() {
    return Set.copyOf(assigned);
  }

  /** What was taken away and has not come back. */
  public Set<TopicPartition> missing() {
    return Set.copyOf(missing);
  }

  /** When it is worth asking again. */
  public OptionalLong askAgainMs(final long nowMs) {
    return look.askAgainMs(nowMs);
  }
}
