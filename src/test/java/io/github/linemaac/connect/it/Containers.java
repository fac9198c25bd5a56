package io.github.linemaac.connect.it;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import io.github.linemaac.cluster.ConnectRest;
import io.github.linemaac.cluster.KafkaTopics;
import io.github.linemaac.cluster.SandboxRest;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A broker, a worker and a sandbox in containers. Broker and worker share a network, worker and
 * sandbox another one, so that MAAC can be cut off and nothing else.
 */
final class Containers implements AutoCloseable {

  static final String TOKEN = "token-of-the-containers";

  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final int REST_PORT = 8083;
  private static final int METRICS_PORT = 9404;
  private static final int MAAC_PORT = 8080;

  private final Network kafkaNetwork = Network.newNetwork();
  private final Network maacNetwork = Network.newNetwork();
  private final KafkaContainer broker;
  private final GenericContainer<?> sandbox;
  private final GenericContainer<?> worker;
  private final KafkaTopics topics;

  Containers(ContainerImages images) {
    broker =
        new KafkaContainer(
                DockerImageName.parse(images.kafka()).asCompatibleSubstituteFor("apache/kafka"))
            .withNetwork(kafkaNetwork)
            .withListener("broker:19092")
            .withEnv("KAFKA_HEAP_OPTS", "-Xmx512m")
            .withStartupTimeout(START_LIMIT);
    sandbox =
        new GenericContainer<>(DockerImageName.parse(images.sandbox()))
            .withNetwork(maacNetwork)
            .withNetworkAliases("maac")
            .withEnv("SANDBOX_TOKEN", TOKEN)
            .withExposedPorts(MAAC_PORT)
            .waitingFor(Wait.forHealthcheck().withStartupTimeout(START_LIMIT));
    worker =
        new GenericContainer<>(DockerImageName.parse(images.worker()))
            .withNetwork(kafkaNetwork)
            .withEnv("CONNECT_BOOTSTRAP_SERVERS", "broker:19092")
            .withEnv("CONNECT_CONFIG_STORAGE_REPLICATION_FACTOR", "1")
            .withEnv("CONNECT_OFFSET_STORAGE_REPLICATION_FACTOR", "1")
            .withEnv("CONNECT_STATUS_STORAGE_REPLICATION_FACTOR", "1")
            .withEnv("CONNECT_OFFSET_FLUSH_INTERVAL_MS", "1000")
            // Quick to notice that a worker was killed.
            .withEnv("CONNECT_SESSION_TIMEOUT_MS", "6000")
            .withEnv("CONNECT_HEARTBEAT_INTERVAL_MS", "1000")
            .withEnv("CONNECT_SCHEDULED_REBALANCE_MAX_DELAY_MS", "1000")
            .withEnv("CONNECT_CONSUMER_SESSION_TIMEOUT_MS", "6000")
            .withEnv("CONNECT_CONSUMER_HEARTBEAT_INTERVAL_MS", "1000")
            .withEnv("KAFKA_HEAP_OPTS", "-Xmx512m")
            .withEnv("MAAC_API_TOKEN", TOKEN)
            .withExposedPorts(REST_PORT, METRICS_PORT)
            .waitingFor(Wait.forHealthcheck().withStartupTimeout(START_LIMIT));
    sandbox.start();
    broker.start();
    worker.start();
    connectToMaac();
    topics = new KafkaTopics(broker.getBootstrapServers());
  }

  /** MAAC, as the worker sees it. */
  String maacUrl() {
    return "http://maac:" + MAAC_PORT;
  }

  SandboxRest maac() {
    return new SandboxRest(
        URI.create("http://%s:%d".formatted(sandbox.getHost(), port(sandbox, MAAC_PORT))));
  }

  ConnectRest rest() {
    return new ConnectRest(
        URI.create("http://%s:%d".formatted(worker.getHost(), port(worker, REST_PORT))));
  }

  URI metrics() {
    return URI.create(
        "http://%s:%d/metrics".formatted(worker.getHost(), port(worker, METRICS_PORT)));
  }

  KafkaTopics topics() {
    return topics;
  }

  /** What the worker has written to its standard output. */
  String workerLog() {
    return worker.getLogs();
  }

  /** What the engine knows of the worker's container. */
  InspectContainerResponse worker() {
    return worker.getCurrentContainerInfo();
  }

  /** Puts the worker on MAAC's network. */
  void connectToMaac() {
    docker()
        .connectToNetworkCmd()
        .withNetworkId(maacNetwork.getId())
        .withContainerId(worker.getContainerId())
        .withContainerNetwork(new ContainerNetwork())
        .exec();
  }

  /** Takes the worker off MAAC's network; it keeps the broker. */
  void cutFromMaac() {
    docker()
        .disconnectFromNetworkCmd()
        .withNetworkId(maacNetwork.getId())
        .withContainerId(worker.getContainerId())
        .exec();
  }

  /** SIGKILL. */
  void killWorker() {
    docker().killContainerCmd(worker.getContainerId()).exec();
  }

  /** Lets the worker's process do nothing, as if it hung. */
  void freezeWorker() {
    docker().killContainerCmd(worker.getContainerId()).withSignal("STOP").exec();
  }

  /** Lets it go on. */
  void thawWorker() {
    docker().killContainerCmd(worker.getContainerId()).withSignal("CONT").exec();
  }

  /** Starts the container that was killed; its ports on this machine are others then. */
  void startWorker() {
    docker().startContainerCmd(worker.getContainerId()).exec();
  }

  @Override
  public void close() {
    topics.close();
    worker.stop();
    broker.stop();
    sandbox.stop();
    maacNetwork.close();
    kafkaNetwork.close();
  }

  private static DockerClient docker() {
    return DockerClientFactory.lazyClient();
  }

  private static int port(GenericContainer<?> container, int port) {
    Ports.Binding[] bindings =
        container
            .getCurrentContainerInfo()
            .getNetworkSettings()
            .getPorts()
            .getBindings()
            .get(ExposedPort.tcp(port));
    return Integer.parseInt(Objects.requireNonNull(bindings)[0].getHostPortSpec());
  }
}
