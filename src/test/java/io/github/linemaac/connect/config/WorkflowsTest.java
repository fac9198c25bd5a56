package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The jobs of {@code .github/workflows/}, as far as they can be held to something here. */
class WorkflowsTest {
  record Job(String name, Map<String, Object> permissions, List<Map<String, Object>> steps) {
    private boolean mayWrite() {
      return permissions.containsValue("write");
    }

    private Stream<String> used() {
      return steps.stream()
          .filter(step -> step.containsKey("uses"))
          .map(step -> step.get("uses").toString());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void theShellOfEachStepIsOne(Job job) throws Exception {
    for (Map<String, Object> step : job.steps()) {
      if (step.get("run") instanceof String script) {
        Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        bash.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        bash.getOutputStream().close();
        assertThat(bash.getInputStream().readAllBytes()).asString().isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void eachActionIsGitHubsOwnAndHasItsVersion(Job job) {
    assertThat(job.used()).isNotEmpty().allMatch(action -> action.matches("actions/[a-z-]+@v\\d+"));
  }

  /** So what a dependency does in a build or a test, it does without the right to publish. */
  @ParameterizedTest
  @MethodSource("jobs")
  void whatMayWriteRunsNoCodeOfTheProject(Job job) {
    assertThat(
            job.mayWrite() && job.used().anyMatch(action -> action.startsWith("actions/checkout@")))
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void noTokenStaysInTheCheckout(Job job) {
    assertThat(job.steps())
        .filteredOn(
            step -> step.getOrDefault("uses", "").toString().startsWith("actions/checkout@"))
        .allSatisfy(
            step -> assertThat(step.get("with")).isEqualTo(Map.of("persist-credentials", false)));
  }

  static Stream<Job> jobs() throws IOException {
    try (Stream<Path> files = Files.list(Project.directory().resolve(".github/workflows"))) {
      return files.sorted().toList().stream().flatMap(WorkflowsTest::jobs);
    }
  }

  /** A job without permissions of its own has the workflow's; one that has none may do all. */
  @SuppressWarnings("unchecked")
  private static Stream<Job> jobs(Path file) {
    Map<String, Object> workflow = yaml(file);
    Map<String, Map<String, Object>> jobs = (Map<String, Map<String, Object>>) workflow.get("jobs");
    return jobs.entrySet().stream()
        .map(
            job ->
                new Job(
                    file.getFileName() + ": " + job.getKey(),
                    Optional.ofNullable(job.getValue().get("permissions"))
                        .or(() -> Optional.ofNullable(workflow.get("permissions")))
                        .map(permissions -> (Map<String, Object>) permissions)
                        .orElse(Map.of("all", "write")),
                    (List<Map<String, Object>>) job.getValue().get("steps")));
  }

  private static Map<String, Object> yaml(Path file) {
    try {
      return new Yaml().load(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
