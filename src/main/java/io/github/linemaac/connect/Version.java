package io.github.linemaac.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the connector, written into it by the build. */
final class Version {
  private static final String FILE = "/kafka-connect-maac.properties";
  private static final String CURRENT = read();

  private Version() {}

  static String current() {
    return CURRENT;
  }

  private static String read() {
    final Properties properties = new Properties();
    try (InputStream file = Version.class.getResourceAsStream(FILE)) {
      if (file != null) {
        properties.load(file);
      }
    } catch (final IOException e) {
      throw new UncheckedIOException("cannot read " + FILE + " from the connector's jar", e);
    }
    return properties.getProperty("version", "unknown");
  }
}
