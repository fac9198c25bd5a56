package io.github.linemaac.connect.it;

import static io.github.linemaac.connect.it.SegmentSink.LIST;
import static io.github.linemaac.connect.it.SegmentSink.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.KafkaJars;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A connector that is paused over REST gets no records for a while, which is not the silence of a
 * topic that is caught up. Connect does not tell a task that it is paused.
 */
class SegmentPauseIT {

  /** Longer than a topic must be silent to count as read up. */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(7);

  private static final int MEMBERS = 20_000;
  private static final double SLOWLY = 20_000;

  @ParameterizedTest
  @MethodSource(KafkaJars.CHOSEN_AND_OLDEST)
  void aPauseInTheMiddleOfARebuildLeadsToNoHalfBuiltUpload(KafkaJars kafka) {
    try (SegmentSink sink = slowReader(kafka)) {
      Set<String> members = ids(0, MEMBERS);
      sink.sendUnreadable();
      sink.join(members);
      limitReading(sink, Optional.of(SLOWLY));
      sink.start();
      await("the rebuild to have begun")
          .atMost(Duration.ofSeconds(30))
          .until(() -> !sink.topics().deadLetters(sink.deadLetterTopic()).isEmpty());

      pauseForLong(sink, 0);
      limitReading(sink, Optional.empty());
      sink.resume().awaitAllCommitted();

      assertThat(sink.uploads()).containsExactly(members);
    }
  }

  @ParameterizedTest
  @MethodSource(KafkaJars.CHOSEN_AND_OLDEST)
  void aRebuildThatBeginsDuringAPauseLeadsToNoHalfBuiltUpload(KafkaJars kafka) {
    try (SegmentSink sink =
        slowReader(kafka).with("consumer.override.metadata.max.age.ms", "1000")) {
      Set<String> members = ids(0, MEMBERS);
      sink.join(members);
      sink.joinLater(ids(0, 1));
      sink.start().awaitAllCommitted();
      assertThat(sink.uploads()).containsExactly(members);
      sink.pause();

      // Partitions are assigned anew, and lists begin anew.
      sink.topics().addPartitions(sink.name(), SegmentSink.PARTITIONS + 1);
      pauseForLong(sink, 1);
      limitReading(sink, Optional.of(SLOWLY));
      sink.resume();
      await("the rebuild to have gone on for a while")
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(30))
          .until(() -> sink.uploads().stream().allMatch(upload -> upload.size() == MEMBERS));
      limitReading(sink, Optional.empty());
      sink.awaitAllCommitted();

      sink.assertNoUploadLacks(members);
      assertThat(sink.atMaac(LIST)).isEqualTo(members);
    }
  }

  /** A connector that is given little at a time, so that there is a middle to pause in. */
  private static SegmentSink slowReader(KafkaJars kafka) {
    return new SegmentSink(SharedKafka.broker(), SharedKafka.worker(kafka))
        .with("consumer.override.max.partition.fetch.bytes", "65536")
        .with("consumer.override.fetch.max.bytes", "65536");
  }

  private static void limitReading(SegmentSink sink, Optional<Double> bytesPerSecond) {
    sink.topics().limitReading("connector-consumer-%s-0".formatted(sink.name()), bytesPerSecond);
  }

  private static void pauseForLong(SegmentSink sink, int uploads) {
    sink.pause();
    await("no upload during a long pause")
        .during(LONG_PAUSE)
        .atMost(LONG_PAUSE.multipliedBy(2))
        .until(() -> sink.uploads().size() == uploads);
  }
}
