package io.github.linemaac.connect.reference;

import io.github.linemaac.connect.metrics.Metric;

/** Writes the catalogue of metrics as a table, for the reference. Pure. */
public final class MetricsTable {
  private MetricsTable() {}

  /** A table in Markdown, a row for each metric, ending with a line break. */
  public static String markdown() {
    final StringBuilder table = new StringBuilder("| metric | unit | meaning |\n|---|---|---|\n");
    for (final Metric metric : Metric.values()) {
      table
          .append("| `")
          .append(metric.metricName())
          .append("` | ")
          .append(metric.unit())
          .append(" | ")
          .append(metric.meaning())
          .append(" |\n");
    }
    return table.toString();
  }
}
