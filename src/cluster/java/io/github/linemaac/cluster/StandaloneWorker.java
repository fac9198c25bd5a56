package io.github.linemaac.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real Connect worker of the chosen Kafka, standalone mode, in a process of its own on loopback,
 * with one connector. Its files are below {@code target/it}.
 */
public final class StandaloneWorker implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final JavaProcess process;
  private final ConnectRest rest;

  private StandaloneWorker(JavaProcess process, ConnectRest rest) {
    this.process = process;
    this.rest = rest;
  }

  /**
   * Starts a worker, and waits until it answers.
   *
   * @param worker its settings; where it listens and keeps its offsets is set here
   * @param connector the connector's settings, with its name
   */
  public static StandaloneWorker start(Map<String, String> worker, Map<String, String> connector) {
    int port = FreePorts.next();
    Path directory = Project.target().resolve("it").resolve("standalone-" + port);
    Map<String, String> settings = new LinkedHashMap<>(worker);
    settings.put("listeners", "http://127.0.0.1:" + port);
    settings.put("offset.storage.file.filename", directory.resolve("offsets").toString());
    Path workerFile = directory.resolve("worker.properties");
    Path connectorFile = directory.resolve("connector.properties");
    PropertiesFile.write(workerFile, settings);
    PropertiesFile.write(connectorFile, connector);
    JavaProcess process =
        JavaProcess.start(
            "standalone worker",
            directory.resolve("worker.log"),
            new JavaProcess.Command(
                KafkaJars.chosen().classPath(),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Map.of(),
                "org.apache.kafka.connect.cli.ConnectStandalone",
                List.of(workerFile.toString(), connectorFile.toString())));
    ConnectRest rest = new ConnectRest(URI.create("http://127.0.0.1:" + port));
    process.awaitReady(START_LIMIT, rest::answers);
    return new StandaloneWorker(process, rest);
  }

  /** The worker's REST API. */
  public ConnectRest rest() {
    return rest;
  }

  /** Kills the worker; its log stays. */
  @Override
  public void close() {
    process.kill();
  }
}
