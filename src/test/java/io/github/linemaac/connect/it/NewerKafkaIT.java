package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.KafkaJars;
import io.github.linemaac.cluster.Project;
import io.github.linemaac.cluster.WorkerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka 4.1 and newer have and older ones do not. */
class NewerKafkaIT {

  private static final Path PLUGIN = Project.pluginPath().resolve("kafka-connect-maac");
  private static final String OTHER_VERSION = "99.9.9";

  @TempDir private static Path folder;

  /** KIP-848, the group protocol that the broker leads. */
  @Test
  void deliversByTheNewGroupProtocol() {
    assumeNewerKafka();
    try (ConnectWorker worker =
            ConnectWorker.start(
                WorkerSettings.of(SharedKafka.broker())
                    .withGroupId("new-protocol")
                    // With it, these are the broker's to say.
                    .with("consumer.session.timeout.ms", "")
                    .with("consumer.heartbeat.interval.ms", ""));
        MemberSink sink = new MemberSink(SharedKafka.broker(), worker)) {
      sink.with("consumer.override.group.protocol", "consumer").sendMembers(0, 100);
      sink.start().awaitAllCommitted();

      sink.pause().sendMembers(100, 100);
      sink.resume().awaitAllCommitted();

      assertThat(sink.lineUidsAtMaac()).hasSize(200);
      assertThat(sink.deadLetters()).isEmpty();
      assertThat(sink.violations()).isEmpty();
    }
  }

  /** KIP-891, several versions of a plugin on one worker. */
  @Test
  void twoVersionsRunSideBySide() throws IOException {
    assumeNewerKafka();
    Path other = copyOfPlugin(folder.resolve("plugins").resolve("kafka-connect-maac-other"));
    try (ConnectWorker worker =
            ConnectWorker.start(
                WorkerSettings.of(SharedKafka.broker())
                    .withGroupId("two-versions")
                    .with("plugin.path", other.getParent() + "," + Project.pluginPath()));
        MemberSink old = new MemberSink(SharedKafka.broker(), worker);
        MemberSink latest = new MemberSink(SharedKafka.broker(), worker)) {
      List<String> versions =
          worker.rest().plugins().stream()
              .filter(plugin -> plugin.className().endsWith(".MaacSinkConnector"))
              .map(plugin -> plugin.version())
              .toList();
      assertThat(versions).hasSize(2).contains(OTHER_VERSION);
      for (MemberSink sink : List.of(old, latest)) {
        String version =
            sink == latest
                ? OTHER_VERSION
                : versions.stream().filter(v -> !v.equals(OTHER_VERSION)).findFirst().orElseThrow();
        sink.with("connector.plugin.version", "[" + version + "]").sendMembers(0, 50);
        sink.start().awaitAllCommitted();

        assertThat(sink.lineUidsAtMaac()).hasSize(50);
        assertThat(worker.log())
            .contains("Instantiated task " + sink.name() + "-0 with version " + version);
      }
    }
  }

  private static void assumeNewerKafka() {
    assumeTrue(KafkaJars.chosen().isAtLeast(4, 1), "Kafka 4.1 or newer");
  }

  /** The packaged plugin as a later build would be, which differs in its version alone. */
  private static Path copyOfPlugin(Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> jars = Files.list(PLUGIN)) {
      for (Path jar : jars.toList()) {
        Path copy = Files.copy(jar, to.resolve(jar.getFileName().toString()));
        if (copy.getFileName().toString().startsWith("kafka-connect-maac-")) {
          setVersion(copy);
        }
      }
    }
    return to;
  }

  private static void setVersion(Path jar) throws IOException {
    try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
      Files.write(
          files.getPath("kafka-connect-maac.properties"),
          ("version=" + OTHER_VERSION + "\n").getBytes(UTF_8));
    }
  }
}
