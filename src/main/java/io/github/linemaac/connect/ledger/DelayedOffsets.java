package io.github.linemaac.connect.ledger;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds back safe offsets for a time: a segment that MAAC shows may lack what it was sent within
 * that time, so a restart has to replay it. Pure; time is an argument. Not thread-safe.
 */
public final class DelayedOffsets {
  /** Finer than this, nobody looks at a lag of hours. */
  private static final long STEP_MS = 60_000;

  private final long lagMs;
  private final Deque<Seen> seen = new ArrayDeque<>();
  private Map<TopicPartition, OffsetAndMetadata> ripe = Map.of();

  /** What was safe at a moment. */
  private record Seen(long atMs, Map<TopicPartition, OffsetAndMetadata> offsets) {}

  /** Holds offsets back for so long. */
  public DelayedOffsets(final long lagMs) {
    this.lagMs = lagMs;
  }

  /**
   * Takes in what is safe now; gives what has been safe for long enough.
   *
   * @param positions Connect's current position per partition: one that has come back is read again
   *     from before what was safe, so nothing is given of it until it is there again
   */
  public Map<TopicPartition, OffsetAndMetadata> pass(
      final Map<TopicPartition, OffsetAndMetadata> safe,
      final Map<TopicPartition, OffsetAndMetadata> positions,
      final long nowMs) {
    if (!safe.isEmpty() && (seen.isEmpty() || nowMs - seen.peekLast().atMs() >= step())) {
      seen.addLast(new Seen(nowMs, Map.copyOf(safe)));
    }
    while (!seen.isEmpty() && nowMs - seen.peekFirst().atMs() >= lagMs) {
      ripe = seen.removeFirst().offsets();
    }
    final Map<TopicPartition, OffsetAndMetadata> given = new HashMap<>();
    ripe.forEach(
        (partition, offset) -> {
          final OffsetAndMetadata position = positions.get(partition);
          if (position != null && offset.offset() <= position.offset()) {
            given.put(partition, offset);
          }
        });
    return given;
  }

  /** Forgets partitions that are gone: if they come back, their offsets may mean other records. */
  public void forget(final Collection<TopicPartition> partitions) {
    final List<Seen> kept =
        seen.stream()
            .map(was -> new Seen(was.atMs(), without(was.offsets(), partitions)))
            .filter(was -> !was.offsets().isEmpty())
            .toList();
    seen.clear();
    seen.addAll(kept);
    ripe = without(ripe, partitions);
  }

  private static Map<TopicPartition, OffsetAndMetadata> without(
      final Map<TopicPartition, OffsetAndMetadata> offsets,
      final Collection<TopicPartition> partitions) {
    final Map<TopicPartition, OffsetAndMetadata> kept = new HashMap<>(offsets);
    kept.keySet().removeAll(partitions);
    return Map.copyOf(kept);
  }

  private long step() {
    return Math.min(STEP_MS, lagMs);
  }
}
