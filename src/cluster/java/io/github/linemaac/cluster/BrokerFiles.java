package io.github.linemaac.cluster;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of the harness's broker. */
final class BrokerFiles {

  static final String PROPERTIES = "server.properties";
  static final String DATA = "data";

  // Any sixteen bytes do; a fixed id lets a restarted broker find its data.
  static final String CLUSTER_ID = "bWFhYy1xdWlja3N0YXJ0QQ";

  private BrokerFiles() {}

  static void write(Path directory, int port, int controllerPort, Map<String, String> overrides) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", directory.resolve(DATA).toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "2");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.min.session.timeout.ms", "1000");
    // A killed broker is let in again only when its old session has run out.
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    // The default of 128 MiB is a quarter of the broker's heap.
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    // Tests of compaction wait for it.
    settings.put("log.cleaner.backoff.ms", "200");
    settings.putAll(overrides);
    PropertiesFile.write(directory.resolve(PROPERTIES), settings);
  }
}
