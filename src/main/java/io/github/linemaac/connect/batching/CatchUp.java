package io.github.linemaac.connect.batching;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells when partitions have been read up to the moment at which they were assigned: each has shown
 * a record from after that moment, or has given nothing for a short while. Pure; time is an
 * argument. Not thread-safe.
 *
 * <p>Records' timestamps are their producers' word, so where the consumer's lag can be seen, the
 * offset that was the end at first must have been reached too.
 *
 * <p>A partition that gives nothing although much is left in it (the connector is paused, a broker
 * is down) is not read up: the consumer's own lag says so, where it can be seen. A few offsets that
 * never come are another matter: markers of transactions.
 *
 * <p>A partition that was taken away and has not come back is waited for: what it holds is missing.
 */
public final class CatchUp {
  /** No record for so long, and a partition has no more. */
  public static final long QUIET_MS = 5_000;

  /** So few offsets may be markers of transactions, which no consumer is ever given. */
  private static final long MARKERS = 100;

  private static final long MAX_MARKERS_WAIT_MS = 60_000;

  private final Map<TopicPartition, Progress> reading = new HashMap<>();
  private final Set<TopicPartition> missing = new HashSet<>();

  /**
   * How far a partition is.
   *
   * @param assignedWallMs since when it is read
   * @param heardMs when it gave something
   * @param lastOffset what it gave last; -1: nothing
   * @param sawNewer whether it gave a record from after it was assigned, by the record's own word
   * @param target the offset after its last record when its lag was first seen; -1: not seen
   */
  private record Progress(
      long assignedWallMs, long heardMs, long lastOffset, boolean sawNewer, long target) {

    Progress seeing(final OptionalLong lag) {
      return target >= 0 || lastOffset < 0 || lag.isEmpty()
          ? this
          : new Progress(
              assignedWallMs, heardMs, lastOffset, sawNewer, lastOffset + 1 + lag.getAsLong());
    }

    Progress heardAt(final long nowMs) {
      return new Progress(assignedWallMs, nowMs, lastOffset, sawNewer, target);
    }

    boolean isComplete(final long nowMs, final long lag) {
      if (sawNewer && lastOffset + 1 >= target) {
        return true;
      }
      final long quietMs = nowMs - heardMs;
      return quietMs >= QUIET_MS
          && (lag == 0 || (lag <= MARKERS && quietMs >= MAX_MARKERS_WAIT_MS));
    }
  }

  /**
   * Partitions are read from now on.
   *
   * @param nowMs the time that all others are told in
   * @param wallMs the time of day, which records' timestamps are in
   */
  public void begin(
      final Collection<TopicPartition> partitions, final long nowMs, final long wallMs) {
    missing.removeAll(partitions);
    partitions.forEach(
        partition -> reading.put(partition, new Progress(wallMs, nowMs, -1, false, -1)));
  }

  /** Partitions are gone. */
  public void revoke(final Collection<TopicPartition> partitions) {
    reading.keySet().removeAll(partitions);
    missing.addAll(partitions);
  }

  /** A partition has given a record. */
  public void heard(
      final TopicPartition partition, final long offset, final long timestampMs, final long nowMs) {
    reading.computeIfPresent(
        partition,
        (p, progress) ->
            new Progress(
                progress.assignedWallMs(),
                nowMs,
                offset,
                progress.sawNewer() || timestampMs > progress.assignedWallMs(),
                progress.target()));
  }

  /** Nothing can be given for now, so that silence says nothing: it begins anew. */
  public void interrupted(final long nowMs) {
    reading.replaceAll((partition, progress) -> progress.heardAt(nowMs));
  }

  /**
   * Whether every partition is read up.
   *
   * @param lag what the consumer has not been given yet of a partition, if it can be seen
   */
  public boolean isComplete(final long nowMs, final Function<TopicPartition, OptionalLong> lag) {
    final Iterator<Map.Entry<TopicPartition, Progress>> entries = reading.entrySet().iterator();
    while (entries.hasNext()) {
      final Map.Entry<TopicPartition, Progress> entry = entries.next();
      final OptionalLong left = lag.apply(entry.getKey());
      final Progress progress = entry.getValue().seeing(left);
      entry.setValue(progress);
      if (progress.isComplete(nowMs, left.orElse(0))) {
        entries.remove();
      }
    }
    return reading.isEmpty() && missing.isEmpty();
  }

  /** When it is worth asking again; empty if all is read up. */
  public OptionalLong askAgainMs(final long nowMs) {
    return reading.isEmpty() ? OptionalLong.empty() : OptionalLong.of(nowMs + QUIET_MS / 10);
  }
}
