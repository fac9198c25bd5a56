package io.github.linemaac.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.linemaac.cluster.KafkaTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A file of records, one JSON object a line. Blank lines are no records.
 *
 * @param keyFields the fields whose texts are the key of a record, put together with {@code |}
 */
record RecordFile(Path path, List<String> keyFields) {

  /** Names the header that says which line a record is from. */
  static final String LINE_HEADER = "line";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * Writes every line to a topic as it stands, whatever it holds.
   *
   * @return how many records
   */
  long sendTo(KafkaTopics topics, String topic) {
    AtomicLong line = new AtomicLong();
    try (Stream<String> lines = Files.lines(path, UTF_8)) {
      Stream<ProducerRecord<byte[], byte[]>> records =
          lines.map(text -> record(topic, line.incrementAndGet(), text)).flatMap(Optional::stream);
      return topics.produceAll(records);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException(
          "%s cannot be read near line %d%s"
              .formatted(
                  path,
                  line.get() + 1,
                  isNotText(e) ? ": it is not UTF-8. Convert it, for instance with iconv." : "."),
          e);
    }
  }

  /** What a line of it is as a record; a blank one is none. */
  Optional<ProducerRecord<byte[], byte[]>> record(String topic, long line, String text) {
    String value = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    if (value.isBlank()) {
      return Optional.empty();
    }
    String key = key(value).orElse("line " + line);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
    record.headers().add(LINE_HEADER, Long.toString(line).getBytes(UTF_8));
    return Optional.of(record);
  }

  /**
   * The key keeps the records about one thing in order, and compaction keeps the last of them. A
   * line without one may go anywhere, but a compacted topic takes no record without a key.
   */
  private Optional<String> key(String value) {
    try {
      JsonNode fields = JSON.readTree(value);
      List<String> texts = keyFields.stream().map(field -> fields.path(field).asText("")).toList();
      return texts.stream().anyMatch(String::isBlank)
          ? Optional.empty()
          : Optional.of(String.join("|", texts));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static boolean isNotText(Exception e) {
    return e.getCause() instanceof MalformedInputException || e instanceof MalformedInputException;
  }
}
