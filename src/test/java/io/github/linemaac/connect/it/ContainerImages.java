package io.github.linemaac.connect.it;

import com.github.dockerjava.api.exception.NotFoundException;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/**
 * The images that the tests in containers run, named by system properties, so that others can stand
 * in for those that cannot be pulled.
 *
 * @param kafka {@code docker.kafka.image}
 * @param worker {@code docker.worker.image}
 * @param sandbox {@code docker.sandbox.image}
 */
record ContainerImages(String kafka, String worker, String sandbox) {

  static ContainerImages named() {
    return new ContainerImages(
        System.getProperty("docker.kafka.image"),
        System.getProperty("docker.worker.image"),
        System.getProperty("docker.sandbox.image"));
  }

  /**
   * Skips the test, and says why, where there is no Docker engine or {@code mvn -Pdocker} has not
   * been run. With {@code -Ddocker.required=true} the test fails instead.
   */
  void assumeTheyRun() {
    String missing = missing();
    if (Boolean.getBoolean("docker.required") && !missing.isEmpty()) {
      throw new AssertionError(missing);
    }
    Assumptions.assumeTrue(missing.isEmpty(), missing);
  }

  private String missing() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return "No Docker engine answers.";
    }
    return has(worker) && has(sandbox)
        ? ""
        : "The images %s and %s are not both there. Run: mvn -Pdocker".formatted(worker, sandbox);
  }

  private static boolean has(String image) {
    try {
      DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException absent) {
      return false;
    }
  }
}
