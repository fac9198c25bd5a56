package io.github.linemaac.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.linemaac.cluster.DeadLetter;
import io.github.linemaac.cluster.KafkaTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A connector's topics as files for somebody without Kafka's tools: each line that they append to
 * one file becomes a record, and another file tells what was rejected.
 */
final class FollowedTopic {

  private final ConnectorFile connector;
  private final RecordFile appended;
  private final Path rejected;
  private long appendedLines;
  private long sentLines;
  private long rejectedRecords;

  private FollowedTopic(ConnectorFile connector, RecordFile appended, Path rejected) {
    this.connector = connector;
    this.appended = appended;
    this.rejected = rejected;
    write(appended.path(), "");
    write(rejected, "");
  }

  /** Begins with empty files, named after the topics, whatever was there. */
  static FollowedTopic in(Path folder, Deliveries.Flow flow) {
    ConnectorFile connector = flow.connector();
    return new FollowedTopic(
        connector,
        new RecordFile(folder.resolve(connector.topic() + ".jsonl"), flow.keyFields()),
        folder.resolve(connector.deadLetterTopic() + ".txt"));
  }

  /** Where lines are to be appended. */
  Path appended() {
    return appended.path();
  }

  /** Where it is told what was rejected. */
  Path rejected() {
    return rejected;
  }

  /** Sends the lines that have come and are complete. */
  void sendNew(KafkaTopics topics) {
    String text = read(appended.path());
    String complete = text.substring(0, text.lastIndexOf('\n') + 1);
    List<String> lines = complete.lines().skip(appendedLines).toList();
    appendedLines += lines.size();
    send(topics, lines.stream());
  }

  /** Sends lines as if they had been appended. */
  void send(KafkaTopics topics, Stream<String> lines) {
    Stream<ProducerRecord<byte[], byte[]>> records =
        lines
            .map(line -> appended.record(connector.topic(), ++sentLines, line))
            .flatMap(Optional::stream);
    topics.produceAll(records);
  }

  /** Tells of each dead letter where its record was, and why it was rejected. */
  void tellRejected(KafkaTopics topics) {
    String topic = connector.deadLetterTopic();
    if (!topics.exists(topic)) {
      return;
    }
    long now = topics.endOffsets(topic).values().stream().mapToLong(end -> end).sum();
    if (now > rejectedRecords) {
      rejectedRecords = now;
      write(
          rejected,
          topics.deadLetters(topic).stream().map(FollowedTopic::told).collect(joining()));
    }
  }

  private static String told(DeadLetter letter) {
    return "%s@%d  %s%n".formatted(letter.partition(), letter.offset(), letter.reason());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read %s as UTF-8".formatted(file), e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file, e);
    }
  }
}
