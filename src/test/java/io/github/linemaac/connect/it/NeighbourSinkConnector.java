package io.github.linemaac.connect.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkTask;

/** Somebody else's plugin. Its version tells which jars its libraries were loaded from. */
public final class NeighbourSinkConnector extends SinkConnector {

  @Override
  public String version() {
    return jarOf(new OkHttpClient().getClass()) + " " + jarOf(new ObjectMapper().getClass());
  }

  private static String jarOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .getFileName()
        .toString();
  }

  @Override
  public ConfigDef config() {
    return new ConfigDef();
  }

  @Override
  public void start(Map<String, String> props) {}

  @Override
  public Class<? extends Task> taskClass() {
    return SinkTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return List.of();
  }

  @Override
  public void stop() {}
}
