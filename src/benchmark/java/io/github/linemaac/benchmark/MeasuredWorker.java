package io.github.linemaac.benchmark;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.FreePorts;
import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.PluginJar;
import io.github.linemaac.cluster.Project;
import io.github.linemaac.cluster.WorkerJmx;
import io.github.linemaac.cluster.WorkerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A worker as it runs in production, with a JIT and G1, that can be looked into. */
final class MeasuredWorker implements AutoCloseable {

  private final ConnectWorker worker;
  private final WorkerJmx jmx;

  private MeasuredWorker(ConnectWorker worker, WorkerJmx jmx) {
    this.worker = worker;
    this.jmx = jmx;
  }

  /**
   * Starts a worker.
   *
   * @param heap how much it has, as {@code -Xmx} wants it
   * @param name of its group, which has no other member
   */
  static MeasuredWorker start(KafkaBroker broker, String heap, String name) {
    int port = FreePorts.next();
    Path plugins = Project.target().resolve("benchmark/plugins");
    PluginJar.write(plugins.resolve("nothing"), NothingSinkConnector.class, NothingSinkTask.class);
    List<String> jvmArgs =
        Stream.concat(
                Stream.of(
                    "-Xmx" + heap, "-XX:-UseSerialGC", "-XX:+UseG1GC", "-XX:TieredStopAtLevel=4"),
                WorkerJmx.jvmArgs(port).stream())
            .toList();
    WorkerSettings settings =
        WorkerSettings.of(broker)
            .withGroupId("measured-" + name)
            .withJvmArgs(jvmArgs.toArray(new String[0]))
            .with("plugin.path", Project.pluginPath() + "," + plugins);
    ConnectWorker worker = ConnectWorker.start(settings);
    return new MeasuredWorker(worker, WorkerJmx.connect(port));
  }

  WorkerJmx jmx() {
    return jmx;
  }

  /**
   * Starts a connector that delivers a topic of members to a MAAC, with default settings; by
   * JsonConverter without schemas, unless told otherwise.
   */
  void startMaac(String name, String topic, URI maac, String token, Map<String, String> more) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("connector.class", "io.github.linemaac.connect.MaacSinkConnector");
    config.put("data.object", "members");
    config.put("import.key", "line_uid");
    config.put("api.url", maac.toString());
    config.put("api.token", token);
    config.putAll(more);
    start(name, topic, config);
  }

  /** Starts a connector that does nothing with the records of a topic. */
  void startNothing(String name, String topic, Map<String, String> more) {
    Map<String, String> config = new LinkedHashMap<>(more);
    config.put("connector.class", NothingSinkConnector.class.getName());
    start(name, topic, config);
  }

  void delete(String connector) {
    worker.rest().delete(connector);
  }

  @Override
  public void close() {
    jmx.close();
    worker.close();
  }

  private void start(String name, String topic, Map<String, String> config) {
    Map<String, String> whole = new LinkedHashMap<>(config);
    whole.put("topics", topic);
    if (!whole.containsKey("value.converter")) {
      whole.putAll(Contender.NOTHING_MAP.converter());
    }
    worker.rest().put(name, whole);
  }
}
