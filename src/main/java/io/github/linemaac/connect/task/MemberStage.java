package io.github.linemaac.connect.task;

import io.github.linemaac.connect.api.Exports;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.BatchLimits;
import io.github.linemaac.connect.batching.Batcher;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.ledger.Ticket;
import io.github.linemaac.connect.mapping.MappingResult;
import io.github.linemaac.connect.mapping.MemberMapper;
import io.github.linemaac.connect.mapping.RecordMapper;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.model.MaacLimits;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.upload.Delivery;
import io.github.linemaac.connect.upload.ImportStateMachines;
import io.github.linemaac.connect.upload.Meanwhile;
import io.github.linemaac.connect.upload.Outcome;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Members: every record gets a ticket, and the ticket waits for its row to be confirmed. */
final class MemberStage extends TicketedStage {
  /** What the records of one batch may hold, by estimate: a body of 10 MB and its raw records. */
  private static final long MAX_BATCH_HELD_BYTES = 48L << 20;

  private final RecordMapper mapper;
  private final Batcher batcher;
  private final ImportStateMachines imports;
  private final Delivery delivery;
  private final Settling settling = new MemberSettling();
  private final TaskMetrics metrics;
  private final KeptTags keptTags;
  private final Time time;
  private final long firstMs;

  /** Partitions were taken away since a batch was handed over, so others may have had them. */
  private boolean isAnew;

  /**
   * A stage that has not been given any partition yet.
   *
   * @param exports where MAAC's lists of unmatched members are fetched, if that is possible
   */
  MemberStage(
      final MaacConfig config,
      final ImportStateMachines imports,
      final Delivery delivery,
      final Optional<Exports> exports,
      final TaskEnvironment environment) {
    super(Settlement.of(config, exports, environment));
    this.mapper = new MemberMapper(config);
    this.batcher = new Batcher(limits(config), imports.writer());
    this.imports = imports;
    this.firstMs = imports.pace().earliestMs();
    this.delivery = delivery;
    this.metrics = environment.metrics();
    this.keptTags = new KeptTags(environment.metrics(), environment.time());
    this.time = environment.time();
  }

  private static BatchLimits limits(final MaacConfig config) {
    return new BatchLimits(
        config.delivery().batchMaxRecords(),
        MaacLimits.IMPORT_BODY_BYTES,
        MAX_BATCH_HELD_BYTES,
        config.delivery().flushIntervalMs());
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
    isAnew = true;
  }

  /** What MAAC has confirmed stays confirmed. */
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
      keptTags.add(update.keptTags());
      gather(
          new Change(
              update.member(),
              imports.writer().encode(update.member()),
              ticket,
              update.omitted().size()),
          nowMs);
    } else if (mapped instanceof MappingResult.Invalid invalid) {
      settlement.deadLetters().reject(ticket, invalid.rejection());
    } else {
      ledger.settle(ticket);
    }
  }

  private void gather(final Change change, final long nowMs) {
    if (!batcher.fits(change.row())) {
      settlement
          .deadLetters()
          .reject(
              change.ticket(),
              new Rejection("value", "makes a row that is too large for an import"));
      return;
    }
    for (final Batch sealed : batcher.add(change, nowMs)) {
      offer(sealed);
    }
  }

  private void offer(final Batch sealed) {
    delivery.offer(
        imports.begin(sealed, new Meanwhile(isAnew, settlement.unmatched().takeMatched())));
    isAnew = false;
  }

  @Override
  public void advance() {
    final long nowMs = time.monotonicMs();
    if (!delivery.isUnderWay() && nowMs >= earliestMs()) {
      // Else it could not go out yet: it would go out less full, and what comes until then later.
      batcher.sealIfDue(nowMs).ifPresent(this::offer);
    }
  }

  private long earliestMs() {
    return Math.max(firstMs, delivery.nextMs());
  }

  @Override
  public void flush() {
    batcher.sealNow().ifPresent(this::offer);
  }

  @Override
  public boolean settle(final Outcome outcome) {
    return settling.settle(outcome);
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> safeOffsets(
      final Map<TopicPartition, OffsetAndMetadata> positions) {
    return ledger.safeOffsets(positions);
  }

  @Override
  public OptionalLong oldestUnconfirmedMs() {
    return ledger.oldestMs();
  }

  @Override
  public OptionalLong dueMs() {
    final OptionalLong dueMs = batcher.dueMs();
    return dueMs.isEmpty() ? dueMs : OptionalLong.of(Math.max(dueMs.getAsLong(), earliestMs()));
  }

  /** What was sent, or part of it, has come to an end. */
  private final class MemberSettling extends Settling {

    @Override
    public void confirmed(final Outcome.Confirmed confirmed) {
      confirmed.batch().rows().stream()
          .filter(row -> !row.member().removals().isEmpty())
          .flatMap(row -> row.changes().stream())
          .forEach(change -> ledger.awaitMore(change.ticket()));
      if (settlement.unmatched().confirmed(confirmed)) {
        safeOffsetsMoved();
      }
    }

    @Override
    public void unchanged(final Outcome.Unchanged unchanged) {
      unchanged.batch().rows().stream()
          .flatMap(row -> row.changes().stream())
          .forEach(change -> ledger.settle(change.ticket()));
      safeOffsetsMoved();
    }

    @Override
    public void removed(final Outcome.Removed removed) {
      removed.changes().forEach(change -> ledger.settle(change.ticket()));
    }

    /** Some a second may be removed for minutes: what Connect commits by itself is enough then. */
    @Override
    public void removalsDone(final Outcome.RemovalsDone done) {
      safeOffsetsMoved();
    }

    @Override
    public void rejected(final Outcome.Rejected rejected) {
      settlement.deadLetters().reject(rejected.change().ticket(), rejected.rejection());
    }
  }
}
