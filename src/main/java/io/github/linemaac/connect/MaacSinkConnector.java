package io.github.linemaac.connect;

import io.github.linemaac.connect.config.ConfigCheck;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.validation.LiveCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Keeps a MAAC account in step with Kafka topics: what the topics say is what MAAC ends up with.
 *
 * <p>Runs one task whatever {@code tasks.max} says, because a MAAC account takes one import at a
 * time: more tasks would only wait for each other.
 */
public final class MaacSinkConnector extends SinkConnector {
  private Map<String, String> props = Map.of();

  @Override
  public String version() {
    return Version.current();
  }

  @Override
  public ConfigDef config() {
    return MaacConfig.definition();
  }

  /** Answers with every fault on each key that causes it; tries out what has none. */
  @Override
  public Config validate(final Map<String, String> connectorConfigs) {
    return LiveCheck.of(version()).check(ConfigCheck.check(connectorConfigs), connectorConfigs);
  }

  @Override
  public void start(final Map<String, String> connectorProps) {
    MaacConfig.of(connectorProps);
    props = new HashMap<>(connectorProps);
    props.values().removeIf(Objects::isNull);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return MaacSinkTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(final int maxTasks) {
    return List.of(props);
  }

  /** Nothing was started here: the task holds everything that has to be let go. */
  @Override
  public void stop() {
    props = Map.of();
  }

  /**
   * The connector's offsets live in Kafka alone, and a replay ends at the same members and
   * segments, since imports are upserts, so any change of them is fine. (It puts tags again, which
   * is for whoever asks for it to weigh.)
   */
  @Override
  public boolean alterOffsets(
      final Map<String, String> connectorConfig, final Map<TopicPartition, Long> offsets) {
    return true;
  }
}
