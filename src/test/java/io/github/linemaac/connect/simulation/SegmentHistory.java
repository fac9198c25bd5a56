package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.batching.SegmentUpload;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.sandbox.Fault;
import io.github.linemaac.connect.sandbox.Sandbox;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.task.Intake;
import io.github.linemaac.connect.task.Pipeline;
import io.github.linemaac.connect.task.PipelineFactory;
import io.github.linemaac.connect.task.TaskMetrics;
import io.github.linemaac.connect.upload.Outbox;
import io.github.linemaac.connect.upload.SteppedDelivery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/** One random life of a connector that keeps lists, from a seed; see {@link History}. */
final class SegmentHistory {
  private static final long REQUEST_TIMEOUT_MS = 5_000;

  /** A broker that says nothing for longer may deceive, where it was asked before. */
  private static final int LONGEST_SILENCE_MS = 40_000;

  private static final String PATHS = "/openapi/v1/";

  private final Random random;
  private final HandSetClock clock = new HandSetClock();
  private final Sandbox sandbox = new Sandbox();
  private final MaacConfig config;
  private final SegmentFeed feed;
  private final SimulatedDeadLetters deadLetters;
  private final SegmentBooks books;
  private final SimulatedWorker worker;
  private final boolean calm;
  private SteppedDelivery<SegmentUpload> delivery;
  private long brokersBackMs = Long.MAX_VALUE;

  SegmentHistory(final long seed) {
    this.random = new Random(seed);
    clock.advance(1_000_000);
    this.calm = random.nextInt(5) == 0;
    this.feed = new SegmentFeed(random, clock);
    this.deadLetters = new SimulatedDeadLetters(random);
    this.config = config();
    this.books = new SegmentBooks(feed, deadLetters, sandbox, isTopicBaseline());
    final var segments = sandbox.settings().segments;
    segments.dropsUnknownContacts = false;
    segments.readyAfterMs = pick(List.of(0L, 700L, 5_000L));
    segments.namesUnique = random.nextBoolean();
    sandbox.settings().pageSize = pick(List.of(1, 300));
    feed.produce(random.nextInt(60));
    this.worker =
        new SimulatedWorker(
            feed, deadLetters, random, this::start, this::assigned, books::checkCommitted);
  }

  /** Changes to MAAC's list are no less whole when only some partitions have come back. */
  private void assigned(final Collection<TopicPartition> partitions) {
    if (isTopicBaseline() || partitions.size() == feed.partitions().size()) {
      books.assigned(partitions);
    }
  }

  private boolean isTopicBaseline() {
    return config.segments().baseline() == SegmentSettings.Baseline.TOPIC;
  }

  private MaacConfig config() {
    return MaacConfig.of(
        Map.of(
            "api.token",
            sandbox.settings().token,
            "data.object",
            "segments",
            "segment.upload.interval.ms",
            pick(List.of("0", "3000", "60000")),
            "segment.max.shrink.percent",
            "100",
            "segment.baseline",
            random.nextInt(3) == 0 ? "maac" : "topic",
            "segment.baseline.lag.ms",
            pick(List.of("0", "20000")),
            "import.timeout.ms",
            "60000",
            "delivery.timeout.ms",
            pick(List.of("0", "0", "90000")),
            "delivery.schedule",
            pick(List.of("", "", "* * * * *", "*/7 * * * *"))));
  }

  private Pipeline start(final Intake intake) {
    final Outbox<SegmentUpload> outbox = PipelineFactory.segmentOutbox();
    final MaacApi api = new SimulatedMaac(sandbox, clock, random, REQUEST_TIMEOUT_MS, body -> {});
    delivery =
        new SteppedDelivery<>(
            outbox,
            PipelineFactory.segmentUploader(config, outbox, api, random, clock, clock),
            clock);
    return PipelineFactory.segmentPipeline(
        config,
        delivery,
        Optional.of(deadLetters.reporter()),
        intake,
        new TaskMetrics(new ShownMetrics(), clock, clock),
        clock,
        clock);
  }

  /** Lives the history, and checks it all along and at its end. */
  void live() {
    final int rounds = 20 + random.nextInt(120);
    for (int i = 0; i < rounds; i++) {
      if (random.nextInt(4) == 0) {
        feed.produce(random.nextInt(20));
      }
      if (random.nextInt(40) == 0) {
        feed.empty();
      }
      if (!calm && random.nextInt(12) == 0) {
        disturb();
      }
      if (random.nextInt(10) == 0) {
        worker.commit();
      }
      round();
    }
    heal();
    books.checkBalance();
  }

  private void round() {
    if (clock.getAsLong() >= brokersBackMs) {
      worker.brokersAreBack();
      brokersBackMs = Long.MAX_VALUE;
    }
    try {
      worker.poll();
    } catch (final ConnectException e) {
      assertThat(calm).as("a task failed though nothing went wrong: " + e.getMessage()).isFalse();
      clock.advance(5_000 + random.nextInt(20_000));
      worker.restart();
    }
    delivery.runDue(1 + random.nextInt(4));
    // A worker may be late, and mostly is not.
    clock.advance(random.nextLong(random.nextInt(4) == 0 ? 3_000 : worker.wakeWithinMs() + 1));
    sandbox.advanceTo(clock.getAsLong());
    books.checkUploads();
  }

  private void disturb() {
    switch (random.nextInt(8)) {
      case 0 -> {
        clock.advance(5_000 + random.nextInt(20_000));
        worker.crash();
        if (random.nextBoolean()) {
          // Of a partition that was never fetched, no silence is too long.
          loseBroker(600_000);
        }
      }
      case 1 -> {
        worker.revoke(somePartitions(), random.nextInt(4) == 0);
        if (random.nextBoolean()) {
          worker.assignRest();
          loseBroker(LONGEST_SILENCE_MS);
        }
      }
      case 2 -> worker.assignRest();
      case 3 -> loseBroker(LONGEST_SILENCE_MS);
      default -> sandbox.faults().next(1 + random.nextInt(3), "", PATHS, fault());
    }
  }

  private void loseBroker(final int longestMs) {
    if (brokersBackMs == Long.MAX_VALUE) {
      worker.brokerGoes(pick(feed.partitions()));
      brokersBackMs = clock.getAsLong() + random.nextInt(longestMs);
    }
  }

  private Set<TopicPartition> somePartitions() {
    return random.nextBoolean() ? Set.copyOf(feed.partitions()) : Set.of(pick(feed.partitions()));
  }

  private Fault fault() {
    return switch (random.nextInt(12)) {
      case 0 -> Fault.status(500);
      case 1 -> Fault.status(503, 2);
      case 2 -> Fault.status(429, 7);
      case 3 -> Fault.status(413);
      case 4 -> new Fault.ConnectionLost(false);
      case 5 -> new Fault.ConnectionLost(true);
      case 6 -> new Fault.Hangs(pick(List.of(1_000L, 60_000L)), random.nextBoolean());
      case 7 -> new Fault.HalfBody();
      case 8 -> new Fault.NotJson();
      case 9 -> new Fault.EndlessBody();
      case 10 -> Fault.status(404);
      default -> Fault.status(pick(List.of(400, 401, 403)));
    };
  }

  private void heal() {
    sandbox.faults().clear();
    worker.brokersAreBack();
    worker.assignRest();
    if (!isTopicBaseline()) {
      // The last who have left a list of MAAC are never committed, unless somebody joins it.
      feed.fill();
    }
    for (int i = 0; i < 20_000 && !isHealed(); i++) {
      round();
      if (i % 50 == 0) {
        worker.commit();
      }
    }
    assertThat(worker.isCaughtUp())
        .as("everything is committed to the end, but: %s", worker)
        .isTrue();
  }

  /** With late offsets, what is committed says little about what is delivered. */
  private boolean isHealed() {
    return worker.isCaughtUp() && !delivery.isUnderWay();
  }

  private <T> T pick(final List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
