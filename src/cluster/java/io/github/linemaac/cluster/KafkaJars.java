package io.github.linemaac.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The jars of one Kafka version, broker and Connect worker. They are the whole class path of the
 * processes that run on them, so nothing of this project leaks in.
 */
public record KafkaJars(String version, Path directory) {

  /** Names {@link #chosenAndOldest} to a parameterized test. */
  public static final String CHOSEN_AND_OLDEST =
      "io.github.linemaac.cluster.KafkaJars#chosenAndOldest";

  public KafkaJars {
    if (!Files.isDirectory(directory)) {
      throw new IllegalStateException(
          "No jars of Kafka %s in %s. Run: mvn -f src/cluster/kafka/pom.xml -Dkafka.version=%s process-resources"
              .formatted(version, directory, version));
    }
  }

  /**
   * The Kafka that everything runs on where nothing else is said: the newest that the build tests
   * with, unless {@code connect.version} names another.
   *
   * @throws IllegalStateException if the jars have not been laid out
   */
  public static KafkaJars chosen() {
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

  /** Both, for what must hold from the oldest on; one, where the oldest was chosen. */
  public static Stream<KafkaJars> chosenAndOldest() {
    return Stream.of(chosen(), oldest()).distinct();
  }

  /** Whether it is that Kafka or a newer one. */
  public boolean isAtLeast(int major, int minor) {
    String[] numbers = version.split("\\.", 3);
    int ownMajor = Integer.parseInt(numbers[0]);
    return ownMajor > major || (ownMajor == major && Integer.parseInt(numbers[1]) >= minor);
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
