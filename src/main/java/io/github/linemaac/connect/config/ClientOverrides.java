package io.github.linemaac.connect.config;

import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Settings of Kafka's own clients, given beside ours, that would break what the connector promises.
 * Connect's default policy hands all of them to the clients (KIP-458). Pure.
 */
final class ClientOverrides {
  private static final String AUTO_COMMIT = "consumer.override.enable.auto.commit";
  private static final String OFFSET_RESET = "consumer.override.auto.offset.reset";
  private static final String ACKS = "producer.override.acks";
  private static final String DEAD_LETTER_TOPIC = "errors.deadletterqueue.topic.name";

  /** How Kafka's producer calls it that all replicas in sync have a record. */
  private static final Set<String> ALL_ACKS = Set.of("all", "-1");

  private ClientOverrides() {}

  /**
   * What is wrong with the clients' settings.
   *
   * @param props the whole configuration, as the user gave it
   * @param values parsed values of our own keys
   */
  static List<Fault> faults(final Map<String, String> props, final Map<String, ?> values) {
    final List<Fault> faults = new ArrayList<>();
    if ("true".equals(word(props, AUTO_COMMIT))) {
      faults.add(
          Fault.of(
              AUTO_COMMIT
                  + "=true lets the consumer commit records that MAAC has not confirmed, and a"
                  + " crash would lose them: remove it",
              AUTO_COMMIT));
    }
    if (isSet(props, OFFSET_RESET)
        && !word(props, OFFSET_RESET).equals("earliest")
        && startsFromTopic(values)) {
      faults.add(
          Fault.of(
              OFFSET_RESET
                  + " must be earliest with segment.baseline=topic, since a segment is read from"
                  + " the beginning of its topic, and would lose whoever is before where the"
                  + " consumer began: remove it",
              OFFSET_RESET));
    }
    if (isSet(props, ACKS)
        && !ALL_ACKS.contains(word(props, ACKS))
        && !word(props, DEAD_LETTER_TOPIC).isEmpty()) {
      faults.add(
          Fault.of(
              ACKS
                  + " must be all with a dead-letter queue, since a dead letter that one broker may"
                  + " lose counts as written, and its record is committed: remove it",
              ACKS));
    }
    return faults;
  }

  private static boolean startsFromTopic(final Map<String, ?> values) {
    return DataObject.SEGMENTS.word().equals(values.get(MemberSettings.DATA_OBJECT))
        && Baseline.TOPIC
            .name()
            .equalsIgnoreCase(String.valueOf(values.get(SegmentSettings.BASELINE)));
  }

  /** A JSON null for a key is that key's absence. */
  private static boolean isSet(final Map<String, String> props, final String key) {
    return props.get(key) != null;
  }

  private static String word(final Map<String, String> props, final String key) {
    return isSet(props, key) ? props.get(key).trim().toLowerCase(Locale.ROOT) : "";
  }
}
