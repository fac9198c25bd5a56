package io.github.linemaac.connect.schedule;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells, after a start, whether the last window was finished. Nothing is kept of windows, but the
 * first record of each partition that is not committed shows it: is it from before the window was
 * due, the window was cut short or missed. Pure. Not thread-safe.
 */
public final class LastWindow {
  private final long dueWallMs;
  private final Map<TopicPartition, Long> firstOffsets = new HashMap<>();
  private boolean isUnfinished;

  /** A look at the window that was due then. */
  public LastWindow(final long dueWallMs) {
    this.dueWallMs = dueWallMs;
  }

  /** Partitions are gone. */
  public void revoke(final Collection<TopicPartition> partitions) {
    firstOffsets.keySet().removeAll(partitions);
  }

  /**
   * A partition has given a record; only its first one counts. One without a timestamp may be from
   * before.
   */
  public void onRecord(final TopicPartition partition, final long offset, final long timestampMs) {
    if (firstOffsets.putIfAbsent(partition, offset) == null) {
      isUnfinished |= timestampMs < dueWallMs;
    }
  }

  /** Whether a record from before it was due is not committed. */
  public boolean isUnfinished() {
    return isUnfinished;
  }

  /** Whether a partition has shown its first record. */
  public boolean hasShown(final TopicPartition partition) {
    return firstOffsets.containsKey(partition);
  }

  /** The first offsets that were shown: to be read again, since nothing was done with them. */
  public Map<TopicPartition, Long> firstOffsets() {
    return Map.copyOf(firstOffsets);
  }
}
