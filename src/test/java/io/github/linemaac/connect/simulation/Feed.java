package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.simulation.Fed.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The topic of one history: random records of a few members, each member in a partition of its own,
 * as a producer that hashes keys would have it.
 */
final class Feed implements SimulatedTopic {
  /** MAAC, not the connector, finds these bad. */
  static final String BAD_MOBILE = "+999";

  static final String BAD_BIRTHDAY = "1800";

  private final RandomGenerator random;
  private final LongSupplier clock;
  private final ImportKey importKey;
  private final int members;
  private final double badShare;
  private final Map<TopicPartition, List<Fed>> logs = new LinkedHashMap<>();
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Map<String, TopicPartition> partitionsByMarker = new HashMap<>();
  private int count;

  Feed(final RandomGenerator random, final ImportKey importKey, final LongSupplier clock) {
    this.random = random;
    this.clock = clock;
    this.importKey = importKey;
    this.members = 1 + random.nextInt(12);
    this.badShare = random.nextInt(3) * 0.1;
    for (int i = 0; i <= random.nextInt(3); i++) {
      final TopicPartition partition = new TopicPartition("members", i);
      partitions.add(partition);
      logs.put(partition, new ArrayList<>());
    }
  }

  @Override
  public boolean isFiltered() {
    return true;
  }

  @Override
  public long end(final TopicPartition partition) {
    return logs.get(partition).size();
  }

  @Override
  public Optional<SinkRecord> record(final TopicPartition partition, final long offset) {
    final Fed fed = logs.get(partition).get((int) offset);
    return fed.kind() == Kind.FILTERED ? Optional.empty() : Optional.of(fed.toSinkRecord());
  }

  @Override
  public List<TopicPartition> partitions() {
    return partitions;
  }

  List<Fed> log(final TopicPartition partition) {
    return logs.get(partition);
  }

  /** The partition of the record with a marker. */
  TopicPartition partitionOf(final String marker) {
    return partitionsByMarker.get(marker);
  }

  List<Fed> all() {
    return logs.values().stream().flatMap(List::stream).toList();
  }

  void produce(final int records) {
    for (int i = 0; i < records; i++) {
      produceOne();
    }
  }

  private void produceOne() {
    final int member = random.nextInt(members);
    final TopicPartition partition = partitions.get(member % partitions.size());
    final List<Fed> log = logs.get(partition);
    final String marker = "m" + count++;
    partitionsByMarker.put(marker, partition);
    final Kind kind = kind();
    final Map<String, Object> value = new HashMap<>();
    value.put(importKey.jsonName(), key(member));
    value.put("tags", random.nextBoolean() ? List.of(marker, "shared") : marker + ", " + marker);
    switch (kind) {
      case GOOD -> addProfile(value);
      case BAD -> spoil(value);
      case BAD_TO_MAAC -> spoilForMaac(value);
      case TOMBSTONE, FILTERED -> value.clear();
    }
    log.add(new Fed(kind, partition, log.size(), key(member), marker, value, clock.getAsLong()));
  }

  private Kind kind() {
    final double dice = random.nextDouble();
    if (dice < badShare / 2) {
      return Kind.BAD;
    }
    if (dice < badShare) {
      return Kind.BAD_TO_MAAC;
    }
    return dice > 0.97 ? Kind.FILTERED : dice > 0.94 ? Kind.TOMBSTONE : Kind.GOOD;
  }

  private String key(final int member) {
    return switch (importKey) {
      case LINE_UID -> String.format("U%032x", member);
      case EMAIL -> "member" + member + "@example.com";
      case MOBILE -> String.format("+886900%06d", member);
      case CUSTOMER_ID -> "c" + member;
    };
  }

  private void addProfile(final Map<String, Object> value) {
    // Names grow with every record, so that an older one over a newer one shows.
    value.put("line_display_name", String.format("%08d", count));
    put(value, MemberField.GENDER, random.nextBoolean() ? "Male" : "unknown");
    put(value, MemberField.BIRTHDAY, "2000-01-" + (10 + random.nextInt(20)));
    put(value, MemberField.MOBILE, "+8869" + (10_000_000 + random.nextInt(1_000_000)));
  }

  private void put(final Map<String, Object> value, final MemberField field, final String text) {
    if (field != importKey.field() && random.nextInt(3) == 0) {
      value.put(field.jsonName(), text);
    }
  }

  private void spoil(final Map<String, Object> value) {
    switch (random.nextInt(4)) {
      case 0 -> value.remove(importKey.jsonName());
      case 1 -> value.put("birthday", "2001-02-29");
      case 2 -> value.put("gender", "x");
      default -> value.put("line_display_name", Map.of("a", "b"));
    }
  }

  /** Nothing else is in it, so that what it leaves in the account is its marker at most. */
  private void spoilForMaac(final Map<String, Object> value) {
    if (importKey != ImportKey.MOBILE && random.nextBoolean()) {
      value.put("mobile", BAD_MOBILE + (10_000_000 + random.nextInt(1_000_000)));
    } else {
      value.put("birthday", BAD_BIRTHDAY + "-01-01");
    }
  }
}
