package io.github.linemaac.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.cluster.KafkaTopics;
import io.github.linemaac.cluster.MemberRecord;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A topic of members, no two alike, that lie there before a connector starts. */
record Backlog(String topic, int records) {

  static final int PARTITIONS = 4;

  static Backlog write(KafkaTopics topics, String topic, int records) {
    topics.create(topic, PARTITIONS);
    topics.produceAll(
        IntStream.range(0, records)
            .mapToObj(
                number ->
                    new ProducerRecord<>(topic, number % PARTITIONS, key(number), value(number))));
    return new Backlog(topic, records);
  }

  /** How long a value is, more or less. */
  int valueBytes() {
    return value(records / 2).length;
  }

  private static byte[] key(int number) {
    return Integer.toString(number).getBytes(UTF_8);
  }

  private static byte[] value(int number) {
    return MemberRecord.number(number).json().getBytes(UTF_8);
  }
}
