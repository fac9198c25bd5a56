package io.github.linemaac.connect.metrics;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an operator sees over JMX is the same whether the worker knows KIP-877 or not. */
class MetricsRegistryTest {
  private static final String CONNECTOR = "members by e-mail: a, b";
  private static final Map<String, String> REASON =
      Map.of("field", "mobile", "rule", "is neither a, b \"nor\" c=d");

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  /** Those of a worker, as Kafka 4.1 and newer makes them. */
  @AutoClose
  private final Metrics worker =
      new Metrics(
          new MetricConfig(),
          List.of(new JmxReporter()),
          Time.SYSTEM,
          new KafkaMetricsContext("kafka.connect"));

  @Test
  void namesAndValuesAreTheSameOnOldAndNewWorkers() throws IOException, JMException {
    final Set<String> before = names();
    final Set<String> old;
    try (MetricsRegistry registry = new JmxMetricsRegistry(CONNECTOR)) {
      old = shown(registry, before);
    }
    assertThat(names()).as("nothing is left behind").isEqualTo(before);

    final Map<String, String> tags = new LinkedHashMap<>();
    tags.put("connector", CONNECTOR);
    tags.put("task", "0");
    try (PluginMetricsImpl plugin = new PluginMetricsImpl(worker, tags)) {
      assertThat(shown(new PluginMetricsRegistry(plugin), before)).isEqualTo(old).hasSize(2);
    }
    assertThat(names()).isEqualTo(before);
  }

  @Test
  void theWorkersOwnCountOfMetricsStaysItsOwn() throws JMException {
    final ObjectName count = new ObjectName("kafka.connect:type=kafka-metrics-count");
    try (MetricsRegistry registry = new JmxMetricsRegistry(CONNECTOR)) {
      registry.register(Metric.SEGMENTS, Map.of(), () -> 1);
      assertThat(beans.getAttribute(count, "count")).isEqualTo(1.0);
    }
    assertThat(beans.getAttribute(count, "count")).isEqualTo(1.0);
  }

  private Set<String> shown(final MetricsRegistry registry, final Set<String> before)
      throws JMException {
    registry.register(Metric.RECORDS_RECEIVED, Map.of(), () -> 42);
    registry.register(Metric.IMPORT_LATENCY_AVG, Map.of(), () -> Double.NaN);
    registry.register(Metric.RECORDS_REJECTED_BY_REASON, REASON, () -> 7);
    final Set<String> names = names();
    names.removeAll(before);

    final ObjectName task =
        new ObjectName(
            "kafka.connect:type=plugins,connector=" + ObjectName.quote(CONNECTOR) + ",task=0");
    assertThat(beans.getAttribute(task, "records-received-total")).isEqualTo(42.0);
    assertThat(beans.getAttribute(task, "import-latency-ms-avg")).isEqualTo(Double.NaN);
    final ObjectName reason =
        new ObjectName(task + ",field=mobile,rule=" + ObjectName.quote(REASON.get("rule")));
    assertThat(beans.getAttribute(reason, "records-rejected-by-reason-total")).isEqualTo(7.0);
    return names;
  }

  private Set<String> names() throws JMException {
    return beans.queryNames(new ObjectName("kafka.connect:*"), null).stream()
        .map(ObjectName::getCanonicalName)
        .collect(toSet());
  }
}
