package io.github.linemaac.connect.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** A record of a simulated topic of segments: somebody joins a list or leaves it. */
final class SegmentEntry extends Entry {
  private final Kind kind;
  private final String list;
  private final String lineUid;

  /** What a record is made to be. */
  enum Kind {
    JOINS,
    LEAVES,
    /** Leaves by a tombstone, whose key names list and id. */
    TOMBSTONE,
    /** Leaves every list by a tombstone, whose key is the id alone. */
    LEAVES_EACH,
    /** Breaks a rule. */
    BAD,
    /** Dropped by a transform. */
    FILTERED
  }

  SegmentEntry(
      final int number,
      final Kind kind,
      final TopicPartition partition,
      final long offset,
      final Long timestampMs,
      final String list,
      final String lineUid) {
    super(number, partition, offset, timestampMs);
    this.kind = kind;
    this.list = list;
    this.lineUid = lineUid;
  }

  /** Whether it says something of this list, or of every one. */
  boolean isAbout(final String other) {
    return isAboutEach() || list.equals(other);
  }

  boolean isAboutEach() {
    return kind == Kind.LEAVES_EACH;
  }

  String lineUid() {
    return lineUid;
  }

  /** Whether the member is on the list after it; empty if it says nothing. */
  Optional<Boolean> membership() {
    return switch (kind) {
      case JOINS -> Optional.of(true);
      case LEAVES, TOMBSTONE, LEAVES_EACH -> Optional.of(false);
      case BAD, FILTERED -> Optional.empty();
    };
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
    return kind == Kind.FILTERED;
  }

  @Override
  Map<String, Object> key() {
    return isAboutEach()
        ? Map.of("line_uid", lineUid)
        : Map.of("segment_name", list, "line_uid", lineUid);
  }

  @Override
  Map<String, Object> value() {
    if (kind == Kind.TOMBSTONE || isAboutEach()) {
      return null;
    }
    final Map<String, Object> value = new HashMap<>();
    value.put("segment_name", list);
    value.put("line_uid", kind == Kind.BAD ? "nobody" : lineUid);
    if (kind == Kind.LEAVES) {
      value.put("segment_action", "remove");
    }
    return value;
  }

  @Override
  String describe() {
    return lineUid + " " + kind + (isAboutEach() ? "" : " " + list);
  }
}
