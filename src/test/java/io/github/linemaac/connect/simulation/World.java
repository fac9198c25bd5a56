package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.task.Pipeline;
import io.github.linemaac.connect.task.SinkContext;
import io.github.linemaac.connect.upload.SteppedDelivery;
import io.github.linemaac.sandbox.Sandbox;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Everything that a history happens to: topics, a worker with the connector's task, MAAC, the
 * dead-letter queue and time. Single-threaded and in hand-set time, so the events and their dice
 * tell the whole story.
 *
 * @param <E> what the topics hold
 */
abstract class World<E extends Entry> {
  private final Dice dice = new Dice();
  private final SimulatedTime time;
  private final Sandbox sandbox;
  private final SimulatedTopics<E> topics = new SimulatedTopics<>();
  private final CommittedOffsets committed = new CommittedOffsets();
  private final SimulatedDeadLetters deadLetters = new SimulatedDeadLetters(dice);
  private final Map<String, String> config = new LinkedHashMap<>();
  private final Lives<E> lives = new Lives<>(this, committed);
  private final TopicChanges<E> changes = new TopicChanges<>(this, committed);
  private boolean calm = true;
  private Stamp stamp = Stamp.NOW;
  private List<Event<? super World<E>>> whileMaacAnswers = List.of();

  /** What producers say when their records were made. */
  enum Stamp {
    NOW,
    /** As of a change stream that is replayed. */
    LONG_AGO,
    /** A producer's clock goes a little before that of others. */
    SLIGHTLY_AHEAD,
    /** A producer's clock is wrong. */
    AHEAD,
    MISSING
  }

  /** A world whose account and time may be those of another one, too. */
  World(final String dataObject, final Sandbox sandbox, final SimulatedTime time) {
    this.sandbox = sandbox;
    this.time = time;
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

  final SimulatedTopics<E> topics() {
    return topics;
  }

  final SimulatedDeadLetters deadLetters() {
    return deadLetters;
  }

  final Lives<E> lives() {
    return lives;
  }

  final TopicChanges<E> changes() {
    return changes;
  }

  final SimulatedWorker worker() {
    return lives.current().worker();
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

  final MaacConfig config() {
    return MaacConfig.of(config);
  }

  /** Records are stamped so from now on. */
  final void stamp(final Stamp next) {
    stamp = next;
  }

  /** These happen while the next call to MAAC is under way. */
  final void whileMaacAnswers(final List<? extends Event<? super World<E>>> events) {
    whileMaacAnswers = List.copyOf(events);
  }

  /** A call to MAAC is under way; if the task's thread waits for it, nothing else happens. */
  final void maacAnswers() {
    if (lives.isTaskWaiting()) {
      return;
    }
    final List<Event<? super World<E>>> events = whileMaacAnswers;
    whileMaacAnswers = List.of();
    events.forEach(event -> event.happenIn(this));
  }

  /** What a record says of when it was made; null: nothing. */
  final Long stampMs() {
    final long nowMs = time.trueWallMs();
    return switch (stamp) {
      case NOW -> nowMs;
      case LONG_AGO -> nowMs - 400L * 86_400_000;
      case SLIGHTLY_AHEAD -> nowMs + 20_000;
      case AHEAD -> nowMs + 86_400_000;
      case MISSING -> null;
    };
  }

  /** Where the next record goes; makes a topic if there is none. */
  final PartitionLog<E> logFor(final int topic, final int hash) {
    if (topics.isEmpty()) {
      topics.grow("topic", 1, 0);
    }
    return topics.logFor(topic, hash);
  }

  /** What the task has now. */
  final Collection<TopicPartition> assigned() {
    return lives.current().consumer().assigned();
  }

  /** Starts a task. */
  abstract Started start(MaacConfig started, SinkContext context, TaskMetrics metrics);

  /** A task that has started, and what steps its uploader. */
  record Started(Pipeline pipeline, SteppedDelivery delivery) {}

  /** Partitions are about to be opened. */
  abstract void assigns(Collection<TopicPartition> partitions);

  /** Partitions are about to be taken away. */
  void takesAway() {
    // Who remembers nothing beyond its records need not know.
  }

  /** Partitions that stay have been given again from before. */
  abstract void readsAgain(Collection<TopicPartition> partitions);

  /** A task goes on sending what it has, beside the one that has its partitions now. */
  abstract void hasZombie(boolean exists);

  /** What an operator does before a task that has failed is restarted. */
  abstract void taskHasFailed(String message);

  /** A partition is another from this offset on. */
  abstract void isCut(TopicPartition partition, long offset);

  /** What was committed of these is taken for done, though nobody may have done it. */
  abstract void isPassedOver(List<E> entries);

  /** What is checked after each round. */
  abstract void check();

  /** These offsets are committed now, of partitions as they are. */
  abstract void checkCommitted(Map<TopicPartition, Long> offsets);

  /** Somebody goes on producing, a little at a time. */
  abstract void produceSomething();

  /** What has to happen so that everything can be delivered. */
  abstract void prepareEnd();

  /** What must be true once all is delivered. */
  abstract void checkBalance();
}
