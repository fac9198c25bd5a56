package io.github.linemaac.connect.schedule;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells when partitions are caught up: read to where they ended when reading began. Pure; time is
 * an argument. Not thread-safe.
 *
 * <p>Where the consumer shows a lag, the lag is the proof, and timestamps are not looked at. Where
 * nothing has changed in a partition, a broker need not answer about it, so that then a long
 * silence has to do. Where no lag is shown, a record that was written after reading began is the
 * sign; else a long silence; else that it was read for very long.
 *
 * <p>Nothing is waited for without an end or a word: see {@link Doubt}.
 */
public final class CatchUp {
  /** No record for so long, and there is none: longer than a client quota makes a consumer wait. */
  public static final long QUIET_MS = 60_000;

  /**
   * So long a partition that was taken away is waited for: {@code max.poll.interval.ms} by default,
   * for which a consumer that hangs may hold what is to come back.
   */
  public static final long AWAY_MS = 300_000;

  /** So long a partition may be read, or be silent, without any sign of its end. */
  public static final long LONGEST_MS = 3_600_000;

  /** So few offsets may be markers of transactions, which no consumer is ever given. */
  private static final long MARKERS = 100;

  private static final long ASK_AGAIN_MS = 500;

  private final boolean skipsUnreadable;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final Map<TopicPartition, ReadProgress> reading = new HashMap<>();
  private final Map<TopicPartition, Long> awaySinceMs = new HashMap<>();
  private final Set<TopicPartition> unreadable = new HashSet<>();
  private final Map<Doubt, Set<TopicPartition>> doubts = new EnumMap<>(Doubt.class);
  private boolean toldOfHiddenLag;
  private long changedMs;

  /** Partitions that have been fetched at some time, as their lag has shown. */
  private final Set<TopicPartition> everFetched = new HashSet<>();

  /** Why it is less sure than usual that partitions are caught up, or why they are not. */
  public enum Doubt {
    /** No lag of them is shown. Raised once. */
    LAG_HIDDEN,
    /** They count as caught up after {@link #LONGEST_MS} without a sign of their end. */
    NO_END_SEEN,
    /** They were taken away and have not come back: they are not waited for any longer. */
    NOT_BACK,
    /** They have given nothing for {@link #AWAY_MS}, although more is in them, or may be. */
    UNREADABLE
  }

  private CatchUp(final boolean skipsUnreadable) {
    this.skipsUnreadable = skipsUnreadable;
  }

  /** For what must be whole: a partition that cannot be read is waited for as long as it takes. */
  public static CatchUp ofLists() {
    return new CatchUp(false);
  }

  /** For what can be read another time: one that is silent for {@link #LONGEST_MS} is left out. */
  public static CatchUp ofWindows() {
    return new CatchUp(true);
  }

  /**
   * Partitions are assigned, and read from now on.
   *
   * @param lag what the consumer shows of a partition, which may be from before
   */
  public void begin(
      final Collection<TopicPartition> partitions,
      final long nowMs,
      final Function<TopicPartition, Lag> lag) {
    changedMs = nowMs;
    for (final TopicPartition partition : partitions) {
      assigned.add(partition);
      awaySinceMs.remove(partition);
      unreadable.remove(partition);
      final Lag before = lag.apply(partition);
      remember(partition, before);
      reading.put(partition, new ReadProgress(before, nowMs));
    }
  }

  /** Partitions are gone; what was not assigned plays no part. They are waited for. */
  public void revoke(final Collection<TopicPartition> partitions, final long nowMs) {
    partitions.stream()
        .filter(assigned::contains)
        .toList()
        .forEach(gone -> expectBack(gone, nowMs));
  }

  /** A partition that is not assigned is waited for. */
  public void expectBack(final TopicPartition partition, final long nowMs) {
    changedMs = nowMs;
    assigned.remove(partition);
    reading.remove(partition);
    awaySinceMs.put(partition, nowMs);
  }

  /** What is assigned. */
  public Set<TopicPartition> assigned() {
    return Set.copyOf(assigned);
  }

  /** What was taken away and is waited for. */
  public Set<TopicPartition> away() {
    return Set.copyOf(awaySinceMs.keySet());
  }

  /**
   * A partition has given a record.
   *
   * @param ageMs how long ago it was written, by its own word; {@link Long#MAX_VALUE} if it has
   *     none
   */
  public void onRecord(
      final TopicPartition partition, final long offset, final long ageMs, final long nowMs) {
    final ReadProgress progress = reading.get(partition);
    if (progress != null) {
      progress.onRecord(offset, ageMs, nowMs);
      unreadable.remove(partition);
    }
  }

  /** No more has to be read of a partition. */
  public void enough(final TopicPartition partition) {
    reading.remove(partition);
  }

  /** Nothing can be given for now, so that silence says nothing: it begins anew. */
  public void restartSilence(final long nowMs) {
    reading.values().forEach(progress -> progress.restartSilence(nowMs));
  }

  /**
   * Whether every partition is caught up.
   *
   * @param lag what the consumer shows of a partition
   */
  public boolean isComplete(final long nowMs, final Function<TopicPartition, Lag> lag) {
    reading
        .entrySet()
        .removeIf(
            entry ->
                isComplete(entry.getKey(), entry.getValue(), lag.apply(entry.getKey()), nowMs));
    awaySinceMs
        .entrySet()
        .removeIf(
            entry -> nowMs - entry.getValue() >= AWAY_MS && doubt(Doubt.NOT_BACK, entry.getKey()));
    final boolean isGiven = !assigned.isEmpty() || nowMs - changedMs >= AWAY_MS;
    return isGiven && reading.isEmpty() && awaySinceMs.isEmpty();
  }

  private boolean isComplete(
      final TopicPartition partition,
      final ReadProgress progress,
      final Lag lag,
      final long nowMs) {
    remember(partition, lag);
    progress.onLag(lag, nowMs);
    if (lag instanceof Lag.Hidden) {
      return isCompleteUnseen(partition, progress, nowMs);
    }
    final boolean mayBeEnd =
        lag instanceof Lag.Known known
            ? known.offsets() <= MARKERS
            : everFetched.contains(partition);
    final long quietMs = progress.quietMs(nowMs);
    if (progress.isAtEnd() || (mayBeEnd && quietMs >= QUIET_MS)) {
      return true;
    }
    if (quietMs >= AWAY_MS && unreadable.add(partition)) {
      doubt(Doubt.UNREADABLE, partition);
    }
    return skipsUnreadable && quietMs >= LONGEST_MS;
  }

  private boolean isCompleteUnseen(
      final TopicPartition partition, final ReadProgress progress, final long nowMs) {
    final boolean showsEnd = progress.sawNewer() || progress.quietMs(nowMs) >= QUIET_MS;
    final long readMs = progress.readMs(nowMs);
    if (!toldOfHiddenLag && (showsEnd || readMs >= ReadProgress.SETTLE_MS)) {
      doubt(Doubt.LAG_HIDDEN, partition);
    }
    return showsEnd || (readMs >= LONGEST_MS && doubt(Doubt.NO_END_SEEN, partition));
  }

  /** Keeps it to be told. Always true. */
  private boolean doubt(final Doubt doubt, final TopicPartition partition) {
    doubts.computeIfAbsent(doubt, first -> new HashSet<>()).add(partition);
    return true;
  }

  /** Takes what has become doubtful since the last time, to be told. */
  public Map<Doubt, Set<TopicPartition>> takeDoubts() {
    toldOfHiddenLag |= doubts.containsKey(Doubt.LAG_HIDDEN);
    final Map<Doubt, Set<TopicPartition>> taken = Map.copyOf(doubts);
    doubts.clear();
    return taken;
  }

  private void remember(final TopicPartition partition, final Lag lag) {
    if (lag instanceof Lag.Known) {
      everFetched.add(partition);
    }
  }

  /** When it is worth asking again; empty if nothing is waited for. */
  public OptionalLong askAgainMs(final long nowMs) {
    return reading.isEmpty() && awaySinceMs.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(nowMs + ASK_AGAIN_MS);
  }
}
