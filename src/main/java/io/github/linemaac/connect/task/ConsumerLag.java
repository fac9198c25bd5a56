package io.github.linemaac.connect.task;

import io.github.linemaac.connect.schedule.Lag;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the lag of the task's own consumer from Kafka's metrics, {@code records-lag} of {@code
 * consumer-fetch-manager-metrics}, and whether the user has paused it, {@code status} of {@code
 * connector-task-metrics}, where the worker's JVM shows them over JMX, as it does by default.
 * Connect tells a sink neither the end of a partition nor of a pause.
 *
 * <p>The beans are named after the consumer's {@code client.id}. Connect names it after connector
 * and task, unless the connector's {@code consumer.override.client.id} or else the worker's {@code
 * consumer.client.id} says otherwise. A task is not told the latter. It is the name of all
 * consumers of the worker then, so what shows a partition is surely this task's if it is the
 * worker's only sink task.
 */
public final class ConsumerLag implements ConsumerView {
  private static final String METRIC = "records-lag";

  /** Values that Kafka's JMX reporter does not quote. */
  private static final Pattern PLAIN = Pattern.compile("[\\w%. \t-]*");

  private final String connector;
  private final String clientId;
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  private ConsumerLag(final String connector, final String clientId) {
    this.connector = connector;
    this.clientId = clientId;
  }

  /**
   * The lag of the only task of a connector.
   *
   * @param clientId what the connector overrides its consumer's name with
   */
  public static ConsumerLag ofTask(final String connector, final Optional<String> clientId) {
    return new ConsumerLag(connector, clientId.orElse("connector-consumer-" + connector + "-0"));
  }

  /**
   * Whether the user has paused the connector. The lag alone does not tell: of partitions that are
   * assigned during a pause, none is shown, or the one from before.
   */
  @Override
  public boolean isHeldByUser() {
    try {
      final Object status =
          beans.getAttribute(
              new ObjectName(
                  "kafka.connect:type=connector-task-metrics,connector="
                      + quoted(connector)
                      + ",task=0"),
              "status");
      return "paused".equals(status);
    } catch (final JMException e) {
      return false;
    }
  }

  /**
   * What is shown of how much of a partition the consumer has not given yet. It shows each
   * partition from its assignment on, with the replica that it reads from, and the lag once it got
   * an answer.
   */
  @Override
  public Lag lag(final TopicPartition partition) {
    final Lag lag = lag(partition.topic(), partition.partition());
    // Before Kafka 4.1, the names of topics had no dots in metrics.
    return lag instanceof Lag.Hidden
        ? lag(partition.topic().replace('.', '_'), partition.partition())
        : lag;
  }

  private Lag lag(final String topic, final int partition) {
    try {
      final String named = ",topic=" + quoted(topic) + ",partition=" + partition;
      final ObjectName own = consumerBean("consumer-fetch-manager-metrics", clientId, named);
      if (beans.isRegistered(own)
          || beans.isRegistered(consumerBean("consumer-metrics", clientId, ""))) {
        return lag(own);
      }
      final Set<ObjectName> others =
          beans.queryNames(
              new ObjectName(
                  "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*" + named),
              null);
      final boolean isOnlySink =
          beans.queryNames(new ObjectName("kafka.connect:type=sink-task-metrics,*"), null).size()
              == 1;
      return isOnlySink && others.size() == 1 ? lag(others.iterator().next()) : new Lag.Hidden();
    } catch (final JMException e) {
      return new Lag.Hidden();
    }
  }

  private Lag lag(final ObjectName bean) throws JMException {
    try {
      return beans.getAttribute(bean, METRIC) instanceof Double value && !value.isNaN()
          ? new Lag.Known(value.longValue())
          : new Lag.Awaited();
    } catch (final AttributeNotFoundException e) {
      return new Lag.Awaited();
    }
  }

  private static ObjectName consumerBean(
      final String type, final String clientId, final String more) throws JMException {
    return new ObjectName("kafka.consumer:type=" + type + ",client-id=" + quoted(clientId) + more);
  }

  /**
   * As Kafka's own JMX reporter writes values of tags. What it does so with is no API, and is in
   * another package since Kafka 4.4.
   */
  private static String quoted(final String value) {
    return PLAIN.matcher(value).matches() ? value : ObjectName.quote(value);
  }
}
