package io.github.linemaac.cluster;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a Connect worker is to run. Workers that are started with the same settings are members of
 * one group and share its connectors.
 *
 * @param jars the Kafka to run
 * @param bootstrapServers the broker, host and port
 * @param pluginPath the folder whose folders are plugins
 * @param groupId of the workers; their internal topics are named after it
 * @param jvmArgs for the worker's JVM
 * @param environment what the worker's environment has besides this JVM's; secrets go here, and
 *     connectors name them as <code>${env:NAME}</code>, so that they are never written to disk
 * @param overrides worker settings that differ from the harness's own; an empty text takes one away
 */
public record WorkerSettings(
    KafkaJars jars,
    String bootstrapServers,
    Path pluginPath,
    String groupId,
    List<String> jvmArgs,
    Map<String, String> environment,
    Map<String, String> overrides) {

  private static final List<String> JVM_ARGS =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** A worker of the chosen Kafka, with the packaged plugin. */
  public static WorkerSettings of(KafkaBroker broker) {
    return new WorkerSettings(
        KafkaJars.chosen(),
        broker.bootstrapServers(),
        Project.pluginPath(),
        "workers",
        JVM_ARGS,
        Map.of(),
        Map.of());
  }

  /** The same on another Kafka. */
  public WorkerSettings withJars(KafkaJars other) {
    return new WorkerSettings(
        other, bootstrapServers, pluginPath, groupId, jvmArgs, environment, overrides);
  }

  /** The same with another folder of plugins. */
  public WorkerSettings withPluginPath(Path other) {
    return new WorkerSettings(
        jars, bootstrapServers, other, groupId, jvmArgs, environment, overrides);
  }

  /** The same in another group, which has connectors of its own. */
  public WorkerSettings withGroupId(String other) {
    return new WorkerSettings(
        jars, bootstrapServers, pluginPath, other, jvmArgs, environment, overrides);
  }

  /** The same with further JVM arguments; of two that say the same, such as -Xmx, the last wins. */
  public WorkerSettings withJvmArgs(String... more) {
    List<String> all = Stream.concat(jvmArgs.stream(), Stream.of(more)).toList();
    return new WorkerSettings(
        jars, bootstrapServers, pluginPath, groupId, all, environment, overrides);
  }

  /** The same with one more variable in the worker's environment. */
  public WorkerSettings withEnvironment(String name, String value) {
    return new WorkerSettings(
        jars,
        bootstrapServers,
        pluginPath,
        groupId,
        jvmArgs,
        with(environment, name, value),
        overrides);
  }

  /** The same with one worker setting changed, such as {@code offset.flush.interval.ms}. */
  public WorkerSettings with(String key, String value) {
    return new WorkerSettings(
        jars,
        bootstrapServers,
        pluginPath,
        groupId,
        jvmArgs,
        environment,
        with(overrides, key, value));
  }

  /** The worker's settings as its properties file has them. */
  Map<String, String> properties(int restPort) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("group.id", groupId);
    settings.put("listeners", "http://127.0.0.1:" + restPort);
    settings.put("rest.advertised.host.name", "127.0.0.1");
    settings.put("plugin.path", pluginPath.toAbsolutePath().toString());
    settings.put("plugin.discovery", "service_load");
    settings.put("config.providers", "env");
    settings.put(
        "config.providers.env.class",
        "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
    settings.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
    settings.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
    for (String kind : List.of("config", "offset", "status")) {
      settings.put(kind + ".storage.topic", groupId + "-" + kind);
      settings.put(kind + ".storage.replication.factor", "1");
    }
    settings.put("offset.storage.partitions", "1");
    settings.put("status.storage.partitions", "1");
    settings.put("offset.flush.interval.ms", "5000");
    // Quick to notice that a worker was killed, so that tests of it do not wait for minutes.
    settings.put("session.timeout.ms", "6000");
    settings.put("heartbeat.interval.ms", "1000");
    settings.put("scheduled.rebalance.max.delay.ms", "1000");
    settings.put("consumer.session.timeout.ms", "6000");
    settings.put("consumer.heartbeat.interval.ms", "1000");
    settings.putAll(overrides);
    settings.values().removeIf(String::isEmpty);
    return settings;
  }

  private static Map<String, String> with(Map<String, String> all, String key, String value) {
    Map<String, String> more = new HashMap<>(all);
    more.put(key, value);
    return Map.copyOf(more);
  }
}
