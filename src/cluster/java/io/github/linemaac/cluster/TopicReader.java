package io.github.linemaac.cluster;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from their beginning to a given end, in no consumer group. */
final class TopicReader {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final long SILENCE_LIMIT_MS = 30_000;

  private TopicReader() {}

  static List<ConsumerRecord<String, String>> read(
      String bootstrapServers, Map<TopicPartition, Long> ends) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      long heardMs = System.currentTimeMillis();
      while (isBefore(consumer, ends)) {
        int known = records.size();
        consumer.poll(POLL).forEach(records::add);
        heardMs = records.size() > known ? System.currentTimeMillis() : heardMs;
        if (System.currentTimeMillis() - heardMs > SILENCE_LIMIT_MS) {
          throw new IllegalStateException(
              "Reading up to %s, the broker gave nothing for %d ms. See its log."
                  .formatted(ends, SILENCE_LIMIT_MS));
        }
      }
    }
    // Those written since the ends were asked for may have come too.
    records.removeIf(
        record ->
            record.offset() >= ends.get(new TopicPartition(record.topic(), record.partition())));
    return records;
  }

  private static boolean isBefore(
      KafkaConsumer<String, String> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }
}
