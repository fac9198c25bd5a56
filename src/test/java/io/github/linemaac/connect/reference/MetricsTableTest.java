package io.github.linemaac.connect.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.metrics.Metric;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTableTest {

  @Test
  void everyMetricHasARowOfThreeCells() {
    final String[] lines = MetricsTable.markdown().split("\n", -1);

    assertThat(lines).hasSize(Metric.values().length + 3).endsWith("");
    assertThat(lines)
        .filteredOn(line -> !line.isEmpty())
        .allMatch(line -> line.split(" ?\\| ?").length == 4);
    assertThat(lines).contains("| `requests-total` | calls | calls made to MAAC, of any kind |");
  }

  @Test
  void namesAreWrittenAsKafkasAreAndEachIsThereOnce() {
    assertThat(Stream.of(Metric.values()).map(Metric::metricName))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  void aNameSaysItsUnit() {
    assertThat(Metric.values())
        .filteredOn(metric -> metric.unit().startsWith("ms"))
        .allMatch(metric -> metric.metricName().matches(".*-ms(-(avg|max|p[0-9]+|total))?"));
    assertThat(Metric.values())
        .filteredOn(metric -> metric.metricName().endsWith("-total"))
        .allMatch(
            metric ->
                metric.metricName().contains(metric.unit())
                    || (metric.unit().equals("calls")
                        && metric.metricName().startsWith("requests")));
  }
}
