package io.github.linemaac.connect.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the front page and {@code docs/deploy.md} have a reader type is run word for word: by
 * continuous integration, what is Maven's and Docker's; by {@code DeployIT}, all else.
 */
class CommandsTest {

  static Stream<String> commandsOfMavenAndDocker() {
    return Stream.of("README.md", "docs/deploy.md")
        .flatMap(path -> Document.of(path).commands().stream())
        .filter(command -> command.matches("(mvn|docker) .*"))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("commandsOfMavenAndDocker")
  void continuousIntegrationRunsIt(final String command) throws IOException {
    assertThat(lines(".ci/run", ".ci/docker"))
        .anyMatch(line -> (line + " ").contains(command + " "));
  }

  /** What the scripts run, without what only keeps Maven and the shell quiet. */
  private static List<String> lines(final String... scripts) throws IOException {
    final Stream.Builder<String> lines = Stream.builder();
    for (final String script : scripts) {
      Files.readAllLines(Project.directory().resolve(script)).stream()
          .filter(line -> !line.matches("\\s*(#|say ).*"))
          .map(line -> line.replaceAll(" -(B|ntp|q)\\b", "").replaceAll("[\"<>]", " "))
          .forEach(lines::add);
    }
    return lines.build().toList();
  }
}
