package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.upload.SteppedDelivery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/** The lives of the task, one after the other, from each start to its end. */
final class Lives<E extends Entry> implements SimulatedWorker.Watch {
  /**
   * What is taken away comes back before this is over, as it does with a consumer that is well:
   * else a task takes it for deleted.
   */
  private static final long AWAY_MS = 120_000;

  private final World<E> world;
  private final CommittedOffsets committed;
  private final List<SteppedDelivery> zombies = new ArrayList<>();
  private Optional<Life> life = Optional.empty();
  private boolean lagIsHidden;
  private boolean nextCommitFails;
  private boolean isTaskWaiting = true;
  private long brokersBackMs = Long.MAX_VALUE;
  private long restBackMs = Long.MAX_VALUE;

  /** One life. */
  record Life(
      SimulatedWorker worker,
      SimulatedConsumer consumer,
      SteppedDelivery delivery,
      LifeBooks books) {}

  Lives(final World<E> world, final CommittedOffsets committed) {
    this.world = world;
    this.committed = committed;
  }

  /** The life that is lived now; if it is the first, the task starts. */
  Life current() {
    if (life.isEmpty()) {
      begin();
    }
    return life.orElseThrow();
  }

  /** Whether the task has ever been started. */
  boolean hasBegun() {
    return life.isPresent();
  }

  private void begin() {
    if (world.topics().isEmpty()) {
      world.topics().grow("topic", 1, 0);
    }
    final MaacConfig config = world.config();
    final ShownMetrics shown = new ShownMetrics();
    final TaskMetrics metrics = new TaskMetrics(shown, world.time().clock());
    final SimulatedConsumer consumer =
        new SimulatedConsumer(world.topics(), committed, world.dice(), !lagIsHidden);
    final SimulatedWorker worker =
        new SimulatedWorker(
            consumer, world.deadLetters(), this, context -> world.start(config, context, metrics));
    life =
        Optional.of(
            new Life(
                worker,
                consumer,
                worker.delivery(),
                new LifeBooks(worker, consumer, shown, config)));
    worker.assign(world.topics().partitions());
  }

  /** Whether the task's thread is at work, so that it does nothing beside what it waits for. */
  boolean isTaskWaiting() {
    return isTaskWaiting;
  }

  void hideLag() {
    lagIsHidden = true;
  }

  /** One round of worker and uploader, after which so much of the time until the next is slept. */
  void round(final int uploaderSteps, final int sleptPercent) {
    turn(uploaderSteps);
    pass(current().worker().wakeWithinMs() * sleptPercent / 100);
  }

  /** The same with a worker that comes so late to its next round. */
  void lateRound(final int uploaderSteps, final long lateMs) {
    turn(uploaderSteps);
    pass(lateMs);
  }

  /** A worker may be late, and mostly is not. */
  void anyRound() {
    final int uploaderSteps = 1 + world.dice().nextInt(4);
    if (world.dice().onceIn(4)) {
      lateRound(uploaderSteps, world.dice().nextInt(3_000));
    } else {
      round(uploaderSteps, world.dice().nextInt(101));
    }
  }

  /** The task's own part of a round. */
  void poll() {
    if (world.time().clock().monotonicMs() >= brokersBackMs) {
      brokersAreBack();
    }
    if (world.time().clock().monotonicMs() >= restBackMs) {
      assignRest();
    }
    attempt(() -> current().worker().iterate());
  }

  private void turn(final int uploaderSteps) {
    poll();
    zombies.forEach(zombie -> zombie.runDue(uploaderSteps));
    isTaskWaiting = false;
    current().delivery().runDue(uploaderSteps);
    isTaskWaiting = true;
    world.deadLetters().writeSome();
  }

  private void pass(final long ms) {
    world.time().pass(ms);
    world.sandbox().advanceTo(world.time().trueWallMs());
    current().books().checkHeld();
    world.check();
  }

  /** What a worker does every flush interval. */
  void commit() {
    attempt(() -> current().worker().commit());
  }

  /** The task may fail; then an operator repairs what is at fault, and restarts it. */
  private void attempt(final Runnable action) {
    try {
      action.run();
    } catch (final ConnectException e) {
      assertThat(world.isCalm() && !isAskedToFail(e.getMessage()))
          .as("a task failed though nothing went wrong: " + e.getMessage())
          .isFalse();
      operatorRepairs(e.getMessage());
      restart(5_000 + world.dice().nextInt(20_000));
    }
  }

  private boolean isAskedToFail(final String message) {
    return message.contains("segment.max.shrink.percent")
        || (message.contains("skip.invalid.records")
            && world.configured("skip.invalid.records").equals("false"));
  }

  private void operatorRepairs(final String message) {
    if (message.contains("skip.invalid.records")) {
      world.configure("skip.invalid.records", "true");
    }
    if (message.contains("segment.max.shrink.percent")) {
      world.configure("segment.max.shrink.percent", "100");
    }
    world.deadLetters().isRepaired();
    world.taskHasFailed(message);
  }

  /** Ends the task in order, as a REST call does, and starts it again after a while. */
  void restart(final long afterMs) {
    stop();
    startAfter(afterMs);
  }

  /** Ends the task in order. */
  void stop() {
    try {
      current().worker().stop();
    } catch (final ConnectException e) {
      // Connect logs it, and the task ends all the same.
      world.deadLetters().isRepaired();
    }
  }

  /** Ends the process without a word, and starts the task on another worker. */
  void workerDies(final long afterMs) {
    current().worker().die();
    startAfter(afterMs);
  }

  /** The worker loses Kafka but not MAAC: its uploader goes on, beside the task's next life. */
  void workerIsCutOff(final long afterMs) {
    zombies.add(current().delivery());
    world.hasZombie(true);
    world.deadLetters().crash();
    startAfter(afterMs);
  }

  /** What went on beside the task ends. */
  void zombiesEnd() {
    zombies.forEach(SteppedDelivery::close);
    zombies.clear();
    world.hasZombie(false);
  }

  void startAfter(final long ms) {
    life = Optional.empty();
    restBackMs = Long.MAX_VALUE;
    world.time().pass(ms);
    begin();
  }

  /** Takes partitions away. */
  void revoke(final Collection<TopicPartition> partitions, final boolean lost) {
    restBackMs = Math.min(restBackMs, world.time().clock().monotonicMs() + AWAY_MS);
    current();
    world.takesAway();
    attempt(() -> current().worker().revoke(partitions, lost));
  }

  /** Gives the task what it lacks. */
  void assignRest() {
    final Set<TopicPartition> rest = rest();
    if (!rest.isEmpty()) {
      current().worker().assign(rest);
    }
  }

  /** Gives the task what it lacks, and Connect does not open it. */
  void assignRestUnopened() {
    final Set<TopicPartition> rest = rest();
    if (!rest.isEmpty()) {
      current().worker().assignUnopened(rest);
    }
  }

  private Set<TopicPartition> rest() {
    final Set<TopicPartition> rest = new HashSet<>();
    restBackMs = Long.MAX_VALUE;
    final Life now = current();
    rest.addAll(world.topics().partitions());
    rest.removeAll(now.consumer().assigned());
    return rest;
  }

  /** A partition gives nothing for so long; one at a time. */
  void loseBroker(final int partition, final long forMs) {
    if (brokersBackMs == Long.MAX_VALUE) {
      final Life now = current();
      now.consumer().brokerGoes(world.topics().numbered(partition));
      brokersBackMs = world.time().clock().monotonicMs() + forMs;
    }
  }

  void brokersAreBack() {
    current().consumer().brokersAreBack();
    brokersBackMs = Long.MAX_VALUE;
  }

  /** The group's coordinator does not take the next commit. */
  void failNextCommit() {
    nextCommitFails = true;
  }

  @Override
  public void assigns(final Collection<TopicPartition> partitions) {
    world.assigns(partitions);
  }

  @Override
  public void readsAgain(final Collection<TopicPartition> partitions) {
    world.readsAgain(partitions);
  }

  @Override
  public boolean commits(final Map<TopicPartition, Long> offsets) {
    if (nextCommitFails) {
      nextCommitFails = false;
      return false;
    }
    offsets.forEach(
        (partition, offset) ->
            committed.put(partition, offset, current().worker().history(partition)));
    final Map<TopicPartition, Long> ofPresent = new LinkedHashMap<>();
    world.topics().logs().forEach(log -> ofPresent.put(log.partition(), committed.of(log, 0)));
    world.checkCommitted(ofPresent);
    return true;
  }
}
