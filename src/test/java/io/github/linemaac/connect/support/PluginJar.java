package io.github.linemaac.connect.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packs classes of the tests as a worker's plugin, as any other is packed. */
public final class PluginJar {

  private PluginJar() {}

  /**
   * Writes a jar.
   *
   * @param jar where to
   * @param service what Connect looks for, such as a converter
   * @param provider the name of the class that is one
   * @param classes what is packed; none where the plugin only lacks its manifest
   */
  public static void write(Path jar, Class<?> service, String provider, Class<?>... classes) {
    try {
      Files.createDirectories(jar.getParent());
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        for (Class<?> type : List.of(classes)) {
          add(out, type);
        }
        add(out, "META-INF/services/" + service.getName(), provider.getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + jar, e);
    }
  }

  private static void add(JarOutputStream out, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
      add(out, name, bytes.readAllBytes());
    }
  }

  private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }
}
