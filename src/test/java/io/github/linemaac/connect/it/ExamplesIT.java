package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.ConnectRest;
import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.ConnectorExample;
import io.github.linemaac.cluster.ConnectorStatus;
import io.github.linemaac.cluster.KafkaTopics;
import io.github.linemaac.cluster.Project;
import io.github.linemaac.cluster.StandaloneWorker;
import io.github.linemaac.cluster.WorkerSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every connector in {@code config/} delivers what it is for. */
class ExamplesIT {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String PROVIDERS = "org.apache.kafka.common.config.provider.";

  private static SchemaRegistry registry;
  private static ConnectWorker worker;

  @AutoClose private final ExampleAccount account = ExampleAccount.open();
  private final KafkaTopics topics = SharedKafka.broker().topics();

  @BeforeAll
  static void startWorker() throws Exception {
    ExamplePlaces.prepare();
    registry = SchemaRegistry.start();
    worker =
        ConnectWorker.start(
            WorkerSettings.of(SharedKafka.broker())
                .withGroupId("examples")
                .withEnvironment("MAAC_API_TOKEN", ExampleAccount.TOKEN)
                .with("plugin.path", ExamplePlaces.pluginPath())
                .with("config.providers", "env,file,directory")
                .with("config.providers.file.class", PROVIDERS + "FileConfigProvider")
                .with("config.providers.directory.class", PROVIDERS + "DirectoryConfigProvider"));
  }

  @AfterAll
  static void stopWorker() {
    worker.close();
    registry.close();
  }

  static List<ConnectorExample> distributed() {
    return ConnectorExample.all().stream().filter(example -> !example.isStandalone()).toList();
  }

  @ParameterizedTest
  @MethodSource("distributed")
  void everyExampleDelivers(ConnectorExample example) {
    ExampleTopics.fill(topics, topicOf(example));

    worker.rest().put(example.name(), settings(example));
    try {
      awaitDelivered(example, worker.rest());
    } finally {
      worker.rest().delete(example.name());
    }
    assertThat(worker.log()).doesNotContain(ExampleAccount.TOKEN, "@example.com");
  }

  @Test
  void theStandaloneWorkerDelivers() {
    ConnectorExample example = ConnectorExample.read("standalone-connector.properties");
    ExampleTopics.fill(topics, topicOf(example));
    Map<String, String> workerSettings = new LinkedHashMap<>(ConnectorExample.standaloneWorker());
    workerSettings.put("bootstrap.servers", SharedKafka.broker().bootstrapServers());
    workerSettings.put("plugin.path", Project.pluginPath().toString());
    workerSettings.replace("config.providers.file.param.allowed.paths", ExamplePlaces.folder());
    Map<String, String> connector = new LinkedHashMap<>(settings(example));
    connector.put("name", example.name());

    try (StandaloneWorker standalone = StandaloneWorker.start(workerSettings, connector)) {
      awaitDelivered(example, standalone.rest());
    }
  }

  private Map<String, String> settings(ConnectorExample example) {
    return ExamplePlaces.settings(example, account.url(), registry.url());
  }

  private void awaitDelivered(ConnectorExample example, ConnectRest rest) {
    await("what %s is for to be at MAAC".formatted(example))
        .pollInterval(Duration.ofMillis(50))
        .atMost(LIMIT)
        .failFast(() -> assertThat(traces(rest, example)).as("failures").isEmpty())
        .untilAsserted(
            () -> {
              if (example.config().get("data.object").equals("segments")) {
                assertThat(account.list(ExampleTopics.LIST)).isEqualTo(ExampleTopics.LISTED);
              } else {
                assertThat(account.members()).isEqualTo(ExampleTopics.MEMBERS);
              }
            });
    await("every record of %s to be committed".formatted(example))
        .pollInterval(Duration.ofMillis(50))
        .atMost(LIMIT)
        .until(() -> topics.lag(KafkaTopics.groupOf(example.name()), topicOf(example)) == 0);
    String deadLetters = example.config().get("errors.deadletterqueue.topic.name");
    assertThat(topics.deadLetters(deadLetters)).as("rejected").isEmpty();
  }

  private static List<String> traces(ConnectRest rest, ConnectorExample example) {
    return rest.status(example.name()).map(ConnectorStatus::traces).orElse(List.of());
  }

  private static String topicOf(ConnectorExample example) {
    return example.config().get("topics");
  }
}
