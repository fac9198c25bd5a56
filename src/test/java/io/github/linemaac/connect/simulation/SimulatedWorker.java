package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.task.ConsumerView;
import io.github.linemaac.connect.task.Pipeline;
import io.github.linemaac.connect.task.SinkContext;
import io.github.linemaac.connect.upload.SteppedDelivery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One life of a sink task in a worker, by the rules that Kafka's own WorkerSinkTask (4.3) follows:
 * what it calls when, which offsets it asks for and commits, what it does with pauses and rewinds.
 */
final class SimulatedWorker implements SinkContext {
  private final SimulatedConsumer consumer;
  private final SimulatedDeadLetters deadLetters;
  private final Watch watch;
  private final Pipeline pipeline;
  private final SteppedDelivery delivery;

  /** Connect's position: after the last record that {@code put()} was done with. */
  private final Map<TopicPartition, Long> current = new HashMap<>();

  /** In which history of a partition that is. */
  private final Map<TopicPartition, Integer> histories = new HashMap<>();

  /** The last record of a partition that was given, by its number. */
  private final Map<TopicPartition, Integer> newestGiven = new HashMap<>();

  private final Map<TopicPartition, Long> lastCommitted = new HashMap<>();
  private final Map<TopicPartition, Long> rewindings = new HashMap<>();
  private final Set<TopicPartition> pausedByTask = new HashSet<>();
  private final Given given = new Given();
  private boolean commitRequested;

  /** Partitions go in the middle of a poll, which still brings what it has of the others. */
  private boolean isInPollThatRevoked;

  private long wakeWithinMs = Long.MAX_VALUE;

  /** What a task was given, and whether all of it was given once. */
  static final class Given {
    private long records;
    private long bad;
    private long ignored;
    private boolean isWhole = true;

    private void count(final Entry entry) {
      if (!entry.isFiltered()) {
        records++;
        bad += entry.isBad() ? 1 : 0;
        ignored += entry.isIgnored() ? 1 : 0;
      }
    }

    long records() {
      return records;
    }

    long bad() {
      return bad;
    }

    long ignored() {
      return ignored;
    }

    /** Whether nothing was taken away, nor read a second time. */
    boolean isWhole() {
      return isWhole;
    }
  }

  /** Is told what a worker does, to check it and to keep it. */
  interface Watch {

    /** Partitions are about to be opened. */
    void assigns(Collection<TopicPartition> partitions);

    /** Partitions that stay have been given again from before. */
    void readsAgain(Collection<TopicPartition> partitions);

    /**
     * These offsets are to be committed.
     *
     * @return whether they are
     */
    boolean commits(Map<TopicPartition, Long> offsets);
  }

  /** A worker that starts its task; no partitions are assigned yet. */
  SimulatedWorker(
      final SimulatedConsumer consumer,
      final SimulatedDeadLetters deadLetters,
      final Watch watch,
      final Function<SinkContext, World.Started> starter) {
    this.consumer = consumer;
    this.deadLetters = deadLetters;
    this.watch = watch;
    final World.Started started = starter.apply(this);
    this.pipeline = started.pipeline();
    this.delivery = started.delivery();
  }

  /** What steps the uploader of the task. */
  SteppedDelivery delivery() {
    return delivery;
  }

  /** One round of the task: perhaps a commit, a poll, and {@code put()} with what it brought. */
  void iterate() {
    beginPoll();
    isInPollThatRevoked = false;
    wakeWithinMs = Long.MAX_VALUE;
    final Map<TopicPartition, Long> read = new HashMap<>();
    final Set<TopicPartition> back = new HashSet<>();
    final List<SinkRecord> records = new ArrayList<>();
    for (final Entry entry : consumer.poll()) {
      read.put(entry.partition(), entry.offset() + 1);
      entry.delivered().ifPresent(records::add);
      if (lastCommitted.containsKey(entry.partition())) {
        // What Connect has not opened is given again once it has.
        given.count(entry);
      }
      final Integer before = newestGiven.put(entry.partition(), entry.number());
      if (before != null && before > entry.number()) {
        back.add(entry.partition());
      }
    }
    pipeline.put(records);
    watch.readsAgain(back);
    // The position moves on only once put() has returned.
    current.putAll(read);
    read.keySet().forEach(partition -> histories.put(partition, consumer.history(partition)));
  }

  /** What is asked for is done before a poll, never in the middle of one. */
  private void beginPoll() {
    if (isInPollThatRevoked) {
      return;
    }
    if (commitRequested) {
      commit();
    }
    goBack();
  }

  /** What a worker does every flush interval, and when the task asks for it. */
  void commit() {
    commit(consumer.assigned(), false);
    commitRequested = false;
  }

  private void commit(final Collection<TopicPartition> partitions, final boolean closing) {
    deadLetters.await(partitions);
    final Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    current.forEach(
        (partition, offset) -> {
          if (partitions.contains(partition)) {
            positions.put(partition, new OffsetAndMetadata(offset));
          }
        });
    if (positions.isEmpty()) {
      return;
    }
    final Map<TopicPartition, OffsetAndMetadata> provided =
        pipeline.preCommit(new HashMap<>(positions));
    if (closing) {
      pipeline.close(positions.keySet());
    }
    final Map<TopicPartition, Long> changed = new HashMap<>();
    provided.forEach(
        (partition, offset) -> {
          assertThat(consumer.assigned()).as("commits only what it has").contains(partition);
          assertThat(offset.offset())
              .as("commits no more than was read")
              .isLessThanOrEqualTo(current.get(partition));
          // Of a partition that was never opened, Connect takes no offset.
          if (lastCommitted.getOrDefault(partition, offset.offset()) != offset.offset()) {
            changed.put(partition, offset.offset());
          }
        });
    if (!changed.isEmpty() && watch.commits(changed)) {
      lastCommitted.putAll(changed);
    }
  }

  /**
   * The consumer has these partitions, and the callback that was to open them was woken up: it is
   * called again without any.
   */
  void assignUnopened(final Collection<TopicPartition> partitions) {
    consumer.assign(partitions);
    watch.assigns(partitions);
    given.isWhole = false;
    pipeline.open(Set.of());
  }

  /** Goes back to what was committed last, as Connect does when a commit fails in the task. */
  void goBackToCommitted() {
    lastCommitted.forEach(
        (partition, offset) -> {
          // Into a log that was cut it would lead anywhere, and nobody could tell.
          if (!consumer.hasBeenCut(partition)) {
            consumer.seek(partition, offset);
            current.put(partition, offset);
          }
        });
    given.isWhole = false;
  }

  /** Something of what was given is gone. */
  void losesHistory() {
    given.isWhole = false;
  }

  /** In which history of a partition Connect's position is. */
  int history(final TopicPartition partition) {
    return histories.getOrDefault(partition, consumer.history(partition));
  }

  /** Whether Connect knows what was committed of everything that the task has. */
  boolean hasOpenedAll() {
    return lastCommitted.keySet().containsAll(consumer.assigned());
  }

  /** Gives partitions to the task; it reads on from what was committed. */
  void assign(final Collection<TopicPartition> partitions) {
    consumer.assign(partitions);
    for (final TopicPartition partition : partitions) {
      current.put(partition, consumer.position(partition));
      lastCommitted.put(partition, consumer.position(partition));
      histories.put(partition, consumer.history(partition));
    }
    pausedByTask.retainAll(consumer.assigned());
    consumer.pause(consumer.isHeldByUser() ? consumer.assigned() : pausedByTask);
    watch.assigns(partitions);
    pipeline.open(partitions);
    isInPollThatRevoked = false;
    goBack();
  }

  /**
   * Takes partitions away from the task.
   *
   * @param lost whether it comes too late for a last commit
   */
  void revoke(final Collection<TopicPartition> partitions, final boolean lost) {
    final Set<TopicPartition> revoked = new HashSet<>(partitions);
    revoked.retainAll(consumer.assigned());
    if (revoked.isEmpty()) {
      return;
    }
    beginPoll();
    given.isWhole = false;
    if (lost) {
      pipeline.close(revoked);
      deadLetters.cancel(revoked);
      current.keySet().removeAll(revoked);
    } else {
      // Connect's positions keep what was revoked; so it is named again when the task stops.
      commit(revoked, true);
    }
    lastCommitted.keySet().removeAll(revoked);
    consumer.unassign(revoked);
    isInPollThatRevoked = true;
    rewindings.keySet().removeAll(revoked);
  }

  /** Ends the task in order, as after a failure or a REST call. */
  void stop() {
    try {
      commit(Set.copyOf(current.keySet()), true);
    } finally {
      pipeline.close();
    }
  }

  /** The process ends without a word. */
  void die() {
    deadLetters.crash();
    pipeline.close();
  }

  /** As in Connect, at once after an assignment, else after a commit that is due before a poll. */
  private void goBack() {
    given.isWhole &= rewindings.keySet().stream().noneMatch(current::containsKey);
    rewindings.forEach(
        (partition, offset) -> {
          consumer.seek(partition, offset);
          current.put(partition, offset);
          lastCommitted.put(partition, offset);
        });
    rewindings.clear();
  }

  /** The user pauses the connector, or resumes it; then Connect also commits. */
  void heldByUser(final boolean isHeld) {
    consumer.heldByUser(isHeld);
    consumer.pause(isHeld ? consumer.assigned() : Set.of());
    if (isHeld) {
      commitRequested = true;
    } else {
      final Set<TopicPartition> resumed = new HashSet<>(consumer.assigned());
      resumed.removeAll(pausedByTask);
      consumer.resume(resumed);
    }
  }

  /** Whether the task has paused some partition. */
  boolean isPausedByTask() {
    return !pausedByTask.isEmpty();
  }

  Given given() {
    return given;
  }

  /** How long a poll without records would last, in milliseconds; at most 60 seconds. */
  long wakeWithinMs() {
    return Math.min(60_000, wakeWithinMs);
  }

  @Override
  public Set<TopicPartition> assignment() {
    return consumer.assigned();
  }

  @Override
  public void pause(final Collection<TopicPartition> partitions) {
    assertThat(consumer.assigned()).containsAll(partitions);
    pausedByTask.addAll(partitions);
    consumer.pause(partitions);
  }

  @Override
  public void resume(final Collection<TopicPartition> partitions) {
    assertThat(consumer.assigned()).containsAll(partitions);
    pausedByTask.removeAll(partitions);
    if (!consumer.isHeldByUser()) {
      consumer.resume(partitions);
    }
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
    return consumer;
  }

  @Override
  public String toString() {
    return consumer + ", Connect's positions " + current;
  }
}
