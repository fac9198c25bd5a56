package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.batching.Lag;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reads what Kafka's own reporter shows, of metrics as Kafka's consumer names them. */
class ConsumerLagTest {
  private static final String CONNECTOR = "lists of ConsumerLagTest: a*b";
  private static final TopicPartition P0 = new TopicPartition("crm.members", 0);

  private final Metrics metrics =
      new Metrics(
          new MetricConfig(),
          List.of(new JmxReporter()),
          Time.SYSTEM,
          new KafkaMetricsContext("kafka.consumer"));
  private final ConsumerLag lag = ConsumerLag.ofTask(CONNECTOR);

  @AfterEach
  void closeMetrics() {
    metrics.close();
  }

  @Test
  void nothingIsShownOfAPartitionThatIsNotAssigned() {
    assertThat(lag.lag(P0)).isEqualTo(new Lag.Hidden());
  }

  @Test
  void noLagIsShownOfAPartitionBeforeTheFirstAnswer() {
    show("preferred-read-replica", "crm.members", -1);
    assertThat(lag.lag(P0)).isEqualTo(new Lag.Awaited());
  }

  @Test
  void theLagIsShownFromTheFirstAnswerOn() {
    show("preferred-read-replica", "crm.members", -1);
    show("records-lag", "crm.members", 0);
    assertThat(lag.lag(P0)).isEqualTo(new Lag.Known(0));
  }

  @Test
  void aTopicsDotsAreUnderscoresInOlderKafkas() {
    show("preferred-read-replica", "crm_members", -1);
    assertThat(lag.lag(P0)).isEqualTo(new Lag.Awaited());
    show("records-lag", "crm_members", 7);
    assertThat(lag.lag(P0)).isEqualTo(new Lag.Known(7));
  }

  @Test
  void aTopicThatIsNamedAsItIsIsBelievedFirst() {
    show("records-lag", "crm_members", 7);
    show("records-lag", "crm.members", 8);
    assertThat(lag.lag(P0)).isEqualTo(new Lag.Known(8));
  }

  @Test
  void otherPartitionsSayNothing() {
    show("records-lag", "crm.members", 7);
    assertThat(lag.lag(new TopicPartition("crm.members", 1))).isEqualTo(new Lag.Hidden());
  }

  private void show(final String metric, final String topic, final double value) {
    metrics.addMetric(
        new MetricName(
            metric,
            "consumer-fetch-manager-metrics",
            "",
            Map.of(
                "client-id",
                "connector-consumer-" + CONNECTOR + "-0",
                "topic",
                topic,
                "partition",
                "0")),
        (Gauge<Double>) (config, nowMs) -> value);
  }
}
