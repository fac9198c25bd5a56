package io.github.linemaac.connect.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;

/**
 * Shows metrics among the worker's own (KIP-877), to all of its reporters. Only for workers of
 * Kafka 4.1 and newer: on others, this class must not be loaded.
 */
public final class PluginMetricsRegistry implements MetricsRegistry {
  private final PluginMetrics metrics;

  /** The metrics of one task, as its context gives them. */
  public PluginMetricsRegistry(final PluginMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void register(
      final Metric metric, final Map<String, String> tags, final DoubleSupplier value) {
    final MetricName name =
        metrics.metricName(metric.metricName(), metric.meaning(), new LinkedHashMap<>(tags));
    metrics.addMetric(name, (Gauge<Double>) (config, nowMs) -> value.getAsDouble());
  }

  /** Connect removes them itself when the task is closed. */
  @Override
  public void close() {
    // Nothing is ours.
  }
}
