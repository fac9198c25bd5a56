package io.github.linemaac.connect.it;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.FreePorts;
import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.KafkaJars;
import io.github.linemaac.cluster.WorkerJmx;
import io.github.linemaac.cluster.WorkerSettings;

/**
 * A broker, and a worker of each Kafka, for the tests that break neither. Each is started by the
 * first test that asks for it, and ends with this JVM.
 */
final class SharedKafka {

  private SharedKafka() {}

  private static final class Broker {
    private static final KafkaBroker STARTED = KafkaBroker.start();
  }

  private static final class Chosen {
    private static final int JMX_PORT = FreePorts.next();
    private static final ConnectWorker STARTED = start(KafkaJars.chosen(), JMX_PORT);
  }

  private static final class Oldest {
    private static final int JMX_PORT = FreePorts.next();
    private static final ConnectWorker STARTED = start(KafkaJars.oldest(), JMX_PORT);
  }

  static KafkaBroker broker() {
    return Broker.STARTED;
  }

  /** A worker of the chosen Kafka. */
  static ConnectWorker worker() {
    return Chosen.STARTED;
  }

  /** A worker of that Kafka: the chosen or the oldest. */
  static ConnectWorker worker(KafkaJars jars) {
    return jars.equals(KafkaJars.chosen()) ? Chosen.STARTED : Oldest.STARTED;
  }

  /** Looks into the worker of that Kafka, which must have been asked for before. */
  static WorkerJmx jmx(KafkaJars jars) {
    return WorkerJmx.connect(jars.equals(KafkaJars.chosen()) ? Chosen.JMX_PORT : Oldest.JMX_PORT);
  }

  /** A connector of its own on the worker of the chosen Kafka, not yet started. */
  static MemberSink sink() {
    return new MemberSink(broker(), worker());
  }

  private static ConnectWorker start(KafkaJars jars, int jmxPort) {
    return ConnectWorker.start(
        WorkerSettings.of(broker())
            .withJars(jars)
            .withGroupId("shared-" + jars.version())
            .withJvmArgs(WorkerJmx.jvmArgs(jmxPort).toArray(new String[0]))
            .with("offset.flush.interval.ms", "2000"));
  }
}
