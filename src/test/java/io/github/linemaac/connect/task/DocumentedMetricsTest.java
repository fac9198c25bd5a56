package io.github.linemaac.connect.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.Project;
import io.github.linemaac.connect.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/operate.md} tells what each metric is for, and names none that is not there. */
class DocumentedMetricsTest {
  private static final Pattern NAME = Pattern.compile("`([a-z0-9-]+)`");

  @Test
  void eachMetricAnswersAQuestion() throws IOException {
    final String questions =
        section().split("\\| question \\| metrics \\|\n", 2)[1].split("\n\n", 2)[0];

    assertThat(names(questions).filter(name -> name.contains("-") || isMetric(name)))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Metric.values()).map(Metric::metricName).toList());
  }

  @Test
  void theAlertsNameMetricsThatAreThere() throws IOException {
    final List<String> named =
        names(section().split("\\*\\*Page on three:\\*\\*", 2)[1])
            .filter(name -> name.matches(".*-(total|ms|records|bytes)"))
            .toList();

    assertThat(named).hasSizeGreaterThan(5).allMatch(DocumentedMetricsTest::isMetric);
  }

  private static boolean isMetric(final String name) {
    return Stream.of(Metric.values()).anyMatch(metric -> metric.metricName().equals(name));
  }

  private static Stream<String> names(final String text) {
    return NAME.matcher(text).results().map(found -> found.group(1));
  }

  private static String section() throws IOException {
    final String text = Files.readString(Project.directory().resolve("docs/operate.md"), UTF_8);
    return text.split("\n## Metrics and alerts\n", 2)[1].split("\n## ", 2)[0];
  }
}
