package io.github.linemaac.connect.simulation;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition: records at offsets that grow, with holes where compaction or transactions left
 * them. What is cut off and written anew is another history, which a consumer notices.
 */
final class PartitionLog<E extends Entry> {
  private final TopicPartition partition;
  private final List<E> entries = new ArrayList<>();
  private final long beginning;
  private long end;
  private final List<Long> cuts = new ArrayList<>();

  /** An empty log that begins at an offset. */
  PartitionLog(final TopicPartition partition, final long beginning) {
    this.partition = partition;
    this.beginning = beginning;
    this.end = beginning;
  }

  TopicPartition partition() {
    return partition;
  }

  long beginning() {
    return beginning;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The offset that the next record gets. */
  long end() {
    return end;
  }

  /** The offset after the last record: where Connect's own position ends. */
  long afterLast() {
    return entries.isEmpty() ? beginning : entries.get(entries.size() - 1).offset() + 1;
  }

  void append(final E entry) {
    entries.add(entry);
    end = entry.offset() + 1;
  }

  /** Offsets that no consumer is ever given. */
  void skip(final int offsets) {
    if (cuts.isEmpty()) {
      // Else what was cut could go unnoticed, and nobody could tell.
      end += offsets;
    }
  }

  /** Loses what is at this offset and after it, as after an unclean election of a leader. */
  List<E> cut(final long offset) {
    final List<E> cut = entries.subList(indexOf(offset), entries.size());
    final List<E> gone = List.copyOf(cut);
    cut.clear();
    end = Math.max(beginning, Math.min(end, offset));
    cuts.add(end);
    return gone;
  }

  /** How often it was cut. */
  int history() {
    return cuts.size();
  }

  /** Up to where it is still as it was in that history. */
  long sameSince(final int history) {
    return cuts.subList(history, cuts.size()).stream()
        .mapToLong(Long::longValue)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** At most so many records from an offset on. */
  List<E> from(final long offset, final int max) {
    final int index = indexOf(offset);
    return entries.subList(index, Math.min(entries.size(), index + max));
  }

  /** The records before an offset. */
  List<E> before(final long offset) {
    return entries.subList(0, indexOf(offset));
  }

  List<E> all() {
    return entries;
  }

  private int indexOf(final long offset) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      final int middle = (low + high) >>> 1;
      if (entries.get(middle).offset() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
