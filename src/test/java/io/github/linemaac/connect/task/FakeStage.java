package io.github.linemaac.connect.task;

import io.github.linemaac.connect.upload.Outcome;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** A stage that does nothing, and says of itself what it is told to. */
final class FakeStage implements DeliveryStage {
  final Set<TopicPartition> assigned = new HashSet<>();
  long accepted;
  long heldRecords;
  boolean isCaughtUp = true;
  boolean awaitsDeadLetters;
  OptionalLong dueMs = OptionalLong.empty();

  @Override
  public void open(final Collection<TopicPartition> partitions) {
    assigned.addAll(partitions);
  }

  @Override
  public void close(final Collection<TopicPartition> partitions) {
    assigned.removeAll(partitions);
  }

  @Override
  public int accept(final Collection<SinkRecord> records) {
    accepted += records.size();
    return records.size();
  }

  @Override
  public void advance() {}

  @Override
  public void flush() {}

  @Override
  public boolean settle(final Outcome outcome) {
    return false;
  }

  @Override
  public boolean settlePending() {
    return false;
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> safeOffsets(
      final Map<TopicPartition, OffsetAndMetadata> positions) {
    return positions;
  }

  @Override
  public long heldRecords() {
    return heldRecords;
  }

  @Override
  public long heldBytes() {
    return 0;
  }

  @Override
  public OptionalLong oldestUnconfirmedMs() {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong dueMs() {
    return dueMs;
  }

  @Override
  public boolean isCaughtUp() {
    return isCaughtUp;
  }

  @Override
  public boolean awaitsDeadLetters() {
    return awaitsDeadLetters;
  }
}
