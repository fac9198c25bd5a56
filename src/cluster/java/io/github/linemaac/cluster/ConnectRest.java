package io.github.linemaac.cluster;

import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;

/** The REST API of a Connect worker. Refusals are thrown as {@link ConnectRestException}. */
public final class ConnectRest {

  private static final Duration RUNNING_LIMIT = Duration.ofSeconds(60);

  private final RestCalls calls;

  /** The API of a worker that somebody else has started. */
  public ConnectRest(URI url) {
    this.calls = new RestCalls(url);
  }

  /** A plugin that the worker has loaded. */
  public record Plugin(String className, String type, String version) {}

  /** Where the worker listens. */
  public URI url() {
    return calls.url();
  }

  /** Whether the worker is a member of its group and answers. */
  public boolean answers() {
    return calls.isAnswered("/connectors");
  }

  /** The connector plugins that the worker has found. */
  public List<Plugin> plugins() {
    return elements(calls.get("/connector-plugins"))
        .map(
            plugin ->
                new Plugin(
                    plugin.path("class").asText(),
                    plugin.path("type").asText(),
                    plugin.path("version").asText()))
        .toList();
  }

  /** The names of the connectors. */
  public List<String> connectors() {
    return texts(calls.get("/connectors"));
  }

  /** Creates a connector, or gives it another configuration. */
  public void put(String connector, Map<String, String> config) {
    calls.put("/connectors/%s/config".formatted(connector), config);
  }

  /** Creates a connector, or changes it, and waits until it and its tasks run. */
  public void putAndAwaitRunning(String connector, Map<String, String> config) {
    put(connector, config);
    awaitState(connector, "RUNNING", RUNNING_LIMIT);
  }

  /** Waits until the connector and its tasks, at least one, are in a state. */
  public void awaitState(String connector, String state, Duration limit) {
    await("connector %s and its tasks to be %s".formatted(connector, state))
        .atMost(limit)
        .until(
            () -> status(connector),
            status -> status.filter(known -> known.isAll(state)).isPresent());
  }

  /** What the worker says of a connector; empty while it says nothing of it. */
  public Optional<ConnectorStatus> status(String connector) {
    try {
      return Optional.of(
          ConnectorStatus.of(calls.get("/connectors/%s/status".formatted(connector))));
    } catch (ConnectRestException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Deletes a connector. */
  public void delete(String connector) {
    calls.delete("/connectors/%s".formatted(connector));
  }

  /** Pauses a connector; its task stays, and gets no records. */
  public void pause(String connector) {
    calls.put("/connectors/%s/pause".formatted(connector), Map.of());
  }

  /** Resumes a connector that was paused or stopped. */
  public void resume(String connector) {
    calls.put("/connectors/%s/resume".formatted(connector), Map.of());
  }

  /** Stops a connector; it stays configured, its task is gone. */
  public void stop(String connector) {
    calls.put("/connectors/%s/stop".formatted(connector), Map.of());
  }

  /** Restarts a connector and all its tasks. */
  public void restart(String connector) {
    calls.post("/connectors/%s/restart?includeTasks=true".formatted(connector));
  }

  /** Validates a configuration; answers with the faults of each key that has any. */
  public Map<String, List<String>> validate(String pluginClass, Map<String, String> settings) {
    Map<String, String> named = new LinkedHashMap<>(settings);
    named.putIfAbsent("connector.class", pluginClass);
    named.putIfAbsent("name", "validated");
    JsonNode answer =
        calls.put("/connector-plugins/%s/config/validate".formatted(pluginClass), named);
    Map<String, List<String>> faults = new LinkedHashMap<>();
    elements(answer.path("configs"))
        .map(config -> config.path("value"))
        .filter(value -> !value.path("errors").isEmpty())
        .forEach(value -> faults.put(value.path("name").asText(), texts(value.path("errors"))));
    return faults;
  }

  /** The committed offsets of a sink connector. */
  public Map<TopicPartition, Long> offsets(String connector) {
    return elements(calls.get("/connectors/%s/offsets".formatted(connector)).path("offsets"))
        .collect(
            toMap(
                entry ->
                    new TopicPartition(
                        entry.at("/partition/kafka_topic").asText(),
                        entry.at("/partition/kafka_partition").asInt()),
                entry -> entry.at("/offset/kafka_offset").asLong()));
  }

  /** Has a stopped connector go on at another place in a partition; gives the answer. */
  public String alterOffset(String connector, TopicPartition partition, long offset) {
    ObjectNode change = JsonNodeFactory.instance.objectNode();
    ObjectNode entry = change.putArray("offsets").addObject();
    entry
        .putObject("partition")
        .put("kafka_topic", partition.topic())
        .put("kafka_partition", partition.partition());
    entry.putObject("offset").put("kafka_offset", offset);
    return calls
        .patch("/connectors/%s/offsets".formatted(connector), change)
        .path("message")
        .asText();
  }

  /** Forgets the offsets of a stopped connector, so that it begins again; gives the answer. */
  public String resetOffsets(String connector) {
    return calls.delete("/connectors/%s/offsets".formatted(connector)).path("message").asText();
  }

  private static List<String> texts(JsonNode array) {
    return elements(array).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
