package io.github.linemaac.connect.simulation;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A record of a simulated topic of members. */
final class MemberEntry extends Entry {
  private final Kind kind;
  private final String member;
  private final String marker;
  private final Map<String, Object> value;

  /** What a record is made to be. */
  enum Kind {
    /** Must end up in the account. */
    GOOD,
    /** Takes something off its member and says nothing else. */
    REMOVAL,
    /** Breaks a rule that the connector knows. */
    BAD,
    /** Breaks a rule that only MAAC knows, so it makes MAAC reject the import that it is in. */
    BAD_TO_MAAC,
    /** Has no value. */
    TOMBSTONE,
    /** Dropped by a transform, so that the connector never sees it. */
    FILTERED
  }

  /**
   * A record in its place.
   *
   * @param member the value of the import key as MAAC has it
   * @param marker a tag that no other record has, by which the account shows that it was delivered
   * @param value without a schema
   */
  MemberEntry(
      final int number,
      final Kind kind,
      final TopicPartition partition,
      final long offset,
      final Long timestampMs,
      final String member,
      final String marker,
      final Map<String, Object> value) {
    super(number, partition, offset, timestampMs);
    this.kind = kind;
    this.member = member;
    this.marker = marker;
    this.value = value;
  }

  Kind kind() {
    return kind;
  }

  String member() {
    return member;
  }

  String marker() {
    return marker;
  }

  /** The tags that it puts. */
  List<String> tags() {
    return names(value, "tags");
  }

  /** The tags that it takes off, if the connector may. */
  List<String> tagsRemoved() {
    return names(value, "tags_removed").stream()
        .filter(tag -> tag.startsWith(MemberProducer.REMOVABLE))
        .toList();
  }

  static List<String> names(final Map<String, Object> value, final String field) {
    final Object found = value.getOrDefault(field, List.of());
    return found instanceof List<?> names
        ? names.stream().map(Object::toString).toList()
        : List.of(found.toString().split(", "));
  }

  @Override
  long atMostBytes() {
    return value.containsKey(MemberProducer.UNREAD) ? 7_000_000 : 300_000;
  }

  @Override
  boolean isBad() {
    return kind == Kind.BAD;
  }

  @Override
  boolean isIgnored() {
    return kind == Kind.TOMBSTONE;
  }

  @Override
  boolean isFiltered() {
    return kind == Kind.FILTERED;
  }

  @Override
  Object key() {
    return null;
  }

  @Override
  Map<String, Object> value() {
    return kind == Kind.TOMBSTONE ? null : value;
  }

  @Override
  String describe() {
    return kind + " " + value;
  }
}
