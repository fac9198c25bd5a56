package io.github.linemaac.connect.it;

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
 * A client quota makes a consumer wait for many seconds in the middle of a topic, which is not its
 * end. It is set on a {@code client.id}, so the connector gives its consumer one.
 */
class SegmentQuotaIT {

  private static final int MEMBERS = 5_000;

  /** So few that the broker answers each ten seconds or so. */
  private static final double SLOWLY = 5_000;

  private static final Duration LONG = Duration.ofSeconds(25);

  @ParameterizedTest
  @MethodSource(KafkaJars.CHOSEN_AND_OLDEST)
  void aWaitInTheMiddleOfARebuildLeadsToNoHalfBuiltUpload(KafkaJars kafka) {
    try (SegmentSink sink = new SegmentSink(SharedKafka.broker(), SharedKafka.worker(kafka))) {
      String clientId = sink.name() + "-throttled";
      Set<String> members = ids(0, MEMBERS);
      sink.join(members);
      sink.topics().limitReading(clientId, Optional.of(SLOWLY));
      sink.with("consumer.override.client.id", clientId).start();

      await("no upload while the consumer waits for its quota")
          .during(LONG)
          .atMost(LONG.multipliedBy(2))
          .until(() -> sink.uploads().isEmpty());
      sink.topics().limitReading(clientId, Optional.empty());
      sink.awaitAllCommitted();

      assertThat(sink.uploads()).containsExactly(members);
    }
  }
}
