package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.sandbox.Sandbox;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.task.Intake;
import io.github.linemaac.connect.task.Pipeline;
import io.github.linemaac.connect.task.TaskMetrics;
import io.github.linemaac.connect.upload.SteppedDelivery;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Everything that a history happens to: topics, a worker with the connector's task, MAAC, the
 * dead-letter queue and time. Single-threaded and in hand-set time, so the events and their dice
 * tell the whole story.
 *
 * @param <E> what the topics hold
 */
abstract class World<E extends Entry> implements SimulatedWorker.Watch {
  /** In the end, time enough for whatever was waited for. */
  private static final int MAX_HEALING_ROUNDS = 20_000;

  private final Dice dice = new Dice();
  private final SimulatedTime time = new SimulatedTime();
  private final Sandbox sandbox = new Sandbox();
  private final Topics<E> topics = new Topics<>();
  private final CommittedOffsets committed = new CommittedOffsets();
  private final SimulatedDeadLetters deadLetters = new SimulatedDeadLetters(dice);
  private final Map<String, String> config = new LinkedHashMap<>();
  private Optional<Life> life = Optional.empty();
  private Optional<SteppedDelivery<?>> delivery = Optional.empty();
  private boolean calm = true;
  private boolean lagIsHidden;
  private boolean nextCommitFails;
  private long brokersBackMs = Long.MAX_VALUE;

  /** One life of the task, from its start to its end. */
  private record Life(SimulatedWorker worker, SimulatedConsumer consumer, LifeBooks books) {}

  World(final String dataObject) {
    config.put("api.token", sandbox.settings().token);
    config.put("data.object", dataObject);
    config.put("import.timeout.ms", "60000");
    config.put("delivery.timeout.ms", "0");
  }

  final Dice dice() {
    return dice;
  }

  final SimulatedTime time() {
    return time;
  }

  final Sandbox sandbox() {
    return sandbox;
  }

  final Topics<E> topics() {
    return topics;
  }

  final SimulatedDeadLetters deadLetters() {
    return deadLetters;
  }

  /** Something happens; whether something may go wrong by it. */
  final void happens(final boolean isCalm) {
    calm &= isCalm;
  }

  /** Whether nothing has happened yet that goes wrong. */
  final boolean isCalm() {
    return calm;
  }

  /** Takes effect when the task starts the next time. */
  final void configure(final String key, final String value) {
    config.put(key, value);
  }

  final String configured(final String key) {
    return config.getOrDefault(key, "");
  }

  /** Where the next record goes; makes a topic if there is none. */
  final PartitionLog<E> logFor(final int topic, final int hash) {
    if (topics.isEmpty()) {
      topics.grow("topic", 1, 0);
    }
    return topics.logFor(topic, hash);
  }

  final void hideLag() {
    lagIsHidden = true;
  }

  final SimulatedWorker worker() {
    return life().worker();
  }

  private Life life() {
    if (life.isEmpty()) {
      begin();
    }
    return life.orElseThrow();
  }

  private void begin() {
    if (topics.isEmpty()) {
      topics.grow("topic", 1, 0);
    }
    final MaacConfig started = MaacConfig.of(config);
    final ShownMetrics metrics = new ShownMetrics();
    final SimulatedConsumer consumer = new SimulatedConsumer(topics, committed, dice, !lagIsHidden);
    final SimulatedWorker worker =
        new SimulatedWorker(
            consumer,
            deadLetters,
            this,
            intake ->
                start(started, intake, new TaskMetrics(metrics, time.clock(), time.wallMs())));
    life =
        Optional.of(new Life(worker, consumer, new LifeBooks(worker, consumer, metrics, started)));
    worker.assign(topics.partitions());
  }

  /** Starts a task, and says what steps its uploader by {@link #steps}. */
  abstract Pipeline start(MaacConfig started, Intake intake, TaskMetrics metrics);

  /** The uploader of the task that starts. */
  final void steps(final SteppedDelivery<?> started) {
    delivery = Optional.of(started);
  }

  final SteppedDelivery<?> delivery() {
    return delivery.orElseThrow();
  }

  /** One round of worker and uploader, after which so much of the time until the next is slept. */
  final void round(final int uploaderSteps, final int sleptPercent) {
    turn(uploaderSteps);
    pass(worker().wakeWithinMs() * sleptPercent / 100);
  }

  /** The same with a worker that comes so late to its next round. */
  final void lateRound(final int uploaderSteps, final long lateMs) {
    turn(uploaderSteps);
    pass(lateMs);
  }

  /** A worker may be late, and mostly is not. */
  private void anyRound() {
    final int uploaderSteps = 1 + dice.nextInt(4);
    if (dice.onceIn(4)) {
      lateRound(uploaderSteps, dice.nextInt(3_000));
    } else {
      round(uploaderSteps, dice.nextInt(101));
    }
  }

  private void turn(final int uploaderSteps) {
    if (time.clock().getAsLong() >= brokersBackMs) {
      brokersAreBack();
    }
    attempt(() -> worker().iterate());
    delivery().runDue(uploaderSteps);
    deadLetters.writeSome();
  }

  private void pass(final long ms) {
    time.pass(ms);
    sandbox.advanceTo(time.trueWallMs());
    life().books().checkHeld();
    check();
  }

  /** What a worker does every flush interval. */
  final void commit() {
    attempt(() -> worker().commit());
  }

  /** The task may fail; then an operator repairs what is at fault, and restarts it. */
  private void attempt(final Runnable action) {
    try {
      action.run();
    } catch (final ConnectException e) {
      assertThat(calm && !isAskedToFail(e.getMessage()))
          .as("a task failed though nothing went wrong: " + e.getMessage())
          .isFalse();
      operatorRepairs(e.getMessage());
      restart(5_000 + dice.nextInt(20_000));
    }
  }

  private boolean isAskedToFail(final String message) {
    return configured("skip.invalid.records").equals("false")
        && message.contains("skip.invalid.records");
  }

  private void operatorRepairs(final String message) {
    if (isAskedToFail(message)) {
      configure("skip.invalid.records", "true");
    }
    deadLetters.isRepaired();
    taskHasFailed(message);
  }

  /** What an operator does before a task that has failed is restarted. */
  abstract void taskHasFailed(String message);

  /** What is checked after each round. */
  abstract void check();

  /** Ends the task in order, as a REST call does, and starts it again after a while. */
  final void restart(final long afterMs) {
    stop();
    startAfter(afterMs);
  }

  private void stop() {
    try {
      worker().stop();
    } catch (final ConnectException e) {
      // Connect logs it, and the task ends all the same.
      deadLetters.isRepaired();
    }
  }

  /** Ends the process without a word, and starts the task on another worker. */
  final void workerDies(final long afterMs) {
    worker().die();
    startAfter(afterMs);
  }

  private void startAfter(final long ms) {
    life = Optional.empty();
    time.pass(ms);
    begin();
  }

  /** Takes partitions away, those with these numbers. */
  final void revoke(final Collection<Integer> partitions, final boolean lost) {
    final Set<TopicPartition> revoked = new HashSet<>();
    final Life now = life();
    partitions.forEach(number -> revoked.add(topics.numbered(number)));
    now.worker().revoke(revoked, lost);
  }

  /** A topic is made or grows, which makes the group balance anew. */
  final void grow(final String topic, final int partitions, final long beginning) {
    final Set<TopicPartition> before = Set.copyOf(topics.partitions());
    life.ifPresent(now -> now.worker().revoke(before, false));
    topics.grow(topic, partitions, beginning);
    life.ifPresent(now -> now.worker().assign(topics.partitions()));
  }

  /** A topic is no more, and the group balances anew; but one topic stays. */
  final void delete(final String topic) {
    if (topics.topicCount() > 1 && !topics.partitionsOf(topic).isEmpty()) {
      life.ifPresent(now -> now.worker().revoke(topics.partitions(), false));
      final List<TopicPartition> gone = List.copyOf(topics.partitionsOf(topic));
      gone.forEach(partition -> cut(partition, 0));
      topics.delete(topic);
      life.ifPresent(now -> now.worker().assign(topics.partitions()));
    }
  }

  /** A topic is deleted and made again before anybody notices. */
  final void makeAgain(final String topic) {
    topics.partitionsOf(topic).forEach(partition -> cut(partition, 0));
  }

  /** A partition keeps only so much of what it has, and goes on from there. */
  final void truncate(final int partition, final int keptPercent) {
    if (!topics.isEmpty()) {
      final PartitionLog<E> log = topics.log(topics.numbered(partition));
      final long kept = (log.end() - log.beginning()) * keptPercent / 100;
      cut(log.partition(), log.beginning() + kept);
    }
  }

  private void cut(final TopicPartition partition, final long offset) {
    topics.cut(partition, offset);
    life.ifPresent(now -> now.worker().losesHistory());
    isCut(partition, topics.log(partition).end());
  }

  /** A partition is another from this offset on. */
  abstract void isCut(TopicPartition partition, long offset);

  /** Somebody sets a committed offset over REST, for which the connector is stopped. */
  final void alterOffset(final int partition, final int percent) {
    stop();
    final PartitionLog<E> log = topics.log(topics.numbered(partition));
    final long altered = log.beginning() + (log.end() - log.beginning()) * percent / 100;
    isAltered(log, committed.of(log, log.beginning()), altered);
    committed.put(log.partition(), altered, log.history());
    startAfter(1_000);
  }

  /** What was committed is set from one offset to another. */
  abstract void isAltered(PartitionLog<E> log, long from, long to);

  /** Gives the task what it lacks. */
  final void assignRest() {
    final Set<TopicPartition> rest = rest();
    if (!rest.isEmpty()) {
      worker().assign(rest);
    }
  }

  /** Gives the task what it lacks, and Connect does not open it. */
  final void assignRestUnopened() {
    final Set<TopicPartition> rest = rest();
    if (!rest.isEmpty()) {
      worker().assignUnopened(rest);
    }
  }

  private Set<TopicPartition> rest() {
    final Set<TopicPartition> rest = new HashSet<>(topics.partitions());
    rest.removeAll(assigned());
    return rest;
  }

  /** What the task has now. */
  final Set<TopicPartition> assigned() {
    return life().consumer().assigned();
  }

  /** A partition gives nothing for so long; one at a time. */
  final void loseBroker(final int partition, final long forMs) {
    if (brokersBackMs == Long.MAX_VALUE) {
      life().consumer().brokerGoes(topics.numbered(partition));
      brokersBackMs = time.clock().getAsLong() + forMs;
    }
  }

  private void brokersAreBack() {
    life().consumer().brokersAreBack();
    brokersBackMs = Long.MAX_VALUE;
  }

  @Override
  public final boolean commits(final Map<TopicPartition, Long> offsets) {
    if (nextCommitFails) {
      nextCommitFails = false;
      return false;
    }
    offsets.forEach(
        (partition, offset) -> committed.put(partition, offset, worker().history(partition)));
    final Map<TopicPartition, Long> ofPresent = new LinkedHashMap<>();
    topics.logs().forEach(log -> ofPresent.put(log.partition(), committed.of(log, 0)));
    checkCommitted(ofPresent);
    return true;
  }

  /** The group's coordinator does not take the next commit. */
  final void failNextCommit() {
    nextCommitFails = true;
  }

  /** These offsets are committed now, of partitions as they are. */
  abstract void checkCommitted(Map<TopicPartition, Long> offsets);

  /** All is healed; everything is delivered, and the books must balance. */
  final void end() {
    heal();
    checkBalance();
    // What was delivered is known to the metrics by the next round.
    round(1, 0);
    life().books().checkEnd();
  }

  private void heal() {
    sandbox.faults().clear();
    deadLetters.isRepaired();
    life();
    brokersAreBack();
    worker().heldByUser(false);
    if (!worker().hasOpenedAll()) {
      restart(1_000);
    }
    assignRest();
    prepareEnd();
    for (int i = 0; i < MAX_HEALING_ROUNDS && !isDelivered(); i++) {
      anyRound();
      if (i % 50 == 0) {
        commit();
      }
      if (i % 500 == 499) {
        // An import that never ends blocks the account until MAAC's support clears it.
        sandbox.imports().abandonRunning(time.trueWallMs());
      }
    }
    assertThat(isDelivered())
        .as("everything is committed to the end, but: %s of %s", worker(), committed)
        .isTrue();
  }

  /** What has to happen so that everything can be delivered. */
  abstract void prepareEnd();

  /** What must be true once all is delivered. */
  abstract void checkBalance();

  /** With late offsets, what is committed says little about what is delivered. */
  private boolean isDelivered() {
    return !delivery().isUnderWay()
        && life().books().holdsNothing()
        && life().consumer().isAtEnd()
        && topics.logs().stream()
            .allMatch(log -> log.isEmpty() || committed.of(log, 0) == log.afterLast());
  }
}
