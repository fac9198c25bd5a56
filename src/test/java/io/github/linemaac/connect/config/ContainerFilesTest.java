package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.support.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files of {@code docker/} name the versions of {@code pom.xml}. */
class ContainerFilesTest {

  @Test
  void theBaseImageIsTheKafkaThatTheTestsRun() throws IOException {
    String kafka = "apache/kafka:" + first("pom.xml", "<kafka.version>(.+)</kafka.version>");

    assertThat(first("docker/Dockerfile", "ARG BASE_IMAGE=(.+)")).isEqualTo(kafka);
    assertThat(all("docker/compose.yml", "KAFKA_IMAGE:-([^}]+)")).containsOnly(kafka);
  }

  @Test
  void theComposeFileNamesTheImagesThatTheBuildMakes() throws IOException {
    String version = first("pom.xml", "<version>(.+)</version>");

    assertThat(all("docker/compose.yml", "WORKER_IMAGE:-([^}]+)"))
        .containsOnly("kafka-connect-maac:" + version);
    assertThat(all("docker/compose.yml", "SANDBOX_IMAGE:-([^}]+)"))
        .containsOnly("maac-sandbox:" + version);
  }

  private static String first(String file, String pattern) throws IOException {
    return all(file, pattern)[0];
  }

  private static String[] all(String file, String pattern) throws IOException {
    String text = Files.readString(Project.directory().resolve(file));
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toArray(String[]::new);
  }
}
