package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.sandbox.Fault;
import io.github.linemaac.connect.sandbox.ImportFate;
import io.github.linemaac.connect.sandbox.Sandbox;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.task.Intake;
import io.github.linemaac.connect.task.Pipeline;
import io.github.linemaac.connect.task.PipelineFactory;
import io.github.linemaac.connect.task.TaskMetrics;
import io.github.linemaac.connect.upload.Outbox;
import io.github.linemaac.connect.upload.SteppedDelivery;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * One random life of a connector, from a seed: records come, MAAC fails in every way it knows,
 * partitions go and come back, the process dies. In the end all is healed, and the books must
 * balance.
 */
final class History {
  private static final long REQUEST_TIMEOUT_MS = 5_000;
  private static final String IMPORTS = "/openapi/v1/member/import/";

  private final Random random;
  private final HandSetClock clock = new HandSetClock();
  private final Sandbox sandbox = new Sandbox();
  private final ImportKey importKey;
  private final MaacConfig config;
  private final Feed feed;
  private final SimulatedDeadLetters deadLetters;
  private final Books books;
  private final SimulatedWorker worker;
  private final boolean calm;
  private SteppedDelivery<Batch> delivery;

  History(final long seed) {
    this.random = new Random(seed);
    this.importKey = pick(List.of(ImportKey.values()));
    this.calm = random.nextInt(5) == 0;
    this.feed = new Feed(random, importKey, clock);
    this.deadLetters = new SimulatedDeadLetters(random);
    this.books = new Books(feed, deadLetters, sandbox, importKey);
    this.config = config();
    prepareSandbox();
    this.worker =
        new SimulatedWorker(
            feed, deadLetters, random, this::start, partitions -> {}, books::checkCommitted);
  }

  private MaacConfig config() {
    return MaacConfig.of(
        Map.of(
            "api.token", sandbox.settings().token,
            "data.object", "members",
            "import.key", importKey.jsonName(),
            "batch.max.records", Integer.toString(1 + random.nextInt(40)),
            "flush.interval.ms", Integer.toString(random.nextInt(5_000)),
            "import.timeout.ms", "60000",
            "delivery.timeout.ms", pick(List.of("0", "0", "90000")),
            "delivery.schedule", pick(List.of("", "", "* * * * *", "*/7 * * * *"))));
  }

  private void prepareSandbox() {
    final var imports = sandbox.settings().imports;
    imports.durationMs = pick(List.of(0L, 700L, 4_500L));
    imports.concurrentStatus = pick(List.of(429, 400, 403));
    // The import key decides; that MAAC creates nobody by customer_id would only hide records.
    imports.keysThatCreate = EnumSet.allOf(io.github.linemaac.connect.sandbox.MemberField.class);
    books.makeMaacPicky();
  }

  private Pipeline start(final Intake intake) {
    final Outbox<Batch> outbox = PipelineFactory.memberOutbox(config);
    final MaacApi api =
        new SimulatedMaac(sandbox, clock, random, REQUEST_TIMEOUT_MS, this::checkImport);
    delivery =
        new SteppedDelivery<>(
            outbox, PipelineFactory.memberUploader(config, outbox, api, random, clock), clock);
    return PipelineFactory.memberPipeline(
        config,
        delivery,
        Optional.of(deadLetters.reporter()),
        intake,
        new TaskMetrics(new ShownMetrics(), clock, clock),
        clock,
        clock);
  }

  private void checkImport(final String body) {
    books.checkIsOfPartitions(body, worker.assigned());
  }

  /** Lives the history, and checks it all along and at its end. */
  void live() {
    final int rounds = 20 + random.nextInt(120);
    for (int i = 0; i < rounds; i++) {
      if (random.nextInt(3) == 0) {
        feed.produce(random.nextInt(30));
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
    books.checkBalance(calm, clock.getAsLong());
  }

  private void round() {
    try {
      worker.poll();
    } catch (final ConnectException e) {
      assertThat(calm).as("a task failed though nothing went wrong: " + e.getMessage()).isFalse();
      operatorRestarts();
    }
    delivery.runDue(1 + random.nextInt(4));
    // A worker may be late, and mostly is not.
    clock.advance(random.nextLong(random.nextInt(4) == 0 ? 3_000 : worker.wakeWithinMs() + 1));
    sandbox.advanceTo(clock.getAsLong());
    books.checkOrder();
  }

  private void operatorRestarts() {
    books.expectReplays();
    sandbox.imports().abandonRunning(clock.getAsLong());
    clock.advance(5_000 + random.nextInt(20_000));
    worker.restart();
  }

  private void disturb() {
    switch (random.nextInt(6)) {
      case 0 -> {
        books.expectReplays();
        worker.crash();
        clock.advance(5_000 + random.nextInt(20_000));
      }
      case 1 -> {
        books.expectReplays();
        worker.revoke(somePartitions(), random.nextInt(4) == 0);
      }
      case 2 -> worker.assignRest();
      default -> sandbox.faults().next(1 + random.nextInt(3), "", IMPORTS, fault());
    }
  }

  private Set<TopicPartition> somePartitions() {
    return random.nextBoolean() ? Set.copyOf(feed.partitions()) : Set.of(pick(feed.partitions()));
  }

  private Fault fault() {
    return switch (random.nextInt(13)) {
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
      case 11 -> random.nextInt(5) == 0 ? Fault.status(401) : Fault.status(502);
      default -> new Fault.ImportEnds(pick(List.of(ImportFate.values())));
    };
  }

  private void heal() {
    sandbox.faults().clear();
    worker.assignRest();
    for (int i = 0; i < 20_000 && !worker.isCaughtUp(); i++) {
      round();
      if (i % 50 == 0) {
        worker.commit();
      }
      if (i % 500 == 499) {
        // An import that never ends blocks the account until MAAC's support clears it.
        sandbox.imports().abandonRunning(clock.getAsLong());
      }
    }
    assertThat(worker.isCaughtUp())
        .as("everything is committed to the end, but: %s %s", worker, sandbox.imports().stats())
        .isTrue();
  }

  private <T> T pick(final List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
