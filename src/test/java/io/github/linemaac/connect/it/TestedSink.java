package io.github.linemaac.connect.it;

import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.ConnectRest;
import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.ConnectorStatus;
import io.github.linemaac.cluster.DeadLetter;
import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.KafkaTopics;
import io.github.linemaac.sandbox.Sandbox;
import io.github.linemaac.sandbox.SandboxServer;
import io.github.linemaac.sandbox.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionFactory;

/**
 * A connector with a topic, a dead-letter topic and a MAAC of its own, on a broker and a worker
 * that others may use too. Every wait of it is short, so that tests of other things are quick.
 *
 * @param <S> the kind of sink, which its settings are chained on
 */
abstract class TestedSink<S extends TestedSink<S>> implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final KafkaBroker broker;
  private final ConnectWorker worker;
  private final SandboxServer maac;
  private final String name;
  private final Map<String, String> config = new LinkedHashMap<>();

  TestedSink(
      String kind, KafkaBroker broker, ConnectWorker worker, Consumer<Sandbox> sandboxSettings) {
    this.broker = broker;
    this.worker = worker;
    this.name = kind + "-" + COUNT.incrementAndGet();
    this.maac = startSandbox();
    maac.tell(sandboxSettings);
    config.put("connector.class", "io.github.linemaac.connect.MaacSinkConnector");
    config.put("topics", name);
    config.put("api.url", maac.url().toString());
    config.put("api.token", maac.ask(sandbox -> sandbox.settings().token));
    config.put("import.poll.interval.ms", "20");
    config.put("retry.backoff.ms", "20");
    config.put("retry.backoff.max.ms", "100");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.name", deadLetterTopic());
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    config.put("errors.deadletterqueue.context.headers.enable", "true");
  }

  /** This, as what it is. */
  abstract S self();

  /** Changes a setting; it holds from the next {@link #start}. */
  final S with(String key, String value) {
    config.put(key, value);
    return self();
  }

  /** Takes a setting away; it is gone from the next {@link #start}. */
  final S without(String key) {
    config.remove(key);
    return self();
  }

  /** Creates the connector, or gives it a changed configuration, and waits until it runs. */
  final S start() {
    rest().putAndAwaitRunning(name, config);
    return self();
  }

  /** Starts the connector and its task again, as after a failure, and waits until they run. */
  final S restart() {
    rest().restart(name);
    rest().awaitState(name, "RUNNING", LIMIT);
    return self();
  }

  /** Pauses the connector and waits until its task is paused. */
  final S pause() {
    rest().pause(name);
    rest().awaitState(name, "PAUSED", LIMIT);
    return self();
  }

  /** Resumes the connector and waits until its task runs. */
  final S resume() {
    rest().resume(name);
    rest().awaitState(name, "RUNNING", LIMIT);
    return self();
  }

  /** Stops the connector and waits until its task is gone. */
  final S stop() {
    rest().stop(name);
    watch("the task of %s to be gone".formatted(name))
        .until(() -> rest().status(name).filter(TestedSink::isStopped).isPresent());
    return self();
  }

  /** The configuration as it would be given now. */
  final Map<String, String> config() {
    return Map.copyOf(config);
  }

  final String name() {
    return name;
  }

  /** The topic that it reads unless told otherwise. */
  final String topic() {
    return name;
  }

  final String deadLetterTopic() {
    return name + "-rejected";
  }

  final SandboxServer maac() {
    return maac;
  }

  final KafkaTopics topics() {
    return broker.topics();
  }

  final ConnectRest rest() {
    return worker.rest();
  }

  /** What the worker has logged of any connector. */
  final String workerLog() {
    return worker.log();
  }

  /** Waits until every record of the topic is committed. A task that fails ends the wait. */
  final void awaitAllCommitted() {
    awaitAllCommitted(topic());
  }

  /** Waits until every record of a topic is committed. A task that fails ends the wait. */
  final void awaitAllCommitted(String topic) {
    awaitRunning(
        "every record of %s to be committed".formatted(topic),
        () -> topics().lag(KafkaTopics.groupOf(name), topic) == 0);
  }

  /** Waits until something is so. A task that fails ends the wait. */
  final void awaitRunning(String what, Callable<Boolean> condition) {
    watch(what)
        .failFast(
            () -> {
              if (!traces().isEmpty()) {
                throw new AssertionError("The task failed: " + traces());
              }
            })
        .until(condition);
  }

  /** Waits until the task has failed; gives its stack trace. */
  final String awaitFailure() {
    return watch("the task of %s to fail".formatted(name))
        .until(this::traces, traces -> !traces.isEmpty())
        .get(0);
  }

  /** What the group has committed; a partition that it never committed is missing. */
  final Map<TopicPartition, Long> committedOffsets() {
    return topics().committedOffsets(KafkaTopics.groupOf(name));
  }

  final List<DeadLetter> deadLetters() {
    return topics().deadLetters(deadLetterTopic());
  }

  /** The rules of MAAC that were broken. */
  final List<Violation> violations() {
    return maac.ask(sandbox -> sandbox.account().violations());
  }

  /** Deletes the connector and closes its MAAC; the topics stay for a look. */
  @Override
  public final void close() {
    if (rest().connectors().contains(name)) {
      rest().delete(name);
    }
    maac.close();
  }

  private List<String> traces() {
    return rest().status(name).map(ConnectorStatus::traces).orElse(List.of());
  }

  private static ConditionFactory watch(String what) {
    return await(what).pollInterval(LOOK_EVERY).atMost(LIMIT);
  }

  private static boolean isStopped(ConnectorStatus status) {
    return status.state().equals("STOPPED") && status.tasks().isEmpty();
  }

  private static SandboxServer startSandbox() {
    try {
      return SandboxServer.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start a sandbox on loopback", e);
    }
  }
}
