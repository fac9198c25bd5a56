package io.github.linemaac.connect.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The topics that a simulated connector reads. */
final class SimulatedTopics<E extends Entry> {
  private final Map<TopicPartition, PartitionLog<E>> logs = new LinkedHashMap<>();
  private final Map<String, List<TopicPartition>> byTopic = new LinkedHashMap<>();
  private final List<E> gone = new ArrayList<>();
  private int count;

  /** Adds partitions to a topic, or makes it. */
  void grow(final String topic, final int partitions, final long beginning) {
    final List<TopicPartition> ofTopic = byTopic.computeIfAbsent(topic, t -> new ArrayList<>());
    for (int i = 0; i < partitions; i++) {
      final TopicPartition partition = new TopicPartition(topic, ofTopic.size());
      ofTopic.add(partition);
      logs.put(partition, new PartitionLog<>(partition, beginning));
    }
  }

  boolean isEmpty() {
    return logs.isEmpty();
  }

  /** Where a record with this hash of its key goes, in one of the topics. */
  PartitionLog<E> logFor(final int topic, final int hash) {
    final List<List<TopicPartition>> topics = List.copyOf(byTopic.values());
    final List<TopicPartition> partitions = topics.get(topic % topics.size());
    return log(partitions.get(Math.floorMod(hash, partitions.size())));
  }

  /** A partition by a number that may be larger than there are partitions. */
  TopicPartition numbered(final int number) {
    return List.copyOf(logs.keySet()).get(number % logs.size());
  }

  /** Partitions by such numbers. */
  Set<TopicPartition> numbered(final Collection<Integer> numbers) {
    return numbers.stream().map(this::numbered).collect(Collectors.toSet());
  }

  void produced(final PartitionLog<E> log, final E entry) {
    log.append(entry);
    count++;
  }

  Collection<TopicPartition> partitions() {
    return logs.keySet();
  }

  PartitionLog<E> log(final TopicPartition partition) {
    return logs.get(partition);
  }

  Collection<PartitionLog<E>> logs() {
    return logs.values();
  }

  /** All that is in the topics now. */
  List<E> present() {
    return logs.values().stream().flatMap(log -> log.all().stream()).toList();
  }

  /** How many records were ever produced. */
  int count() {
    return count;
  }

  /** What was in the topics and is no more, in the order in which it went. */
  List<E> gone() {
    return gone;
  }

  /** A partition loses its records from an offset on. */
  void cut(final TopicPartition partition, final long offset) {
    gone.addAll(log(partition).cut(offset));
  }

  /** A topic is no more. */
  void delete(final String topic) {
    for (final TopicPartition partition : byTopic.remove(topic)) {
      gone.addAll(logs.remove(partition).all());
    }
  }

  List<TopicPartition> partitionsOf(final String topic) {
    return byTopic.getOrDefault(topic, List.of());
  }

  int topicCount() {
    return byTopic.size();
  }
}
