package io.github.linemaac.connect.benchmark;

import io.github.linemaac.connect.support.PluginJar;
import java.nio.file.Path;
import org.apache.kafka.connect.sink.SinkConnector;

/** Packs the sink that does nothing as a plugin of its own. */
final class NothingPlugin {

  private NothingPlugin() {}

  /** Writes the plugin; gives the folder for {@code plugin.path}. */
  static Path writeTo(Path pluginPath) {
    PluginJar.write(
        pluginPath.resolve("nothing").resolve("nothing.jar"),
        SinkConnector.class,
        NothingSinkConnector.class.getName(),
        NothingSinkConnector.class,
        NothingSinkTask.class);
    return pluginPath;
  }
}
