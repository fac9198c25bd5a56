package io.github.linemaac.connect.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.kafka.connect.sink.SinkConnector;

/** Packs the sink that does nothing as a plugin of its own, as any other is packed. */
final class NothingPlugin {

  private NothingPlugin() {}

  /** Writes the plugin; gives the folder for {@code plugin.path}. */
  static Path writeTo(Path pluginPath) {
    Path jar = pluginPath.resolve("nothing").resolve("nothing.jar");
    try {
      Files.createDirectories(jar.getParent());
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        for (Class<?> type : List.of(NothingSinkConnector.class, NothingSinkTask.class)) {
          String name = type.getName().replace('.', '/') + ".class";
          try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
            add(out, name, bytes.readAllBytes());
          }
        }
        add(
            out,
            "META-INF/services/" + SinkConnector.class.getName(),
            NothingSinkConnector.class.getName().getBytes(UTF_8));
      }
      return pluginPath;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + jar, e);
    }
  }

  private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }
}
