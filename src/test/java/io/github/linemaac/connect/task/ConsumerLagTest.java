package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.schedule.Lag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what Kafka's own reporter shows, of metrics as Kafka's consumer names them. */
class ConsumerLagTest {
  private static final String CONNECTOR = "lists of ConsumerLagTest: a*b";
  private static final String OWN_ID = "connector-consumer-" + CONNECTOR + "-0";
  private static final TopicPartition P0 = new TopicPartition("crm.members", 0);

  private final Metrics consumers = shownOverJmx("kafka.consumer");
  private final Metrics tasks = shownOverJmx("kafka.connect");
  private final ConsumerLag lag = ConsumerLag.ofTask(CONNECTOR, Optional.empty());

  private static Metrics shownOverJmx(final String prefix) {
    return new Metrics(
        new MetricConfig(),
        List.of(new JmxReporter()),
        Time.SYSTEM,
        new KafkaMetricsContext(prefix));
  }

  @AfterEach
  void closeMetrics() {
    consumers.close();
    tasks.close();
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

  @Test
  void aConsumerThatTheConnectorNamesIsLookedUpByThatName() {
    final ConsumerLag named = ConsumerLag.ofTask(CONNECTOR, Optional.of("throttled: a*b"));
    showOf("throttled: a*b", "records-lag", "crm.members", 7);
    show("records-lag", "crm.members", 0);
    assertThat(named.lag(P0)).isEqualTo(new Lag.Known(7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lists 2",
        "a_b-c.d%e",
        "a\tb",
        "a,b",
        "a=b",
        "a\"b",
        "a\nb",
        "a?b",
        "\u4f1a\u54e1"
      })
  void aConsumerIsFoundByAnyName(final String clientId) {
    showOf(clientId, "records-lag", "crm.members", 7);
    assertThat(ConsumerLag.ofTask(CONNECTOR, Optional.of(clientId)).lag(P0))
        .isEqualTo(new Lag.Known(7));
  }

  @Test
  void aConsumerThatTheWorkerNamesIsTheOneWithThatPartitionOnAWorkerWithOneSink() {
    showOf("worker-7", "preferred-read-replica", "crm.members", -1);
    showSink("lists");
    assertThat(lag.lag(P0)).isEqualTo(new Lag.Awaited());
    showOf("worker-7", "records-lag", "crm.members", 7);
    assertThat(lag.lag(P0)).isEqualTo(new Lag.Known(7));
  }

  @Test
  void whereSeveralSinksShareAConsumersNameNobodyKnowsWhoseLagIsShown() {
    showOf("worker-7", "records-lag", "crm.members", 0);
    showSink("lists");
    showSink("members");
    assertThat(lag.lag(P0)).isEqualTo(new Lag.Hidden());
  }

  @Test
  void theLagOfAnotherConsumerIsNotTakenWhereTheOwnOneIsShown() {
    showSink("lists");
    showOf("connector-consumer-other-0", "records-lag", "crm.members", 0);
    consumers.addMetric(
        new MetricName("connection-count", "consumer-metrics", "", Map.of("client-id", OWN_ID)),
        (Gauge<Double>) (config, nowMs) -> 1.0);
    assertThat(lag.lag(P0)).isEqualTo(new Lag.Hidden());
  }

  private void show(final String metric, final String topic, final double value) {
    showOf(OWN_ID, metric, topic, value);
  }

  private void showOf(
      final String clientId, final String metric, final String topic, final double value) {
    consumers.addMetric(
        new MetricName(
            metric,
            "consumer-fetch-manager-metrics",
            "",
            Map.of("client-id", clientId, "topic", topic, "partition", "0")),
        (Gauge<Double>) (config, nowMs) -> value);
  }

  private void showSink(final String connector) {
    tasks.addMetric(
        new MetricName(
            "partition-count",
            "sink-task-metrics",
            "",
            Map.of("connector", connector, "task", "0")),
        (Gauge<Double>) (config, nowMs) -> 1.0);
  }
}
