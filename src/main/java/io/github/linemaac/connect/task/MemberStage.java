package io.github.linemaac.connect.task;

import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Batcher;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.ledger.Ledger;
import io.github.linemaac.connect.ledger.Ticket;
import io.github.linemaac.connect.mapping.MappingResult;
import io.github.linemaac.connect.mapping.RecordMapper;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.RowEncoder;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.upload.Delivery;
import io.github.linemaac.connect.upload.Outcome;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Members: every record gets a ticket, and the ticket waits for its row to be confirmed. */
final class MemberStage implements Stage {
  private final RecordMapper mapper;
  private final RowEncoder encoder;
  private final Batcher batcher;
  private final Delivery<Batch> delivery;
  private final DeadLetters deadLetters;
  private final UnmatchedRows unmatched;
  private final TaskMetrics metrics;
  private final Time time;
  private final Ledger ledger = new Ledger();

  MemberStage(
      final RecordMapper mapper,
      final RowEncoder encoder,
      final Batcher batcher,
      final Delivery<Batch> delivery,
      final DeadLetters deadLetters,
      final UnmatchedRows unmatched,
      final TaskMetrics metrics,
      final Time time) {
    this.mapper = mapper;
    this.encoder = encoder;
    this.batcher = batcher;
    this.delivery = delivery;
    this.deadLetters = deadLetters;
    this.unmatched = unmatched;
    this.metrics = metrics;
    this.time = time;
  }

  @Override
  public void open(final Collection<TopicPartition> partitions) {
    ledger.assign(partitions);
  }

  @Override
  public void close(final Collection<TopicPartition> partitions) {
    ledger.close(partitions);
    batcher.drop(partitions);
    delivery.revoke(partitions);
  }

  @Override
  public void goBack(final TopicPartition partition, final long offset) {
    if (!ledger.goBack(partition, offset)) {
      batcher.drop(Set.of(partition));
      delivery.revoke(Set.of(partition));
    }
  }

  @Override
  public int accept(final Collection<SinkRecord> records) {
    final long nowMs = time.monotonicMs();
    for (final SinkRecord record : records) {
      accept(ledger.open(record, RecordWeight.bytes(record), nowMs), nowMs);
    }
    return records.size();
  }

  private void accept(final Ticket ticket, final long nowMs) {
    final MappingResult mapped = mapper.map(ticket.record());
    if (mapped instanceof MappingResult.Update update) {
      metrics.omitted(update.omitted());
      gather(
          new Change(
              update.member(), encoder.encode(update.member()), ticket, update.omitted().size()),
          nowMs);
    } else if (mapped instanceof MappingResult.Invalid invalid) {
      deadLetters.reject(ticket, invalid.rejection(), ledger);
    } else {
      ledger.settle(ticket);
    }
  }

  private void gather(final Change change, final long nowMs) {
    if (!batcher.fits(change.row())) {
      deadLetters.reject(
          change.ticket(),
          new Rejection("value", "makes a row that is too large for an import"),
          ledger);
      return;
    }
    for (final Batch sealed : batcher.add(change, nowMs)) {
      delivery.offer(sealed);
    }
  }

  @Override
  public void advance() {
    if (!delivery.isUnderWay()) {
      // Else it could not go out yet, and would only go out less full.
      batcher.sealIfDue(time.monotonicMs()).ifPresent(delivery::offer);
    }
  }

  @Override
  public void flush() {
    batcher.sealNow().ifPresent(delivery::offer);
  }

  @Override
  public boolean settle(final Outcome outcome) {
    if (outcome instanceof Outcome.Confirmed confirmed) {
      return unmatched.confirmed(confirmed, ledger);
    }
    if (outcome instanceof Outcome.Rejected rejected) {
      deadLetters.reject(rejected.change().ticket(), rejected.rejection(), ledger);
    }
    return false;
  }

  @Override
  public boolean settleDeadLetters() {
    final boolean settled = unmatched.settle(ledger);
    deadLetters.settleWritten(ledger);
    return settled;
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> safeOffsets(
      final Map<TopicPartition, OffsetAndMetadata> positions) {
    return ledger.safeOffsets(positions);
  }

  @Override
  public long heldRecords() {
    return ledger.heldRecords();
  }

  @Override
  public long heldBytes() {
    return ledger.heldBytes();
  }

  @Override
  public OptionalLong oldestUnconfirmedMs() {
    return ledger.oldestMs();
  }

  @Override
  public OptionalLong dueMs() {
    return batcher.dueMs();
  }

  @Override
  public boolean awaitsDeadLetters() {
    return deadLetters.isUnderWay() || unmatched.isUnderWay();
  }
}
