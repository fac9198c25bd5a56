package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of Kafka's clients that would break the promise are refused, on their own key. */
class ClientOverridesTest {
  private static final String AUTO_COMMIT = "consumer.override.enable.auto.commit";
  private static final String OFFSET_RESET = "consumer.override.auto.offset.reset";
  private static final String ACKS = "producer.override.acks";

  private final Configuration members = Configuration.sound();
  private final Configuration segments =
      members.with("data.object", "segments").with("segment.name", "vip");
  private final Configuration deadLetters =
      members
          .with("errors.tolerance", "all")
          .with("errors.deadletterqueue.topic.name", "members-rejected");

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", " true "})
  void aConsumerThatCommitsByItselfIsRefused(final String value) {
    assertRefused(members.with(AUTO_COMMIT, value), AUTO_COMMIT, "has not confirmed");
    assertRefused(segments.with(AUTO_COMMIT, value), AUTO_COMMIT, "has not confirmed");
  }

  @Test
  void aConsumerThatDoesNotCommitIsSound() {
    assertSound(members.with(AUTO_COMMIT, "false"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "LATEST", "none", "by_duration:P1D", ""})
  void aTopicThatIsTheSegmentIsReadFromItsBeginningOnly(final String value) {
    assertRefused(segments.with(OFFSET_RESET, value), OFFSET_RESET, "segment.baseline=topic");
    assertRefused(
        segments.with("segment.baseline", "topic").with(OFFSET_RESET, value),
        OFFSET_RESET,
        "earliest");
  }

  @Test
  void elsewhereTheConsumerMayBeginWhereItLikes() {
    assertSound(segments.with(OFFSET_RESET, "earliest"));
    assertSound(segments.with(OFFSET_RESET, " earliest "));
    assertSound(segments.with("segment.baseline", "maac").with(OFFSET_RESET, "latest"));
    assertSound(members.with(OFFSET_RESET, "latest"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", " 0 "})
  void deadLettersThatTheBrokersNeedNotKeepAreRefused(final String value) {
    assertRefused(deadLetters.with(ACKS, value), ACKS, "dead letter");
  }

  @Test
  void deadLettersThatEveryBrokerKeepsAreSound() {
    assertSound(deadLetters.with(ACKS, "all"));
    assertSound(deadLetters.with(ACKS, "-1"));
    assertSound(members.with(ACKS, "0"));
    assertSound(members.with("errors.deadletterqueue.topic.name", " ").with(ACKS, "0"));
  }

  @Test
  void aKeyThatIsSetToNothingIsSound() {
    assertSound(members.with(AUTO_COMMIT, null));
    assertSound(segments.with(OFFSET_RESET, null));
    assertSound(deadLetters.with(ACKS, null));
  }

  private static void assertSound(final Configuration configuration) {
    assertThat(configuration.errors()).isEmpty();
    assertThat(configuration.read()).isNotNull();
  }

  private static void assertRefused(
      final Configuration faulty, final String key, final String message) {
    assertThat(faulty.errors()).containsOnlyKeys(key);
    assertThat(faulty.errors().get(key)).singleElement().asString().contains(key, message);
    assertThatExceptionOfType(ConfigException.class)
        .as("a task that was there before the rule does not start either")
        .isThrownBy(faulty::read)
        .withMessageContaining(key);
  }
}
