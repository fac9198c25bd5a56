package io.github.linemaac.connect.segments;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * The snapshot of a segment that MAAC has, for as long as a restart must read it again: a task that
 * read older records of the segment without it, or a part of it, would not know that they say
 * nothing any more. Not thread-safe.
 */
final class Confirmed {
  private final Map<TopicPartition, Long> firstOffsets;
  private final Map<TopicPartition, Long> lastOffsets;
  private final boolean isWatched;

  /**
   * A snapshot that MAAC has now.
   *
   * @param isWatched whether each partition is read past the moment at which it was complete
   */
  Confirmed(final Snapshot snapshot, final boolean isWatched) {
    this.firstOffsets = Map.copyOf(snapshot.firstOffsets());
    this.lastOffsets = new HashMap<>(snapshot.lastOffsets());
    this.isWatched = isWatched;
  }

  private Confirmed(final Confirmed other) {
    this.firstOffsets = other.firstOffsets;
    this.lastOffsets = other.lastOffsets;
    this.isWatched = true;
  }

  /** The same, now that each partition is read so far. */
  Confirmed watched() {
    return new Confirmed(this);
  }

  boolean isWatched() {
    return isWatched;
  }

  /** These records say nothing, as long as this snapshot is known. */
  void supersede(final Map<TopicPartition, Long> offsets) {
    offsets.forEach((partition, offset) -> lastOffsets.merge(partition, offset, Math::max));
  }

  Map<TopicPartition, Long> firstOffsets() {
    return firstOffsets;
  }

  Map<TopicPartition, Long> lastOffsets() {
    return lastOffsets;
  }

  /** Whether a restart from these offsets would read nothing of it, and nothing older. */
  boolean isBefore(final Function<TopicPartition, OptionalLong> held) {
    return lastOffsets.entrySet().stream()
        .allMatch(last -> held.apply(last.getKey()).orElse(Long.MAX_VALUE) > last.getValue());
  }
}
