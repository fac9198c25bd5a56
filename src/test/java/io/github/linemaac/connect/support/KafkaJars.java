package io.github.linemaac.connect.support;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The jars of one Kafka version, broker and Connect worker. They are the whole class path of the
 * processes that run on them, so nothing of this project leaks in.
 */
public record KafkaJars(String version, Path directory) {

  public KafkaJars {
    if (!Files.isDirectory(directory)) {
      throw new IllegalStateException(
          "No jars of Kafka %s in %s. Run: mvn -f src/test/kafka/pom.xml -Dkafka.version=%s process-resources"
              .formatted(version, directory, version));
    }
  }

  /**
   * The newest Kafka that the build tests with.
   *
   * @throws IllegalStateException if the jars have not been laid out
   */
  public static KafkaJars newest() {
    return versionIn("kafka.version");
  }

  /**
   * The oldest Kafka that the build tests with.
   *
   * @throws IllegalStateException if the jars have not been laid out
   */
  public static KafkaJars oldest() {
    return versionIn("kafka.oldest.version");
  }

  /** A class path for {@code java -cp}. */
  public String classPath() {
    return directory.resolve("*").toString();
  }

  private static KafkaJars versionIn(String property) {
    String version = System.getProperty(property, "");
    if (version.isEmpty()) {
      throw new IllegalStateException(
          "The version of Kafka to run is not set. Run with Maven, or pass -D%s as pom.xml has it."
              .formatted(property));
    }
    return new KafkaJars(version, Project.target().resolve("kafka").resolve(version));
  }
}
