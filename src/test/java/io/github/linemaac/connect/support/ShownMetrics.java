package io.github.linemaac.connect.support;

import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.metrics.MetricsRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/** Keeps the metrics that a task shows, for a look at any time. */
public final class ShownMetrics implements MetricsRegistry {
  private final Map<Shown, DoubleSupplier> values = new HashMap<>();

  private record Shown(Metric metric, Map<String, String> tags) {}

  @Override
  public void register(
      final Metric metric, final Map<String, String> tags, final DoubleSupplier value) {
    if (values.putIfAbsent(new Shown(metric, Map.copyOf(tags)), value) != null) {
      throw new IllegalArgumentException("it is shown already, as Kafka says too");
    }
  }

  /** What a metric without tags says now. */
  public double of(final Metric metric) {
    return values.get(new Shown(metric, Map.of())).getAsDouble();
  }

  /** How many records were rejected, by "field: rule". */
  public Map<String, Double> rejections() {
    return byReason(Metric.RECORDS_REJECTED_BY_REASON);
  }

  /** How many fields were left out, likewise. */
  public Map<String, Double> omissions() {
    return byReason(Metric.FIELDS_OMITTED_BY_REASON);
  }

  private Map<String, Double> byReason(final Metric metric) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().metric() == metric)
        .collect(
            Collectors.toMap(
                entry ->
                    entry.getKey().tags().get("field") + ": " + entry.getKey().tags().get("rule"),
                entry -> entry.getValue().getAsDouble()));
  }

  @Override
  public void close() {
    values.clear();
  }
}
