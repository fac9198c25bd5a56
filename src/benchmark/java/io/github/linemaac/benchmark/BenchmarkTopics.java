package io.github.linemaac.benchmark;

import io.github.linemaac.cluster.KafkaTopics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Topics that nobody else creates, deletes or writes to, so that the place of each record is known.
 * Not thread-safe.
 */
final class BenchmarkTopics {

  private final KafkaTopics kafka;
  private final Map<String, Integer> lives = new HashMap<>();
  private final Set<String> names = new TreeSet<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  BenchmarkTopics(KafkaTopics kafka) {
    this.kafka = kafka;
  }

  KafkaTopics kafka() {
    return kafka;
  }

  /** Creates a topic, for the first time or again. */
  void create(String topic, int partitions) {
    kafka.create(topic, partitions);
    names.add(topic);
  }

  /** Deletes a topic. */
  void delete(String topic) {
    names.remove(topic);
    lives.merge(topic, 1, Integer::sum);
    ends.keySet().removeIf(partition -> partition.topic().equals(topic));
    kafka.delete(topic);
  }

  /** The topics that there are. */
  Set<String> names() {
    return Set.copyOf(names);
  }

  /** Whether a record is still there. */
  boolean have(Place place) {
    return place.life() == lifeOf(place.partition().topic());
  }

  /**
   * Writes records, each to the partition that it names, and waits until they are there.
   *
   * @return the place of each
   */
  List<Place> write(List<ProducerRecord<byte[], byte[]>> records) {
    long sentMs = System.currentTimeMillis();
    kafka.produceAll(records);
    long writtenMs = System.currentTimeMillis();
    List<Place> places = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      long offset = ends.merge(partition, 1L, Long::sum) - 1;
      places.add(new Place(partition, lifeOf(record.topic()), offset, sentMs, writtenMs));
    }
    return places;
  }

  /** How often a topic of that name was deleted. */
  private int lifeOf(String topic) {
    return lives.getOrDefault(topic, 0);
  }
}
