package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.linemaac.cluster.Project;
import io.github.linemaac.connect.documents.Document;
import io.github.linemaac.quickstart.Quickstart;
import io.github.linemaac.quickstart.QuickstartSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who takes the tour step by step sees what it says that they see. */
class TourIT {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String START = "mvn -Pquickstart -Dquickstart.stay=true";

  /** What the quickstart prints of the worker and of the sandbox, in that order. */
  private static final Pattern ADDRESS = Pattern.compile("(worker|console) +(http://[\\d.:]+)");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void everyStepPrintsWhatTheTourSays() throws Exception {
    for (String tool : List.of("bash", "curl", "jq")) {
      assumeTrue(DeployIT.isInstalled(tool), tool + " is not installed");
    }
    List<Document.Step> steps = Document.of("docs/tour.md").steps();
    assertThat(steps.get(0).commands()).containsExactly(START);

    Thread quickstart = new Thread(this::stay, "quickstart");
    quickstart.start();
    try {
      await(START).atMost(LIMIT).untilAsserted(() -> assertPrints(printed(), steps.get(0)));
      steps.stream().skip(1).forEach(this::take);
    } finally {
      quickstart.interrupt();
      quickstart.join();
    }
  }

  private void take(Document.Step step) {
    if (step.prints().isEmpty()) {
      step.commands().forEach(this::run);
    } else {
      await(String.join("\n", step.commands()))
          .atMost(LIMIT)
          .untilAsserted(
              () -> assertPrints(step.commands().stream().map(this::run).collect(joining()), step));
    }
  }

  /** Three dots stand for anything, and numbers differ. */
  private static void assertPrints(String output, Document.Step step) {
    for (String line : step.prints()) {
      String anything =
          Arrays.stream(withoutNumbers(line).split("\\.\\.\\.", -1))
              .map(Pattern::quote)
              .collect(joining(".*"));
      assertThat(withoutNumbers(output).lines()).anyMatch(is -> is.matches(anything));
    }
  }

  private static String withoutNumbers(String text) {
    return text.replaceAll("\\d+", "#").replaceAll(" +", " ");
  }

  private String run(String command) {
    String worker = address("worker");
    String sandbox = address("console");
    ProcessBuilder bash =
        new ProcessBuilder(
            "bash",
            "-c",
            command
                .replace("http://localhost:8083", worker)
                .replace("http://localhost:8080", sandbox));
    bash.directory(Project.directory().toFile()).redirectErrorStream(true);
    try {
      return new String(bash.start().getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String address(String of) {
    return ADDRESS
        .matcher(printed())
        .results()
        .filter(line -> line.group(1).equals(of))
        .map(line -> line.group(2))
        .findFirst()
        .orElseThrow();
  }

  private String printed() {
    return printed.toString(UTF_8);
  }

  private void stay() {
    try {
      Quickstart.run(
          QuickstartSettings.of(Map.of("QUICKSTART_STAY", "true")),
          new PrintStream(printed, true, UTF_8));
    } catch (InterruptedException endOfTheTour) {
      Thread.currentThread().interrupt();
    }
  }
}
