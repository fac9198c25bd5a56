package io.github.linemaac.cluster;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * A Java process of its own, whose output is appended to a log file. It never outlives the JVM that
 * started it, unless that one is killed outright.
 */
final class JavaProcess {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final long STOP_LIMIT_MS = 30_000;
  private static final int LOG_TAIL_LINES = 25;

  private final String name;
  private final Path log;
  private final Process process;
  private final Thread killAtExit;

  private JavaProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.killAtExit = new Thread(process::destroyForcibly, "kill " + name);
    Runtime.getRuntime().addShutdownHook(killAtExit);
  }

  /** What to run: {@code java jvmArgs -cp classPath mainClass args}. */
  record Command(
      String classPath,
      List<String> jvmArgs,
      Map<String, String> environment,
      String mainClass,
      List<String> args) {

    private List<String> words() {
      List<String> words = new ArrayList<>();
      words.add(JAVA.toString());
      words.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
      words.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
      words.addAll(jvmArgs);
      words.add("-cp");
      words.add(classPath);
      words.add(mainClass);
      words.addAll(args);
      return words;
    }
  }

  static JavaProcess start(String name, Path log, Command command) {
    ProcessBuilder builder =
        new ProcessBuilder(command.words())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(command.environment());
    try {
      return new JavaProcess(name, log, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start the %s with %s".formatted(name, JAVA), e);
    }
  }

  /** Waits for the process to end by itself, and wants it to end well. */
  void awaitSuccess(Duration limit) {
    try {
      awaitTrue("end", limit, () -> !process.isAlive());
    } finally {
      kill();
    }
    if (process.exitValue() != 0) {
      throw failure("ended with exit status " + process.exitValue(), null);
    }
  }

  /** Waits until the process is ready; one that ends before is a failure. */
  void awaitReady(Duration limit, Callable<Boolean> ready) {
    try {
      awaitTrue("be ready", limit, () -> !process.isAlive() || ready.call());
      if (!process.isAlive()) {
        throw failure("ended while it was starting", null);
      }
    } catch (IllegalStateException e) {
      kill();
      throw e;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM, and a wait for the end. One that will not end is killed and reported. */
  void stop() {
    process.destroy();
    boolean ended = hasEndedWithin(STOP_LIMIT_MS);
    kill();
    if (!ended) {
      throw failure("did not end within %d ms of SIGTERM".formatted(STOP_LIMIT_MS), null);
    }
  }

  /** SIGKILL: no shutdown hook of the process runs, nothing is flushed, nobody is told. */
  void kill() {
    process.destroyForcibly();
    hasEndedWithin(STOP_LIMIT_MS);
    try {
      Runtime.getRuntime().removeShutdownHook(killAtExit);
    } catch (IllegalStateException exiting) {
      // This JVM is going down; the hook then runs on a process that has ended.
    }
  }

  private boolean hasEndedWithin(long limitMs) {
    try {
      return process.waitFor(limitMs, MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  private void awaitTrue(String what, Duration limit, Callable<Boolean> condition) {
    try {
      await("the %s to %s".formatted(name, what))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .atMost(limit)
          .until(condition);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw failure("took more than %d s to %s".formatted(limit.toSeconds(), what), e);
    }
  }

  private IllegalStateException failure(String what, Exception cause) {
    return new IllegalStateException(
        "The %s %s. Its log, %s, ends with:%n%s".formatted(name, what, log, logTail()), cause);
  }

  private String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(cannot be read: " + e.getMessage() + ")";
    }
  }
}
