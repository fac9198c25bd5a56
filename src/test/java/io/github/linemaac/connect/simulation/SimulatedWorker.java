package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.batching.Lag;
import io.github.linemaac.connect.task.ConsumerView;
import io.github.linemaac.connect.task.Intake;
import io.github.linemaac.connect.task.Pipeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A Connect worker's sink task, its consumer and its group's committed offsets, by the rules that
 * Kafka's own WorkerSinkTask follows.
 */
final class SimulatedWorker implements Intake, ConsumerView {
  private static final int MAX_POLL_RECORDS = 40;

  private final SimulatedTopic topic;
  private final SimulatedDeadLetters deadLetters;
  private final RandomGenerator random;
  private final Function<Intake, Pipeline> starter;
  private final Consumer<Collection<TopicPartition>> assignedCheck;
  private final Consumer<Map<TopicPartition, Long>> committedCheck;
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<TopicPartition, Long> lags = new HashMap<>();
  private final Map<TopicPartition, Long> fetchedTo = new HashMap<>();
  private final Map<TopicPartition, Long> rewindings = new HashMap<>();
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final Set<TopicPartition> paused = new HashSet<>();
  private final Set<TopicPartition> down = new HashSet<>();
  private final boolean showsLag;
  private Pipeline pipeline;
  private boolean commitRequested;
  private long wakeWithinMs;

  /**
   * A worker whose task has all partitions.
   *
   * @param assignedCheck is told of partitions that the task is about to be given
   * @param committedCheck is shown the group's offsets after each commit
   */
  SimulatedWorker(
      final SimulatedTopic topic,
      final SimulatedDeadLetters deadLetters,
      final RandomGenerator random,
      final Function<Intake, Pipeline> starter,
      final Consumer<Collection<TopicPartition>> assignedCheck,
      final Consumer<Map<TopicPartition, Long>> committedCheck) {
    this.topic = topic;
    this.deadLetters = deadLetters;
    this.random = random;
    this.starter = starter;
    this.assignedCheck = assignedCheck;
    this.committedCheck = committedCheck;
    // Records that a transform drops are silence, which only the lag can tell from the end.
    this.showsLag = topic.isFiltered() || random.nextBoolean();
    this.pipeline = starter.apply(this);
    assign(topic.partitions());
  }

  /** One round of the task: a poll, and {@code put()} with what it brought. */
  void poll() {
    wakeWithinMs = Long.MAX_VALUE;
    if (commitRequested) {
      commit();
    }
    goBack();
    // As in Connect, the position moves on only once put() has returned.
    final Map<TopicPartition, Long> fetched = new HashMap<>(positions);
    final List<SinkRecord> records = fetch(fetched);
    pipeline.put(records);
    positions.putAll(fetched);
  }

  /** Connect resumes only what the task asks for; what it does not have any more plays no part. */
  private List<SinkRecord> fetch(final Map<TopicPartition, Long> fetched) {
    final List<SinkRecord> records = new ArrayList<>();
    for (final TopicPartition partition : assigned) {
      if (!paused.contains(partition) && !down.contains(partition)) {
        final long from = positions.get(partition);
        final long left = topic.end(partition) - from;
        // A poll gives something of every partition that has something.
        final long to = from + Math.min(left, 1 + random.nextInt(MAX_POLL_RECORDS));
        for (long offset = from; offset < to; offset++) {
          topic.record(partition, offset).ifPresent(records::add);
        }
        fetched.put(partition, to);
        answered(partition, from, to);
      }
    }
    return records;
  }

  /** A broker answers about a partition only if there is something that it has not said yet. */
  private void answered(final TopicPartition partition, final long from, final long to) {
    final Long before = fetchedTo.put(partition, to);
    if (to > from || before == null || before != from) {
      lags.put(partition, topic.end(partition) - to);
    }
  }

  /** What a worker does every flush interval, and when the task asks for it. */
  void commit() {
    commitRequested = false;
    commitOf(Map.copyOf(positions));
  }

  private void commitOf(final Map<TopicPartition, Long> current) {
    deadLetters.writeAll();
    final Map<TopicPartition, OffsetAndMetadata> asked = new HashMap<>();
    current.forEach((partition, offset) -> asked.put(partition, new OffsetAndMetadata(offset)));
    pipeline
        .preCommit(asked)
        .forEach(
            (partition, offset) -> {
              assertThat(assigned).as("commits only what it has").contains(partition);
              assertThat(offset.offset()).isLessThanOrEqualTo(current.get(partition));
              committed.put(partition, offset.offset());
            });
    committedCheck.accept(committed);
  }

  /** Gives partitions to the task; it reads on from what was committed. */
  void assign(final Collection<TopicPartition> partitions) {
    for (final TopicPartition partition : partitions) {
      assigned.add(partition);
      positions.put(partition, committed.getOrDefault(partition, 0L));
    }
    // As with Connect's eager rebalancing: what was paused and comes back is paused still.
    paused.retainAll(assigned);
    assignedCheck.accept(partitions);
    pipeline.open(partitions);
    goBack();
  }

  /**
   * Takes partitions away from the task.
   *
   * @param lost whether it comes too late for a last commit
   */
  void revoke(final Collection<TopicPartition> partitions, final boolean lost) {
    final Set<TopicPartition> revoked = new HashSet<>(partitions);
    revoked.retainAll(assigned);
    if (!lost) {
      // Connect's positions keep some partitions that were revoked long ago.
      final Map<TopicPartition, Long> current = new HashMap<>();
      positions.forEach(
          (partition, offset) -> {
            if (revoked.contains(partition) || !assigned.contains(partition)) {
              current.put(partition, offset);
            }
          });
      commitOf(current);
    }
    pipeline.close(random.nextBoolean() ? revoked : partitionsNotKept(revoked));
    assigned.removeAll(revoked);
    if (random.nextBoolean()) {
      // If it goes on polling before they come back, the consumer forgets their lag.
      lags.keySet().removeAll(revoked);
    }
    rewindings.keySet().removeAll(revoked);
  }

  /** As in Connect, at once after an assignment, else after a commit that is due before a poll. */
  private void goBack() {
    positions.putAll(rewindings);
    rewindings.clear();
  }

  private Set<TopicPartition> partitionsNotKept(final Set<TopicPartition> revoked) {
    final Set<TopicPartition> notKept = new HashSet<>(topic.partitions());
    notKept.removeIf(partition -> assigned.contains(partition) && !revoked.contains(partition));
    return notKept;
  }

  /** Gives the task what it lacks. */
  void assignRest() {
    final Set<TopicPartition> rest = new HashSet<>(topic.partitions());
    rest.removeAll(assigned);
    if (!rest.isEmpty()) {
      assign(rest);
    }
  }

  /** Stops the task in order, as after a failure or a REST call, and starts it again. */
  void restart() {
    commit();
    pipeline.close(Set.copyOf(assigned));
    begin();
  }

  /** Ends the process without a word, and starts the task on another worker. */
  void crash() {
    deadLetters.crash();
    begin();
  }

  private void begin() {
    pipeline.close();
    assigned.clear();
    paused.clear();
    positions.clear();
    lags.clear();
    fetchedTo.clear();
    rewindings.clear();
    commitRequested = false;
    pipeline = starter.apply(this);
    assign(topic.partitions());
  }

  /** What the task has now. */
  Set<TopicPartition> assigned() {
    return assigned;
  }

  /**
   * A partition gives nothing until {@link #brokersAreBack}. Only where its lag is shown: else
   * silence deceives any task.
   */
  void brokerGoes(final TopicPartition partition) {
    if (showsLag) {
      down.add(partition);
    }
  }

  void brokersAreBack() {
    down.clear();
  }

  /** Whether everything is consumed, accounted for and committed. */
  boolean isCaughtUp() {
    return topic.partitions().stream()
        .allMatch(partition -> committed.getOrDefault(partition, 0L) == topic.end(partition));
  }

  /** How long a poll without records would last, in milliseconds; at most 60 seconds. */
  long wakeWithinMs() {
    return Math.min(60_000, wakeWithinMs);
  }

  @Override
  public void pause(final Collection<TopicPartition> partitions) {
    assertThat(assigned).containsAll(partitions);
    paused.addAll(partitions);
  }

  @Override
  public void resume(final Collection<TopicPartition> partitions) {
    assertThat(assigned).containsAll(partitions);
    paused.removeAll(partitions);
  }

  @Override
  public void wakeWithin(final long timeoutMs) {
    wakeWithinMs = timeoutMs;
  }

  @Override
  public void requestCommit() {
    commitRequested = true;
  }

  @Override
  public void rewind(final Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> rewindings.put(partition, 0L));
  }

  @Override
  public void rewindTo(final Map<TopicPartition, Long> offsets) {
    rewindings.putAll(offsets);
  }

  @Override
  public ConsumerView consumer() {
    return this;
  }

  @Override
  public boolean isHeldByUser() {
    return false;
  }

  @Override
  public Lag lag(final TopicPartition partition) {
    if (!showsLag) {
      return new Lag.Hidden();
    }
    return lags.containsKey(partition) ? new Lag.Known(lags.get(partition)) : new Lag.Awaited();
  }

  @Override
  public String toString() {
    return "committed " + committed + ", positions " + positions + ", paused " + paused;
  }
}
