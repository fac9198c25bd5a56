package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.Project;
import io.github.linemaac.connect.support.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  /** As long as a probe that hangs may take, and the pauses between: until enough have failed. */
  @Test
  void whatHangsIsToldWithinHalfAMinute() throws IOException {
    for (String file : List.of("docker/Dockerfile", "docker/compose.yml")) {
      List<Integer> intervals = numbers(file, "interval[:=] ?(\\d+)s");
      List<Integer> timeouts = numbers(file, "timeout[:=] ?(\\d+)s");
      List<Integer> retries = numbers(file, "retries[:=] ?(\\d+)");

      assertThat(intervals).as(file).isNotEmpty().hasSameSizeAs(timeouts).hasSameSizeAs(retries);
      for (int i = 0; i < intervals.size(); i++) {
        assertThat((intervals.get(i) + timeouts.get(i)) * retries.get(i))
            .as(file)
            .isLessThanOrEqualTo(30);
      }
    }
  }

  @Test
  void anAnswerIsHealthAndAnythingElseIsNot() throws Exception {
    try (Peer well = Peer.answering("HTTP/1.1 200 OK", "Content-Length: 0", "", "");
        Peer ill = Peer.answering("HTTP/1.1 503 No", "Content-Length: 0", "", "");
        Peer hung = Peer.doing(Peer.Connection::hang)) {
      assertThat(healthy(well.port())).isTrue();
      assertThat(healthy(ill.port())).isFalse();
      assertThat(healthy(hung.port())).isFalse();
      assertThat(healthy(Peer.deadPort())).isFalse();
      assertThat(well.requests().get(0)).startsWith("GET /health HTTP/1.0\r\n");
    }
  }

  private static boolean healthy(int port) throws Exception {
    return new ProcessBuilder(
                Project.directory().resolve("docker/healthy").toString(),
                Integer.toString(port),
                "/health")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static List<Integer> numbers(String file, String pattern) throws IOException {
    return Stream.of(all(file, pattern)).map(Integer::valueOf).toList();
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
