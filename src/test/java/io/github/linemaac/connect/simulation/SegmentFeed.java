package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.simulation.Enrolment.Kind;
import io.github.linemaac.connect.support.TestRecords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** The topic of one history of segments: people join and leave a few lists. */
final class SegmentFeed implements SimulatedTopic {
  private final RandomGenerator random;
  private final LongSupplier clock;
  private final int people;
  private final boolean isFiltered;
  private final Map<TopicPartition, List<Enrolment>> logs = new LinkedHashMap<>();
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final List<String> lists = new ArrayList<>();

  SegmentFeed(final RandomGenerator random, final LongSupplier clock) {
    this.random = random;
    this.clock = clock;
    this.isFiltered = random.nextBoolean();
    this.people = 3 + random.nextInt(40);
    for (int i = 0; i <= random.nextInt(3); i++) {
      final TopicPartition partition = new TopicPartition("lists", i);
      partitions.add(partition);
      logs.put(partition, new ArrayList<>());
    }
    for (int i = 0; i <= random.nextInt(3); i++) {
      lists.add("list " + i);
    }
  }

  List<String> lists() {
    return lists;
  }

  List<Enrolment> log(final TopicPartition partition) {
    return logs.get(partition);
  }

  List<Enrolment> all() {
    return logs.values().stream().flatMap(List::stream).toList();
  }

  void produce(final int records) {
    for (int i = 0; i < records; i++) {
      final int person = random.nextInt(people);
      final int list = random.nextInt(lists.size());
      produce(kind(), person, list);
    }
  }

  /** Everybody leaves a list. */
  void empty() {
    final int list = random.nextInt(lists.size());
    for (int person = 0; person < people; person++) {
      produce(Kind.LEAVES, person, list);
    }
  }

  /** Sees that there is somebody on every list. */
  void fill() {
    for (int list = 0; list < lists.size(); list++) {
      produce(Kind.JOINS, 0, list);
    }
  }

  private void produce(final Kind kind, final int person, final int list) {
    final TopicPartition partition =
        partitions.get((person * lists.size() + list) % partitions.size());
    final List<Enrolment> log = logs.get(partition);
    log.add(
        new Enrolment(
            kind,
            partition,
            log.size(),
            lists.get(list),
            TestRecords.lineUid(person),
            clock.getAsLong()));
  }

  private Kind kind() {
    final int dice = random.nextInt(isFiltered ? 100 : 95);
    if (dice < 65) {
      return Kind.JOINS;
    }
    if (dice < 90) {
      return dice < 80 ? Kind.LEAVES : Kind.TOMBSTONE;
    }
    return dice < 95 ? Kind.BAD : Kind.FILTERED;
  }

  @Override
  public List<TopicPartition> partitions() {
    return partitions;
  }

  @Override
  public boolean isFiltered() {
    return isFiltered;
  }

  @Override
  public long end(final TopicPartition partition) {
    return logs.get(partition).size();
  }

  @Override
  public Optional<SinkRecord> record(final TopicPartition partition, final long offset) {
    final Enrolment enrolment = logs.get(partition).get((int) offset);
    return enrolment.kind() == Kind.FILTERED
        ? Optional.empty()
        : Optional.of(enrolment.toSinkRecord());
  }
}
