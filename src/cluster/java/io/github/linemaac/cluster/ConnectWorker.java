package io.github.linemaac.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real Connect worker, distributed mode, in a process of its own on loopback. Its log, {@code
 * worker.log} in its folder, has everything from INFO on.
 */
public final class ConnectWorker implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final String PROPERTIES = "worker.properties";

  private final WorkerSettings settings;
  private final Path directory;
  private final ConnectRest rest;
  private JavaProcess process;

  private ConnectWorker(WorkerSettings settings, Path directory, int restPort) {
    this.settings = settings;
    this.directory = directory;
    this.rest = new ConnectRest(URI.create("http://127.0.0.1:" + restPort));
    PropertiesFile.write(directory.resolve(PROPERTIES), settings.properties(restPort));
    deleteLog();
    this.process = run();
  }

  /** Starts a worker, with its files below {@code target/it}. */
  public static ConnectWorker start(WorkerSettings settings) {
    int restPort = FreePorts.next();
    Path directory = Project.target().resolve("it").resolve("worker-" + restPort);
    return new ConnectWorker(settings, directory, restPort);
  }

  /** Starts a worker that keeps its files in a folder of the caller's. */
  public static ConnectWorker startIn(Path directory, WorkerSettings settings, int restPort) {
    return new ConnectWorker(settings, directory, restPort);
  }

  /** The worker's REST API. The address stays the same after a restart. */
  public ConnectRest rest() {
    return rest;
  }

  /** What the worker has logged since it was first started, over all restarts. */
  public String log() {
    try {
      return Files.readString(logFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + logFile(), e);
    }
  }

  /** Where the worker's output goes. */
  public Path logFile() {
    return directory.resolve("worker.log");
  }

  /** Whether the worker's process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the worker in order (SIGTERM): its tasks commit and close. */
  public void stop() {
    process.stop();
  }

  /** Ends the worker at once (SIGKILL): what its tasks had not committed, they have not done. */
  public void kill() {
    process.kill();
  }

  /** Starts a worker that has ended again, with the same settings, port and log. */
  public void restart() {
    if (process.isAlive()) {
      throw new IllegalStateException("The worker is running. Call stop() or kill() first.");
    }
    process = run();
  }

  /** Kills the worker; its log stays. */
  @Override
  public void close() {
    process.kill();
  }

  private JavaProcess run() {
    JavaProcess worker =
        JavaProcess.start(
            "worker",
            logFile(),
            new JavaProcess.Command(
                settings.jars().classPath(),
                settings.jvmArgs(),
                settings.environment(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                List.of(directory.resolve(PROPERTIES).toString())));
    worker.awaitReady(START_LIMIT, rest::answers);
    return worker;
  }

  private void deleteLog() {
    try {
      Files.deleteIfExists(logFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not delete the log of an earlier run", e);
    }
  }
}
