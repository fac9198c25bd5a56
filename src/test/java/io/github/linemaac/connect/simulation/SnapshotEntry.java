package io.github.linemaac.connect.simulation;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A record of a simulated topic of snapshots: an id of a run's list, or the end of the run. */
final class SnapshotEntry extends Entry {
  private final Run run;
  private final Kind kind;
  private final String id;
  private final int size;

  /** What a record is made to be. */
  enum Kind {
    ID,
    /** Holds no LINE user id, and counts as one all the same. */
    BAD,
    END
  }

  /** One run of the query that a list is the result of. */
  record Run(String list, int number) {}

  SnapshotEntry(
      final int number,
      final TopicPartition partition,
      final long offset,
      final Long timestampMs,
      final Run run,
      final Kind kind,
      final String id,
      final int size) {
    super(number, partition, offset, timestampMs);
    this.run = run;
    this.kind = kind;
    this.id = id;
    this.size = size;
  }

  Run run() {
    return run;
  }

  Kind kind() {
    return kind;
  }

  String id() {
    return id;
  }

  int size() {
    return size;
  }

  @Override
  boolean isBad() {
    return kind == Kind.BAD;
  }

  @Override
  boolean isIgnored() {
    return false;
  }

  @Override
  boolean isFiltered() {
    return false;
  }

  @Override
  Object key() {
    return null;
  }

  @Override
  Object value() {
    final Map<String, Object> value = new HashMap<>();
    value.put("segment_name", run.list());
    value.put("segment_snapshot", run.number());
    if (kind == Kind.END) {
      value.put("segment_action", "complete");
      value.put("segment_size", size);
    } else {
      value.put("line_uid", id);
    }
    return value;
  }

  @Override
  String describe() {
    return kind + " of " + run + (kind == Kind.END ? " of " + size : " " + id);
  }
}
