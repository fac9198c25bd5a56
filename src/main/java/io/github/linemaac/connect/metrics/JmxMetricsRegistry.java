package io.github.linemaac.connect.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;

/**
 * Shows metrics as MBeans, by Kafka's own library, under the names that Kafka 4.1 gives to metrics
 * of plugins (KIP-877); for workers that are older.
 */
public final class JmxMetricsRegistry implements MetricsRegistry {
  /** As the worker calls its own. */
  private static final String DOMAIN = "kafka.connect";

  private static final String GROUP = "plugins";

  private final Metrics metrics;

  /** The metrics of the only task of a connector. */
  public JmxMetricsRegistry(final String connector) {
    final Map<String, String> tags = new LinkedHashMap<>();
    tags.put("connector", connector);
    tags.put("task", "0");
    final JmxReporter reporter = new JmxReporter();
    // Not the count of metrics that Kafka's library adds: the worker shows one of that name.
    reporter.configure(Map.of(JmxReporter.INCLUDE_CONFIG, DOMAIN + ":type=" + GROUP + ",.*"));
    this.metrics =
        new Metrics(
            new MetricConfig().tags(tags),
            List.of(reporter),
            Time.SYSTEM,
            new KafkaMetricsContext(DOMAIN));
  }

  @Override
  public void register(
      final Metric metric, final Map<String, String> tags, final DoubleSupplier value) {
    metrics.addMetric(
        metrics.metricName(metric.metricName(), GROUP, metric.meaning(), tags),
        (Gauge<Double>) (config, nowMs) -> value.getAsDouble());
  }

  @Override
  public void close() {
    metrics.close();
  }
}
