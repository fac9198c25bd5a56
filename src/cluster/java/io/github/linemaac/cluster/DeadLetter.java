package io.github.linemaac.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * A record in a dead-letter topic, with what Connect's context headers say of it.
 *
 * @param partition where the record was before it was rejected
 * @param offset its offset there
 * @param exceptionClass name of the exception's class
 * @param reason the exception's message
 * @param record the record as it stands in the dead-letter topic; key, value and headers are those
 *     of the original
 */
public record DeadLetter(
    TopicPartition partition,
    long offset,
    String exceptionClass,
    String reason,
    ConsumerRecord<String, String> record) {

  private static final String PREFIX = "__connect.errors.";

  /**
   * Reads the context headers.
   *
   * @throws IllegalArgumentException if they are missing; the connector then runs without {@code
   *     errors.deadletterqueue.context.headers.enable=true}
   */
  public static DeadLetter of(ConsumerRecord<String, String> record) {
    return new DeadLetter(
        new TopicPartition(header(record, "topic"), Integer.parseInt(header(record, "partition"))),
        Long.parseLong(header(record, "offset")),
        header(record, "exception.class.name"),
        header(record, "exception.message"),
        record);
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    Header header = record.headers().lastHeader(PREFIX + name);
    if (header == null) {
      throw new IllegalArgumentException(
          "Dead letter %s-%d@%d has no header %s. Set errors.deadletterqueue.context.headers.enable=true."
              .formatted(record.topic(), record.partition(), record.offset(), PREFIX + name));
    }
    return header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}
