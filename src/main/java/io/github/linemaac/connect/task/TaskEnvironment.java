package io.github.linemaac.connect.task;

import io.github.linemaac.connect.metrics.MetricsRegistry;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.model.Time;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.connect.sink.ErrantRecordReporter;

/**
 * What a task finds around it.
 *
 * @param reporter Connect's dead-letter queue, if there is one
 * @param context what the pipeline asks of Connect
 * @param random where jitter comes from
 */
public record TaskEnvironment(
    Optional<ErrantRecordReporter> reporter,
    WatchedContext context,
    TaskMetrics metrics,
    Time time,
    RandomGenerator random) {

  /** An environment whose context nobody watches yet. */
  public TaskEnvironment(
      final Optional<ErrantRecordReporter> reporter,
      final SinkContext context,
      final TaskMetrics metrics,
      final Time time,
      final RandomGenerator random) {
    this(reporter, WatchedContext.of(context), metrics, time, random);
  }

  /** What a task finds on a worker. */
  public static TaskEnvironment ofWorker(
      final Optional<ErrantRecordReporter> reporter,
      final SinkContext context,
      final MetricsRegistry registry) {
    final Time time = new SystemTime();
    return new TaskEnvironment(
        reporter, context, new TaskMetrics(registry, time), time, RandomGenerator.getDefault());
  }
}
