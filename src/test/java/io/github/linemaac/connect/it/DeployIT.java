package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.cluster.WorkerSettings;
import io.github.linemaac.connect.documents.Document;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who types what a document has them type, command by command, has a connector that delivers. What
 * Maven and Docker are to do there, continuous integration does: see {@code CommandsTest}.
 */
class DeployIT {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static KafkaBroker broker;

  @TempDir private Path root;
  @AutoClose private final ExampleAccount account = ExampleAccount.open();

  @BeforeAll
  static void startBroker() {
    for (final String tool : List.of("bash", "curl", "jq")) {
      assumeTrue(isInstalled(tool), tool + " is not installed");
    }
    broker = KafkaBroker.start();
    broker.topics().create("members", 1);
  }

  @AfterAll
  static void stopBroker() {
    if (broker != null) {
      broker.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"README.md, front-page, 1", "docs/deploy.md, deploy, 2"})
  void everyCommandWorksAsItIsWritten(final String path, final String group, final int number)
      throws Exception {
    final Document document = Document.of(path);
    final DeployedAsWritten machine =
        new DeployedAsWritten(root, account.url(), ExampleAccount.TOKEN);
    machine.run(
        String.join("\n", document.commands().stream().filter(DeployIT::isRoots).toList()), "");

    try (ConnectWorker worker =
        ConnectWorker.start(settings(group, machine.properties(document.block("properties"))))) {
      final String url = worker.rest().url().toString();
      for (final String command : document.commands().stream().filter(DeployIT::isAsked).toList()) {
        await(command).atMost(LIMIT).untilAsserted(() -> check(command, machine.run(command, url)));
      }

      final MemberRecord member = MemberRecord.number(number);
      broker.topics().produce("members", member.lineUid(), member.json());
      await("the member to be at MAAC")
          .atMost(LIMIT)
          .until(() -> account.members().contains(member));
    }
  }

  /** What the document says, or lets expect, that the command prints. */
  private static void check(final String command, final String output) {
    if (command.contains("/validate")) {
      assertThat(output).isEmpty();
    } else if (command.contains("POST")) {
      assertThat(output).contains("\"name\":\"members-by-line-uid\"").doesNotContain("error_code");
    } else if (command.endsWith("/connector-plugins")) {
      assertThat(output).contains("io.github.linemaac.connect.MaacSinkConnector");
    } else if (command.endsWith("/status")) {
      assertThat(output).contains("\"tasks\":[{\"id\":0,\"state\":\"RUNNING\"");
    } else {
      throw new AssertionError("What does this print? " + command);
    }
  }

  /** Done before the worker starts. */
  private static boolean isRoots(final String command) {
    return command.startsWith("sudo ");
  }

  /** Asked of the worker. */
  private static boolean isAsked(final String command) {
    return !isRoots(command) && !command.startsWith("mvn ") && !command.startsWith("docker ");
  }

  private static WorkerSettings settings(final String group, final Map<String, String> documented) {
    WorkerSettings settings = WorkerSettings.of(broker).withGroupId(group);
    for (final Map.Entry<String, String> setting : documented.entrySet()) {
      settings = settings.with(setting.getKey(), setting.getValue());
    }
    return settings;
  }

  static boolean isInstalled(final String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
