package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.model.SegmentName;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * A snapshot that is not to be uploaded yet, and how far it is. It never holds what a record calls
 * it.
 *
 * @param partition where its first record came from
 * @param offset where that stands
 * @param ids how many distinct ids have come
 * @param size how many there are by its end record, if that has come
 * @param isHeld whether its ids are held; else it cannot become complete before a restart
 * @param sinceMs when its first record came
 * @param lastMs when its last one came
 */
public record IncompleteSnapshot(
    SegmentName list,
    TopicPartition partition,
    long offset,
    int ids,
    OptionalLong size,
    boolean isHeld,
    long sinceMs,
    long lastMs) {

  /** How many ids have not come, as far as that is known. */
  public long missing() {
    return Math.max(0, size.orElse(0) - ids);
  }
}
