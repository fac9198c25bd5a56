package io.github.linemaac.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real Kafka broker in a process of its own: one node, KRaft, loopback only, set to start
 * quickly. Its log is {@code broker.log} in its folder; its data is deleted when it is closed.
 */
public final class KafkaBroker implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final List<String> JVM_ARGS =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final KafkaJars jars;
  private final Path directory;
  private final int port;
  private final KafkaTopics topics;
  private final Thread closeAtExit = new Thread(this::stopAndDelete, "close broker");
  private JavaProcess process;

  private KafkaBroker(KafkaJars jars, Path directory, int port, Map<String, String> overrides) {
    this.jars = jars;
    this.directory = directory;
    this.port = port;
    deleteData();
    BrokerFiles.write(directory, port, FreePorts.next(), overrides);
    command("kafka.tools.StorageTool", "format", "-t", BrokerFiles.CLUSTER_ID, "-c", properties())
        .awaitSuccess(START_LIMIT);
    this.process = run();
    Runtime.getRuntime().addShutdownHook(closeAtExit);
    this.topics = new KafkaTopics(bootstrapServers());
  }

  /** Starts a broker of the chosen Kafka, with its files below {@code target/it}. */
  public static KafkaBroker start() {
    return start(Map.of());
  }

  /**
   * Starts a broker of the chosen Kafka, with its files below {@code target/it}.
   *
   * @param overrides broker settings that differ from the harness's own
   */
  public static KafkaBroker start(Map<String, String> overrides) {
    int port = FreePorts.next();
    Path directory = Project.target().resolve("it").resolve("broker-" + port);
    return new KafkaBroker(KafkaJars.chosen(), directory, port, overrides);
  }

  /** Starts a broker of the chosen Kafka that keeps its files in a folder of the caller's. */
  public static KafkaBroker startIn(Path directory) {
    return new KafkaBroker(KafkaJars.chosen(), directory, FreePorts.next(), Map.of());
  }

  /** Host and port, as Kafka's {@code bootstrap.servers} wants them. The same after a restart. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The topics and groups of this broker. Usable again after a restart. */
  public KafkaTopics topics() {
    return topics;
  }

  /** Where the broker's output goes. */
  public Path logFile() {
    return directory.resolve("broker.log");
  }

  /** Ends the broker in order (SIGTERM). */
  public void stop() {
    process.stop();
  }

  /** Ends the broker at once (SIGKILL). */
  public void kill() {
    process.kill();
  }

  /** Starts a broker that has ended again, on the same port and data. */
  public void restart() {
    if (process.isAlive()) {
      throw new IllegalStateException("The broker is running. Call stop() or kill() first.");
    }
    process = run();
  }

  /** Kills the broker and deletes its data; its log stays. */
  @Override
  public void close() {
    topics.close();
    stopAndDelete();
    try {
      Runtime.getRuntime().removeShutdownHook(closeAtExit);
    } catch (IllegalStateException exiting) {
      // This JVM is going down; deleting twice does no harm.
    }
  }

  private void stopAndDelete() {
    process.kill();
    deleteData();
  }

  private JavaProcess run() {
    JavaProcess broker = command("kafka.Kafka", properties());
    broker.awaitReady(START_LIMIT, this::answers);
    return broker;
  }

  private boolean answers() {
    // An admin client that dials a closed port fills the log with warnings, so knock first.
    try (Socket knock = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return knock.isConnected() && KafkaTopics.isServed(bootstrapServers());
    } catch (IOException notYet) {
      return false;
    }
  }

  private JavaProcess command(String mainClass, String... args) {
    return JavaProcess.start(
        "broker",
        logFile(),
        new JavaProcess.Command(jars.classPath(), JVM_ARGS, Map.of(), mainClass, List.of(args)));
  }

  private String properties() {
    return directory.resolve(BrokerFiles.PROPERTIES).toString();
  }

  private void deleteData() {
    Path data = directory.resolve(BrokerFiles.DATA);
    if (!Files.exists(data)) {
      return;
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete the broker's data in " + data, e);
    }
  }
}
