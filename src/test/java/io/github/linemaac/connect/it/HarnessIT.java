package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.support.ConnectRest;
import io.github.linemaac.connect.support.ConnectWorker;
import io.github.linemaac.connect.support.KafkaBroker;
import io.github.linemaac.connect.support.KafkaJars;
import io.github.linemaac.connect.support.WorkerSettings;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every other integration test stands on. */
class HarnessIT {

  private static KafkaBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = KafkaBroker.start();
  }

  @AfterAll
  static void closeBroker() {
    broker.close();
  }

  @Test
  void aKilledBrokerComesBackAtItsAddressWithItsRecords() {
    broker.topics().create("kept", 2);
    broker.topics().produce("kept", "key", "before");

    broker.kill();
    broker.restart();
    broker.topics().produce("kept", "key", "after");

    assertThat(broker.topics().read("kept"))
        .extracting(ConsumerRecord::value)
        .containsExactly("before", "after");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aWorkerFindsThePackagedPluginByItsManifest(KafkaJars jars) {
    WorkerSettings settings =
        WorkerSettings.of(broker).withJars(jars).withGroupId("workers-" + jars.version());
    try (ConnectWorker worker = ConnectWorker.start(settings)) {
      assertThat(worker.rest().plugins())
          .filteredOn(plugin -> plugin.type().equals("sink"))
          .extracting(ConnectRest.Plugin::className)
          .containsExactly("io.github.linemaac.connect.MaacSinkConnector");
    }
  }

  static Stream<KafkaJars> versions() {
    return Stream.of(KafkaJars.newest(), KafkaJars.oldest());
  }
}
