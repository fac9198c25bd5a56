package io.github.linemaac.connect.task;

import io.github.linemaac.connect.api.Exports;
import io.github.linemaac.connect.api.Exports.Export;
import io.github.linemaac.connect.api.UnmatchedIds;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.ledger.Ledger;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.upload.ImportReport;
import io.github.linemaac.connect.upload.Meanwhile.Matched;
import io.github.linemaac.connect.upload.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles what MAAC has confirmed, and first learns whom an import did not match, where that is to
 * be reported. The records of such an import wait for MAAC's list, for a while and no longer; what
 * comes after them does not. A list that does not come, or cannot be true, fails nothing: the
 * records count as delivered, and the log says so. Used on the task's thread only.
 */
final class UnmatchedRows {
  /** How long the records of an import wait for the list; at MAAC's pace, two may wait at once. */
  static final int MAX_WAIT_MS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(UnmatchedRows.class);

  private static final Rejection REASON =
      new Rejection("line_uid", "matches no member of the account, or one who has blocked it");

  private final Optional<Exports> exports;
  private final Ledger ledger;
  private final DeadLetters deadLetters;
  private final Time time;
  private final boolean isRemembered;
  private final Deque<Awaited> awaited = new ArrayDeque<>();
  private List<Matched> matched = new ArrayList<>();

  /** An import whose list is being fetched. */
  private record Awaited(Outcome.Confirmed confirmed, Exports.Fetch fetch, long untilMs) {}

  /**
   * Nothing waits yet.
   *
   * @param exports where lists are fetched; empty if whoever is unmatched is only counted
   * @param isRemembered whether somebody {@linkplain #takeMatched takes} who was matched
   */
  UnmatchedRows(
      final Optional<Exports> exports,
      final Ledger ledger,
      final DeadLetters deadLetters,
      final Time time,
      final boolean isRemembered) {
    this.exports = exports;
    this.ledger = ledger;
    this.deadLetters = deadLetters;
    this.time = time;
    this.isRemembered = isRemembered;
  }

  /**
   * Takes in a confirmed import.
   *
   * @return whether its records are settled; else they wait for the list
   */
  boolean confirmed(final Outcome.Confirmed confirmed) {
    final ImportReport report = confirmed.report();
    if (exports.isEmpty() || report.unmatched() == 0) {
      settleAll(confirmed);
      return true;
    }
    if (confirmed.unmatchedList().isEmpty()) {
      giveUp(confirmed, "MAAC gave no link to it");
      return true;
    }
    awaited.addLast(
        new Awaited(
            confirmed,
            exports.get().begin(confirmed.unmatchedList().get()),
            time.monotonicMs() + MAX_WAIT_MS));
    return false;
  }

  /**
   * Settles the imports whose list has come, or has not come in time.
   *
   * @return whether there were any
   */
  boolean settle() {
    if (awaited.isEmpty()) {
      return false;
    }
    final long nowMs = time.monotonicMs();
    final List<Awaited> ready =
        awaited.stream()
            .filter(waiting -> waiting.fetch().result().isPresent() || nowMs >= waiting.untilMs())
            .toList();
    awaited.removeAll(ready);
    for (final Awaited waiting : ready) {
      settle(waiting);
    }
    return !ready.isEmpty();
  }

  /** Whether lists are on their way. */
  boolean isUnderWay() {
    return !awaited.isEmpty();
  }

  /** Takes who is known by now to be matched, of imports in which others were not. */
  List<Matched> takeMatched() {
    final List<Matched> taken = matched;
    matched = new ArrayList<>();
    return taken;
  }

  private void settle(final Awaited waiting) {
    final Optional<Export> export = waiting.fetch().result();
    if (export.isEmpty()) {
      waiting.fetch().cancel();
      giveUp(waiting.confirmed(), "it did not come within " + MAX_WAIT_MS + " ms");
    } else if (export.get() instanceof Export.Failed failed) {
      giveUp(waiting.confirmed(), failed.what());
    } else if (export.get() instanceof Export.File file) {
      settle(waiting.confirmed(), UnmatchedIds.read(file.bytes()));
    }
  }

  private void settle(final Outcome.Confirmed confirmed, final Set<LineUid> ids) {
    final ImportReport report = confirmed.report();
    final long named = confirmed.batch().rows().stream().filter(row -> isIn(ids, row)).count();
    if (named == 0 || named > report.unmatched()) {
      giveUp(confirmed, "it names " + named + " of the import's rows");
      return;
    }
    int records = 0;
    final List<Member> others = new ArrayList<>();
    for (final Row row : confirmed.batch().rows()) {
      if (isIn(ids, row)) {
        records += report(row);
      } else {
        settle(row);
        others.add(row.member());
      }
    }
    if (isRemembered && named == report.unmatched()) {
      matched.add(new Matched(report.id(), others));
    }
    LOG.info(
        "Import {}: {} of {} unmatched rows are named, and their {} records are reported",
        report.id(),
        named,
        report.unmatched(),
        records);
  }

  private static boolean isIn(final Set<LineUid> ids, final Row row) {
    final String id = row.member().value(MemberField.LINE_UID);
    return LineUid.isLineUid(id) && ids.contains(LineUid.of(id));
  }

  private int report(final Row row) {
    int records = 0;
    for (final Change change : row.changes()) {
      if (ledger.isOpen(change.ticket())) {
        deadLetters.report(change.ticket(), REASON);
        records++;
      }
    }
    return records;
  }

  private void giveUp(final Outcome.Confirmed confirmed, final String why) {
    LOG.warn(
        "Import {}: {} of its {} rows were not matched, and MAAC's list of them cannot be used: {}."
            + " Its {} records count as delivered",
        confirmed.report().id(),
        confirmed.report().unmatched(),
        confirmed.report().rows(),
        why,
        confirmed.report().records());
    settleAll(confirmed);
  }

  private void settleAll(final Outcome.Confirmed confirmed) {
    confirmed.batch().rows().forEach(this::settle);
  }

  private void settle(final Row row) {
    for (final Change change : row.changes()) {
      ledger.settle(change.ticket());
    }
  }
}
