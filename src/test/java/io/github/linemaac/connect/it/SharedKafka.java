package io.github.linemaac.connect.it;

import io.github.linemaac.connect.support.ConnectWorker;
import io.github.linemaac.connect.support.KafkaBroker;
import io.github.linemaac.connect.support.KafkaJars;
import io.github.linemaac.connect.support.WorkerSettings;

/**
 * A broker, and a worker of each Kafka, for the tests that break neither. Each is started by the
 * first test that asks for it, and ends with this JVM.
 */
final class SharedKafka {

  private SharedKafka() {}

  private static final class Broker {
    private static final KafkaBroker STARTED = KafkaBroker.start();
  }

  private static final class Newest {
    private static final ConnectWorker STARTED = start(KafkaJars.newest());
  }

  private static final class Oldest {
    private static final ConnectWorker STARTED = start(KafkaJars.oldest());
  }

  static KafkaBroker broker() {
    return Broker.STARTED;
  }

  /** A worker of the newest Kafka. */
  static ConnectWorker worker() {
    return Newest.STARTED;
  }

  /** A worker of that Kafka: the newest or the oldest. */
  static ConnectWorker worker(KafkaJars jars) {
    return jars.equals(KafkaJars.newest()) ? Newest.STARTED : Oldest.STARTED;
  }

  /** A connector of its own on the worker of the newest Kafka, not yet started. */
  static MemberSink sink() {
    return new MemberSink(broker(), worker());
  }

  private static ConnectWorker start(KafkaJars jars) {
    return ConnectWorker.start(
        WorkerSettings.of(broker())
            .withJars(jars)
            .withGroupId("shared-" + jars.version())
            .with("offset.flush.interval.ms", "2000"));
  }
}
