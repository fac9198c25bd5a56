package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.KafkaJars;
import io.github.linemaac.cluster.WorkerSettings;
import io.github.linemaac.connect.support.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever may write to a worker's REST API reads of it what its operator allows, and no more. */
class WorkerSecretsIT {

  private static final String CONNECTOR = "MaacSinkConnector";
  private static final String PROVIDERS = "org.apache.kafka.common.config.provider.";
  private static final String SECRET = "an0ther-s3cret";

  /** How a value shows in the log of a configuration. */
  private static final String VALUE = "segment.baseline.lag.ms = ";

  @TempDir private static Path folder;

  /** The worker allows its connectors no provider of files at all. */
  @Test
  void aConnectorsOwnProvidersReadNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("others"), "secret=" + SECRET + "\n");
    try (MemberSink sink = SharedKafka.sink();
        Peer stranger = Peer.answering("HTTP/1.1 401 No", "Content-Length: 0", "", "")) {
      sink.with("config.providers", "f")
          .with("config.providers.f.class", PROVIDERS + "FileConfigProvider")
          .with("api.url", stranger.url())
          .with("api.token", "${f:" + file + ":secret}")
          .with("tags", "${f:" + file + ":secret},");

      assertThat(sink.rest().validate(CONNECTOR, sink.config()).toString()).doesNotContain(SECRET);
      sink.without("tags");
      assertThat(sink.rest().validate(CONNECTOR, sink.config()).toString()).doesNotContain(SECRET);
      assertThat(stranger.requests().toString()).doesNotContain(SECRET);
    }
  }

  /** With what the image sets: a worker still starts, and resolves by its own providers. */
  @Test
  void theWorkersOwnProvidersReadWhatTheyMay() throws IOException {
    assumeTrue(KafkaJars.chosen().isAtLeast(3, 8), "Kafka 3.8 or newer, which knows allowed.paths");
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    Path others = Files.writeString(folder.resolve("others"), "token=" + SECRET + "\n");
    try (ConnectWorker worker =
            ConnectWorker.start(
                WorkerSettings.of(SharedKafka.broker())
                    .withGroupId("worker-secrets")
                    .withJvmArgs("-Dorg.apache.kafka.automatic.config.providers=none")
                    .with("config.providers", "env,file")
                    .with("config.providers.file.class", PROVIDERS + "FileConfigProvider")
                    .with("config.providers.file.param.allowed.paths", secrets.toString()));
        MemberSink sink = new MemberSink(SharedKafka.broker(), worker)) {
      Path own =
          Files.writeString(
              secrets.resolve("maac"), "token=" + sink.config().get("api.token") + "\n");
      sink.with("api.token", "${file:" + own + ":token}");
      sink.sendMembers(0, 10);

      assertThat(sink.rest().validate(CONNECTOR, sink.config())).isEmpty();
      assertThat(worker.log()).as("one log of all values for each validate").doesNotContain(VALUE);
      sink.start().awaitAllCommitted();
      assertThat(worker.log()).containsOnlyOnce(VALUE);

      Map<String, String> config = sink.with("tags", "${file:" + others + ":token},").config();
      assertThat(sink.rest().validate(CONNECTOR, config).toString()).doesNotContain(SECRET);
      assertThat(worker.log()).doesNotContain(SECRET);
    }
  }
}
