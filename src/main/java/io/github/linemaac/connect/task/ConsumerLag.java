package io.github.linemaac.connect.task;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Sanitizer;

/**
 * Reads the lag of the task's own consumer from Kafka's metrics, {@code records-lag} of {@code
 * consumer-fetch-manager-metrics}, where the worker's JVM shows them over JMX, as it does by
 * default. Connect tells a sink neither the end of a partition nor that the user has paused it.
 */
public final class ConsumerLag {
  private static final String METRIC = "records-lag";

  private final String clientId;
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  private ConsumerLag(final String clientId) {
    this.clientId = clientId;
  }

  /** The lag of the only task of a connector; its consumer is named after it by Connect. */
  public static ConsumerLag ofTask(final String connector) {
    return new ConsumerLag("connector-consumer-" + connector + "-0");
  }

  /** How many offsets of a partition the consumer has not given yet; empty if that is not shown. */
  public OptionalLong of(final TopicPartition partition) {
    try {
      final Object lag =
          beans.getAttribute(
              new ObjectName(
                  "kafka.consumer:type=consumer-fetch-manager-metrics,client-id="
                      + quoted(clientId)
                      + ",topic="
                      + quoted(partition.topic())
                      + ",partition="
                      + quoted(Integer.toString(partition.partition()))),
              METRIC);
      return lag instanceof Double value && !value.isNaN()
          ? OptionalLong.of(value.longValue())
          : OptionalLong.empty();
    } catch (final JMException e) {
      return OptionalLong.empty();
    }
  }

  /** As Kafka's own JMX reporter writes values of tags. */
  private static String quoted(final String value) {
    return Sanitizer.jmxSanitize(value);
  }
}
