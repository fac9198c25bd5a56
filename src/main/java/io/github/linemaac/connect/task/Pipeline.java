package io.github.linemaac.connect.task;

import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Batcher;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Valve;
import io.github.linemaac.connect.ledger.Ledger;
import io.github.linemaac.connect.ledger.Ticket;
import io.github.linemaac.connect.mapping.Mapped;
import io.github.linemaac.connect.mapping.MemberMapper;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.RowEncoder;
import io.github.linemaac.connect.upload.Delivery;
import io.github.linemaac.connect.upload.Outcome;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The started machine: records come in by {@link #put}, become changes, are gathered in batches and
 * handed to the {@link Delivery}; what became of them comes back and settles their tickets.
 *
 * <p>Not thread-safe: the task's thread owns it. Nothing in it blocks, but for the short wait of
 * {@link #preCommit}.
 */
public final class Pipeline implements AutoCloseable {
  /** How soon outcomes are looked for while some may come. */
  private static final long BUSY_MS = 50;

  /**
   * How long a commit waits for what is in flight. Connect gives all tasks of a worker 5 seconds
   * together to stop.
   */
  private static final long COMMIT_WAIT_MS = 1_000;

  private final MemberMapper mapper;
  private final RowEncoder encoder;
  private final Batcher batcher;
  private final Valve valve;
  private final Delivery delivery;
  private final DeadLetters deadLetters;
  private final Intake intake;
  private final ImportLog importLog;
  private final LongSupplier clockMs;
  private final Ledger ledger = new Ledger();
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final Set<TopicPartition> paused = new HashSet<>();
  private Optional<ConnectException> failure = Optional.empty();
  private boolean commitRequested;

  /** A pipeline that nothing is assigned to yet. */
  public Pipeline(
      final MemberMapper mapper,
      final RowEncoder encoder,
      final Batcher batcher,
      final Valve valve,
      final Delivery delivery,
      final DeadLetters deadLetters,
      final Intake intake,
      final LongSupplier clockMs) {
    this.mapper = mapper;
    this.encoder = encoder;
    this.batcher = batcher;
    this.valve = valve;
    this.delivery = delivery;
    this.deadLetters = deadLetters;
    this.intake = intake;
    this.importLog = new ImportLog();
    this.clockMs = clockMs;
  }

  /** Partitions have been assigned. They arrive unpaused, whatever the others are. */
  public void open(final Collection<TopicPartition> partitions) {
    assigned.addAll(partitions);
    ledger.assign(partitions);
    regulate();
  }

  /**
   * Takes in everything that it is given.
   *
   * @throws ConnectException if the task cannot go on; what is not settled by then comes again
   */
  public void put(final Collection<SinkRecord> records) {
    drain();
    throwFailure();
    for (final SinkRecord record : records) {
      accept(record);
    }
    if (!delivery.isUnderWay()) {
      // Else it could not go out yet, and would only go out less full.
      batcher.sealIfDue(clockMs.getAsLong()).ifPresent(delivery::offer);
    }
    regulate();
    scheduleWake();
  }

  private void accept(final SinkRecord record) {
    final Ticket ticket = ledger.open(record, RecordWeight.bytes(record));
    final Mapped mapped = mapper.map(record);
    if (mapped instanceof Mapped.Update update) {
      gather(update.member(), ticket);
    } else if (mapped instanceof Mapped.Invalid invalid) {
      deadLetters.reject(ticket, invalid.rejection(), ledger);
    } else {
      ledger.settle(ticket);
    }
  }

  private void gather(final Member member, final Ticket ticket) {
    final byte[] row = encoder.encode(member);
    if (!batcher.fits(row)) {
      deadLetters.reject(
          ticket, new Rejection("value", "makes a row that is too large for an import"), ledger);
      return;
    }
    for (final Batch sealed : batcher.add(new Change(member, row, ticket), clockMs.getAsLong())) {
      delivery.offer(sealed);
    }
  }

  /**
   * What may be committed. Waits a moment for what is in flight, since after a last commit it would
   * be delivered twice; but not when this pipeline asked for the commit itself, so that it never
   * waits in the stream's way.
   *
   * @param positions Connect's current position per partition
   */
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      final Map<TopicPartition, OffsetAndMetadata> positions) {
    final long untilMs = clockMs.getAsLong() + (commitRequested ? 0 : COMMIT_WAIT_MS);
    commitRequested = false;
    drain();
    while (delivery.isUnderWay() && failure.isEmpty() && clockMs.getAsLong() < untilMs) {
      delivery.awaitOutcome(untilMs - clockMs.getAsLong());
      drain();
    }
    return ledger.safeOffsets(positions);
  }

  /** Partitions are gone: their tickets are detached, and what was not sent of them is dropped. */
  public void close(final Collection<TopicPartition> partitions) {
    ledger.close(partitions);
    batcher.drop(partitions);
    delivery.revoke(partitions);
    assigned.removeAll(partitions);
    paused.removeAll(partitions);
  }

  @Override
  public void close() {
    delivery.close();
  }

  /**
   * Settles what has become known. Throws nothing, since a commit must not: a failure is kept for
   * the next {@link #put}.
   */
  private void drain() {
    try {
      for (final Outcome outcome : delivery.drain()) {
        importLog.tell(outcome);
        settle(outcome);
      }
      deadLetters.settleWritten(ledger);
    } catch (final ConnectException e) {
      fail(e);
    }
  }

  private void settle(final Outcome outcome) {
    if (outcome instanceof Outcome.Confirmed confirmed) {
      confirmed.batch().rows().stream()
          .flatMap(row -> row.changes().stream())
          .forEach(change -> ledger.settle(change.ticket()));
      commitRequested = true;
      intake.requestCommit();
    } else if (outcome instanceof Outcome.Rejected rejected) {
      deadLetters.reject(rejected.change().ticket(), rejected.rejection(), ledger);
    } else if (outcome instanceof Outcome.Failed failed) {
      fail(new ConnectException(failed.message()));
    }
  }

  private void fail(final ConnectException e) {
    if (failure.isEmpty()) {
      failure = Optional.of(e);
    }
  }

  private void throwFailure() {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private void regulate() {
    if (valve.shutsAt(ledger.heldRecords(), ledger.heldBytes())) {
      final Set<TopicPartition> flowing = new HashSet<>(assigned);
      flowing.removeAll(paused);
      if (!flowing.isEmpty()) {
        intake.pause(flowing);
        paused.addAll(flowing);
      }
    } else if (!paused.isEmpty()) {
      intake.resume(Set.copyOf(paused));
      paused.clear();
    }
  }

  private void scheduleWake() {
    if (delivery.isUnderWay() || deadLetters.isUnderWay()) {
      intake.wakeWithin(BUSY_MS);
      return;
    }
    final OptionalLong dueMs = batcher.dueMs();
    if (dueMs.isPresent()) {
      intake.wakeWithin(Math.max(1, dueMs.getAsLong() - clockMs.getAsLong()));
    }
  }
}
