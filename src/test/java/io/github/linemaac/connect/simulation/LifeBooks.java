package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.DataObject;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.support.ShownMetrics;

/** What must be true of one life of a task: how much it holds, and that its metrics add up. */
final class LifeBooks {
  /** docs/operate.md: records of four batches, or 128 MiB. */
  private static final int BATCHES_HELD = 4;

  private static final long MAX_HELD_BYTES = 128L << 20;

  private final SimulatedWorker worker;
  private final SimulatedConsumer consumer;
  private final ShownMetrics metrics;
  private final MaacConfig config;

  LifeBooks(
      final SimulatedWorker worker,
      final SimulatedConsumer consumer,
      final ShownMetrics metrics,
      final MaacConfig config) {
    this.worker = worker;
    this.consumer = consumer;
    this.metrics = metrics;
    this.config = config;
  }

  /** No more is held than what makes it pause, and the poll that did. */
  void checkHeld() {
    // Of what Connect has not opened, a task knows only once it has given something.
    final int polls = worker.hasOpenedAll() ? 1 : 2;
    assertThat(metrics.of(Metric.BUFFERED_RECORDS))
        .as("records held")
        .isBetween(
            0.0,
            (double) BATCHES_HELD * config.delivery().batchMaxRecords()
                + polls * consumer.largestPollRecords());
    assertThat(metrics.of(Metric.BUFFERED_BYTES))
        .as("bytes held")
        .isBetween(0.0, (double) (MAX_HELD_BYTES + polls * consumer.largestPollBytes()));
  }

  /** No record has waited longer than this. */
  void checkNoneWaits(final long longestMs) {
    assertThat(metrics.of(Metric.OLDEST_UNCONFIRMED_RECORD_AGE))
        .as("how long the oldest record has waited, while records keep coming")
        .isLessThanOrEqualTo((double) longestMs);
  }

  /** Whether everything that was given is confirmed or rejected, as far as the task says. */
  boolean holdsNothing() {
    return metrics.of(Metric.BUFFERED_RECORDS) == 0
        && metrics.of(Metric.OLDEST_UNCONFIRMED_RECORD_AGE) == 0;
  }

  /** Once all is delivered, nothing is held, and what was given is what was done. */
  void checkEnd() {
    assertThat(metrics.of(Metric.BUFFERED_RECORDS)).as("records held in the end").isZero();
    assertThat(metrics.of(Metric.BUFFERED_BYTES)).as("bytes held in the end").isZero();
    assertThat(metrics.of(Metric.OLDEST_UNCONFIRMED_RECORD_AGE))
        .as("age of what is held in the end")
        .isZero();
    assertThat(metrics.of(Metric.PAUSED)).as("back-pressure in the end").isZero();
    if (worker.given().isWhole() && config.schedule().schedule().isEmpty()) {
      // Else some were only looked at, or were given back.
      assertThat(Math.round(metrics.of(Metric.RECORDS_RECEIVED)))
          .as("records received")
          .isEqualTo(worker.given().records());
    }
    if (worker.given().isWhole()) {
      checkWhole();
    }
  }

  private void checkWhole() {
    final SimulatedWorker.Given given = worker.given();
    if (config.dataObject() == DataObject.SEGMENTS) {
      assertThat(Math.round(metrics.of(Metric.RECORDS_REJECTED)))
          .as("rejected")
          .isEqualTo(given.bad());
    } else if (!config.members().reportsUnmatched()) {
      assertThat(
              Math.round(
                  metrics.of(Metric.RECORDS_DELIVERED) + metrics.of(Metric.RECORDS_REJECTED)))
          .as("delivered and rejected")
          .isEqualTo(given.records() - given.ignored());
    }
  }

  @Override
  public String toString() {
    return "held "
        + metrics.of(Metric.BUFFERED_RECORDS)
        + ", oldest "
        + metrics.of(Metric.OLDEST_UNCONFIRMED_RECORD_AGE)
        + " ms";
  }
}
