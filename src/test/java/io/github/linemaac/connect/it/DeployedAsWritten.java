package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.Project;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A machine to type the commands of a document on: a folder that stands for the root of its files
 * and for the checkout. Commands are run as they are written; only {@code sudo} and the worker's
 * address mean something else.
 */
final class DeployedAsWritten {

  private static final String HERE =
      """
      set -euo pipefail
      sudo() { command "${@/#\\/opt\\//$ROOT/opt/}"; }
      curl() { command curl "${@/http:\\/\\/localhost:8083/${WORKER:-}}"; }
      """;

  private final Path root;

  /**
   * @param root an empty folder
   * @param maac where the examples are to deliver
   */
  DeployedAsWritten(final Path root, final URI maac, final String token) throws IOException {
    this.root = root;
    final Path config = Files.createDirectories(root.resolve("config"));
    try (Stream<Path> files = Files.list(Project.directory().resolve("config"))) {
      for (final Path file : files.filter(file -> file.toString().endsWith(".json")).toList()) {
        Files.writeString(
            config.resolve(file.getFileName().toString()),
            inRoot(Files.readString(file, UTF_8))
                .replace("https://api.cresclab.com", maac.toString())
                .replace("replication.factor\": \"3\"", "replication.factor\": \"1\""));
      }
    }
    run("mkdir target && cp -r '" + Project.pluginPath() + "' target/", "");
    Files.writeString(
        Files.createDirectories(root.resolve("etc/kafka-connect")).resolve("maac.properties"),
        "api.token=" + token + "\n");
  }

  /** What the properties that a document shows are here. */
  Map<String, String> properties(final String text) {
    final Properties properties = new Properties();
    try {
      properties.load(new StringReader(inRoot(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(
        properties.stringPropertyNames().stream()
            .collect(toMap(key -> key, properties::getProperty)));
  }

  /** What a command prints, once it has succeeded. */
  String run(final String command, final String worker) {
    final ProcessBuilder bash = new ProcessBuilder("bash", "-c", HERE + command);
    bash.directory(root.toFile()).redirectErrorStream(true);
    bash.environment().putAll(Map.of("ROOT", root.toString(), "WORKER", worker));
    try {
      final Process process = bash.start();
      final String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String inRoot(final String text) {
    return text.replace("/opt/", root + "/opt/").replace("/etc/", root + "/etc/");
  }
}
