package io.github.linemaac.connect.simulation;

import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What happens to topics and to what is committed of them, beside records that come. */
final class TopicChanges<E extends Entry> {
  private final World<E> world;
  private final CommittedOffsets committed;

  TopicChanges(final World<E> world, final CommittedOffsets committed) {
    this.world = world;
    this.committed = committed;
  }

  /** A topic is made or grows, which makes the group balance anew. */
  void grow(final String topic, final int partitions, final long beginning) {
    revokeAll();
    world.topics().grow(topic, partitions, beginning);
    assignAll();
  }

  private void revokeAll() {
    if (world.lives().hasBegun()) {
      world.lives().revoke(Set.copyOf(world.topics().partitions()), false);
    }
  }

  private void assignAll() {
    if (world.lives().hasBegun()) {
      world.lives().assignRest();
    }
  }

  /** A topic is no more, and the group balances anew; but one topic stays. */
  void delete(final String topic) {
    final SimulatedTopics<E> topics = world.topics();
    if (topics.topicCount() > 1 && !topics.partitionsOf(topic).isEmpty()) {
      revokeAll();
      List.copyOf(topics.partitionsOf(topic)).forEach(this::delete);
      topics.delete(topic);
      assignAll();
    }
  }

  private void delete(final TopicPartition partition) {
    cut(partition, 0);
    committed.forget(partition);
  }

  /** A topic is deleted and made again before anybody notices. */
  void makeAgain(final String topic) {
    world.topics().partitionsOf(topic).forEach(partition -> cut(partition, 0));
  }

  /** A partition keeps only so much of what it has, and goes on from there. */
  void truncate(final int partition, final int keptPercent) {
    if (!world.topics().isEmpty()) {
      final PartitionLog<E> log = world.topics().log(world.topics().numbered(partition));
      cut(log.partition(), part(log, keptPercent));
    }
  }

  private void cut(final TopicPartition partition, final long offset) {
    world.topics().cut(partition, offset);
    if (world.lives().hasBegun()) {
      world.worker().losesHistory();
    }
    world.isCut(partition, world.topics().log(partition).end());
  }

  /** Somebody sets a committed offset over REST, for which the connector is stopped. */
  void alterOffset(final int partition, final int percent) {
    world.lives().stop();
    final PartitionLog<E> log = world.topics().log(world.topics().numbered(partition));
    final long altered = part(log, percent);
    final long before = committed.of(log, log.beginning());
    world.isPassedOver(
        log.before(altered).stream().filter(entry -> entry.offset() >= before).toList());
    committed.put(log.partition(), altered, log.history());
    world.lives().startAfter(1_000);
  }

  private long part(final PartitionLog<E> log, final int percent) {
    return log.beginning() + (log.end() - log.beginning()) * percent / 100;
  }

  /** Whether everything that is in the topics is committed. */
  boolean allIsCommitted() {
    return world.topics().logs().stream()
        .allMatch(log -> log.isEmpty() || committed.isAt(log.partition(), log.afterLast()));
  }
}
