package io.github.linemaac.quickstart;

import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.ConnectRest;
import io.github.linemaac.cluster.ConnectorStatus;
import io.github.linemaac.cluster.KafkaTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Watches a connector until everything that was sent to it is done, or nothing moves any more. */
final class DeliveryWatch {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration STANDSTILL_LIMIT = Duration.ofMinutes(3);

  private final ConnectorFile connector;
  private final KafkaTopics topics;
  private final ConnectRest worker;
  private final BooleanSupplier workerRuns;
  private final LongSupplier confirmed;
  private final Consumer<Progress> onProgress;
  private Progress last = Progress.NONE;
  private Instant movedAt = Instant.now();

  /**
   * A watch of a connector.
   *
   * @param workerRuns tells whether the worker has not ended
   * @param confirmed tells how much MAAC has confirmed
   */
  DeliveryWatch(
      ConnectorFile connector,
      KafkaTopics topics,
      ConnectRest worker,
      BooleanSupplier workerRuns,
      LongSupplier confirmed,
      Consumer<Progress> onProgress) {
    this.connector = connector;
    this.topics = topics;
    this.worker = worker;
    this.workerRuns = workerRuns;
    this.confirmed = confirmed;
    this.onProgress = onProgress;
  }

  /**
   * How far the delivery has come.
   *
   * @param confirmed records, or segments, that MAAC has confirmed
   * @param rejected records in the dead-letter topic
   * @param uncommitted records whose offsets are still to be committed
   */
  record Progress(long confirmed, long rejected, long uncommitted) {

    static final Progress NONE = new Progress(0, 0, Long.MAX_VALUE);
  }

  /**
   * Waits for the end of the delivery.
   *
   * @return no lines when it ended well, else what is wrong
   */
  List<String> awaitEnd() {
    return await("the connector to deliver what was sent to it")
        .forever()
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK_EVERY)
        .until(this::look, Optional::isPresent)
        .orElseThrow();
  }

  /** What was rejected so far. */
  Rejections rejections() {
    return Rejections.of(topics.deadLetters(connector.deadLetterTopic()));
  }

  /** Empty while it goes on; no lines when it ended well, else what is wrong. */
  private Optional<List<String>> look() {
    Optional<List<String>> failure = failure();
    if (failure.isPresent()) {
      return failure;
    }
    Progress now = progress();
    onProgress.accept(now);
    if (now.uncommitted() == 0) {
      return Optional.of(List.of());
    }
    if (!now.equals(last)) {
      last = now;
      movedAt = Instant.now();
    }
    return Duration.between(movedAt, Instant.now()).compareTo(STANDSTILL_LIMIT) > 0
        ? Optional.of(
            List.of(
                "Nothing has moved for %d minutes. See the worker's log."
                    .formatted(STANDSTILL_LIMIT.toMinutes())))
        : Optional.empty();
  }

  private Optional<List<String>> failure() {
    if (!workerRuns.getAsBoolean()) {
      return Optional.of(List.of("The worker has ended. See its log."));
    }
    return worker
        .status(connector.name())
        .map(ConnectorStatus::traces)
        .filter(traces -> !traces.isEmpty())
        .map(traces -> traces.stream().flatMap(DeliveryWatch::messages).toList());
  }

  private Progress progress() {
    // The offsets are asked for first: what they cover is in the log and the topic by then.
    long uncommitted = topics.lag(KafkaTopics.groupOf(connector.name()), connector.topic());
    return new Progress(confirmed.getAsLong(), rejected(), uncommitted);
  }

  private long rejected() {
    String topic = connector.deadLetterTopic();
    return topics.exists(topic)
        ? topics.endOffsets(topic).values().stream().mapToLong(end -> end).sum()
        : 0;
  }

  /** The lines of a stack trace that are not frames. */
  private static Stream<String> messages(String trace) {
    return trace.lines().filter(line -> !line.startsWith("\t")).map(String::strip);
  }
}
