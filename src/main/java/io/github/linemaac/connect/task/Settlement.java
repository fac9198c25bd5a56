package io.github.linemaac.connect.task;

import io.github.linemaac.connect.api.Exports;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.ledger.Ledger;
import io.github.linemaac.connect.model.Rejection;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What becomes of records: their tickets, and who settles them. Used on the task's thread only.
 *
 * @param deadLetters settles rejected records
 * @param unmatched settles confirmed ones
 */
record Settlement(Ledger ledger, DeadLetters deadLetters, UnmatchedRows unmatched) {

  /**
   * Nothing is to be settled yet.
   *
   * @param exports where MAAC's lists of unmatched members are fetched, if that is possible
   */
  static Settlement of(
      final MaacConfig config, final Optional<Exports> exports, final TaskEnvironment environment) {
    final Ledger ledger = new Ledger();
    final DeadLetters deadLetters =
        new DeadLetters(ledger, config.members().skipsInvalid(), environment);
    return new Settlement(
        ledger,
        deadLetters,
        new UnmatchedRows(
            exports.filter(any -> config.members().reportsUnmatched()),
            ledger,
            deadLetters,
            environment.time(),
            config.tags().rememberedMembers() > 0));
  }

  /** Rejects a record that has no ticket yet. */
  void reject(final SinkRecord record, final Rejection rejection, final long nowMs) {
    deadLetters.reject(ledger.open(record, RecordWeight.bytes(record), nowMs), rejection);
  }

  /**
   * Settles what has become known meanwhile.
   *
   * @return whether so much more may be committed now that it is worth asking for it
   */
  boolean settlePending() {
    final boolean settled = unmatched.settle();
    deadLetters.settleWritten();
    return settled;
  }

  /** Whether something waits to become known. */
  boolean isPending() {
    return deadLetters.isUnderWay() || unmatched.isUnderWay();
  }
}
