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
 * <p>A lag is as old as the last answer about the partition. So a partition without a lag is not
 * read up, however long it is silent; and a lag from before the partition was assigned again says
 * nothing, until a record or another lag shows that it has been fetched since. But where nothing
 * has changed in it, a broker may never answer again, so that then a longer silence has to do.
 *
 * <p>A partition that was taken away and has not come back is waited for: what it holds is missing.
 */
public final class CatchUp {
  /** No record for so long, and a partition has no more. */
  public static final long QUIET_MS = 5_000;

  /** No record for so long, and there is none, although the lag does not quite say so. */
  public static final long LONG_QUIET_MS = 60_000;

  /** For a lag that is believed although it may be from before: the next window sees the rest. */
  static final Function<TopicPartition, Lag> NOTHING_BEFORE = partition -> new Lag.Hidden();

  /** So few offsets may be markers of transactions, which no consumer is ever given. */
  private static final long MARKERS = 100;

  private final Map<TopicPartition, Progress> reading = new HashMap<>();
  private final Set<TopicPartition> missing = new HashSet<>();

  /** Partitions that have been fetched at some time, as their lag has shown. */
  private final Set<TopicPartition> everFetched = new HashSet<>();

  /** How far a partition is. */
  private static final class Progress {
    private final long assignedWallMs;
    private final Lag before;
    private long heardMs;

    /** What it gave last; -1: nothing. */
    private long lastOffset = -1;

    /** Whether it gave a record from after it was assigned, by the record's own word. */
    private boolean sawNewer;

    /** The offset after its last record when its lag was first seen; -1: not seen. */
    private long target = -1;

    /** Whether the consumer surely got an answer about it since it was assigned. */
    private boolean fetched;

    Progress(final long assignedWallMs, final Lag before, final long nowMs) {
      this.assignedWallMs = assignedWallMs;
      this.before = before;
      this.heardMs = nowMs;
    }

    void heard(final long offset, final long timestampMs, final long nowMs) {
      heardMs = nowMs;
      lastOffset = offset;
      sawNewer |= timestampMs > assignedWallMs;
      fetched = true;
    }

    void sees(final Lag lag) {
      if (lag instanceof Lag.Known known) {
        fetched |= !known.equals(before);
        if (target < 0 && lastOffset >= 0) {
          target = lastOffset + 1 + known.offsets();
        }
      }
    }

    boolean isComplete(final Lag lag, final boolean everFetched, final long nowMs) {
      if (sawNewer && lastOffset + 1 >= target) {
        return true;
      }
      final long quietMs = nowMs - heardMs;
      if (lag instanceof Lag.Known known) {
        final boolean isAtEnd = fetched && known.offsets() == 0;
        return known.offsets() <= MARKERS && quietMs >= (isAtEnd ? QUIET_MS : LONG_QUIET_MS);
      }
      if (lag instanceof Lag.Awaited) {
        return everFetched && quietMs >= LONG_QUIET_MS;
      }
      return quietMs >= QUIET_MS;
    }
  }

  /**
   * Partitions are read from now on.
   *
   * @param nowMs the time that all others are told in
   * @param wallMs the time of day, which records' timestamps are in
   * @param lag what the consumer shows of a partition, which may be from before
   */
  public void begin(
      final Collection<TopicPartition> partitions,
      final long nowMs,
      final long wallMs,
      final Function<TopicPartition, Lag> lag) {
    missing.removeAll(partitions);
    for (final TopicPartition partition : partitions) {
      final Lag before = lag.apply(partition);
      remember(partition, before);
      reading.put(partition, new Progress(wallMs, before, nowMs));
    }
  }

  /** Partitions are gone. */
  public void revoke(final Collection<TopicPartition> partitions) {
    reading.keySet().removeAll(partitions);
    missing.addAll(partitions);
  }

  /** A partition has given a record. */
  public void heard(
      final TopicPartition partition, final long offset, final long timestampMs, final long nowMs) {
    final Progress progress = reading.get(partition);
    if (progress != null) {
      progress.heard(offset, timestampMs, nowMs);
    }
  }

  /** Nothing can be given for now, so that silence says nothing: it begins anew. */
  public void interrupted(final long nowMs) {
    reading.values().forEach(progress -> progress.heardMs = nowMs);
  }

  /**
   * Whether every partition is read up.
   *
   * @param lag what the consumer shows of a partition
   */
  public boolean isComplete(final long nowMs, final Function<TopicPartition, Lag> lag) {
    reading.entrySet().removeIf(entry -> isComplete(entry.getKey(), entry.getValue(), lag, nowMs));
    return reading.isEmpty() && missing.isEmpty();
  }

  private boolean isComplete(
      final TopicPartition partition,
      final Progress progress,
      final Function<TopicPartition, Lag> lag,
      final long nowMs) {
    final Lag now = lag.apply(partition);
    remember(partition, now);
    progress.sees(now);
    return progress.isComplete(now, everFetched.contains(partition), nowMs);
  }

  private void remember(final TopicPartition partition, final Lag lag) {
    if (lag instanceof Lag.Known) {
      everFetched.add(partition);
    }
  }

  /** When it is worth asking again; empty if all is read up. */
  public OptionalLong askAgainMs(final long nowMs) {
    return reading.isEmpty() ? OptionalLong.empty() : OptionalLong.of(nowMs + QUIET_MS / 10);
  }
}
