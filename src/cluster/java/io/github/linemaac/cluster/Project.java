package io.github.linemaac.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folders of this project, wherever it is checked out. */
public final class Project {

  private Project() {}

  /** The folder that holds {@code pom.xml}. */
  public static Path directory() {
    // Surefire and Failsafe set "basedir"; any other start stands in the project's folder.
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
  }

  /** What the build leaves; logs and data of the processes that tests start go below it. */
  public static Path target() {
    return directory().resolve("target");
  }

  /**
   * The folder for a worker's {@code plugin.path}: it holds the packaged plugin folder and nothing
   * else.
   *
   * @throws IllegalStateException if the plugin has not been packaged
   */
  public static Path pluginPath() {
    Path pluginPath = target().resolve("plugin");
    if (!Files.isDirectory(pluginPath.resolve("kafka-connect-maac"))) {
      throw new IllegalStateException(
          "No packaged plugin in " + pluginPath + ". Run: mvn -DskipTests package");
    }
    return pluginPath;
  }

  /** A file as a person is to be told of it: from the project's folder, if it is in there. */
  public static String shown(Path file) {
    return file.startsWith(directory()) ? directory().relativize(file).toString() : file.toString();
  }
}
