package io.github.linemaac.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.kafka.connect.sink.SinkConnector;

/** Packs classes of the tests as a plugin of its own, as any other is packed. */
public final class PluginJar {

  private PluginJar() {}

  /**
   * Writes the jar of a connector.
   *
   * @param folder the plugin's folder
   * @param more the classes that the connector needs besides its own
   */
  public static void write(
      Path folder, Class<? extends SinkConnector> connector, Class<?>... more) {
    List<Class<?>> types = new ArrayList<>(List.of(more));
    types.add(connector);
    write(folder, SinkConnector.class, connector.getName(), types);
  }

  /**
   * Writes the jar of any plugin.
   *
   * @param folder the plugin's folder
   * @param service what it is to Connect, such as a converter
   * @param provider the name of the class that is one
   * @param types what is packed; nothing where a plugin only lacks its manifest
   */
  public static void write(Path folder, Class<?> service, String provider, List<Class<?>> types) {
    Path jar = folder.resolve(provider.substring(provider.lastIndexOf('.') + 1) + ".jar");
    try {
      Files.createDirectories(folder);
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        for (Class<?> type : types) {
          String name = type.getName().replace('.', '/') + ".class";
          try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
            add(out, name, bytes.readAllBytes());
          }
        }
        add(out, "META-INF/services/" + service.getName(), provider.getBytes(UTF_8));
      }
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
