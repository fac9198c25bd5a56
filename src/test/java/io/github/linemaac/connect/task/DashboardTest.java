package io.github.linemaac.connect.task;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.linemaac.cluster.Project;
import io.github.linemaac.connect.metrics.Metric;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard of {@code docker/} asks for metrics that there are. */
class DashboardTest {

  private static final Pattern OURS = Pattern.compile("maac_[a-z0-9_]+");

  @Test
  void everyMetricThatIsAskedForIsInTheCatalogue() throws IOException {
    Set<String> catalogue =
        Arrays.stream(Metric.values())
            .map(metric -> "maac_" + metric.metricName().replace('-', '_'))
            .collect(toSet());

    JsonNode dashboard =
        new JsonMapper()
            .readTree(
                Project.directory()
                    .resolve("docker/monitoring/grafana/dashboards/kafka-connect-maac.json")
                    .toFile());

    assertThat(
            OURS.matcher(dashboard.toString()).results().map(MatchResult::group).collect(toSet()))
        .isNotEmpty()
        .isSubsetOf(catalogue);
  }
}
