package io.github.linemaac.connect.task;

import io.github.linemaac.connect.batching.Lag;
import java.lang.management.ManagementFactory;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Sanitizer;

/**
 * Reads the lag of the task's own consumer from Kafka's metrics, {@code records-lag} of {@code
 * consumer-fetch-manager-metrics}, and whether the user has paused it, {@code status} of {@code
 * connector-task-metrics}, where the worker's JVM shows them over JMX, as it does by default.
 * Connect tells a sink neither the end of a partition nor of a pause.
 */
public final class ConsumerLag implements ConsumerView {
  private static final String METRIC = "records-lag";

  private final String connector;
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  private ConsumerLag(final String connector) {
    this.connector = connector;
  }

  /** The lag of the only task of a connector; its consumer is named after it by Connect. */
  public static ConsumerLag ofTask(final String connector) {
    return new ConsumerLag(connector);
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
      final Object lag =
          beans.getAttribute(
              new ObjectName(
                  "kafka.consumer:type=consumer-fetch-manager-metrics,client-id="
                      + quoted("connector-consumer-" + connector + "-0")
                      + ",topic="
                      + quoted(topic)
                      + ",partition="
                      + partition),
              METRIC);
      return lag instanceof Double value && !value.isNaN()
          ? new Lag.Known(value.longValue())
          : new Lag.Awaited();
    } catch (final AttributeNotFoundException e) {
      return new Lag.Awaited();
    } catch (final JMException e) {
      return new Lag.Hidden();
    }
  }

  /** As Kafka's own JMX reporter writes values of tags. */
  private static String quoted(final String value) {
    return Sanitizer.jmxSanitize(value);
  }
}
