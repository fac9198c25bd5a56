package io.github.linemaac.connect.task;

import io.github.linemaac.connect.ledger.Ledger;
import io.github.linemaac.connect.ledger.Ticket;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.model.Rejection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in rejected records: to Connect's dead-letter queue where there is one, to the log by their
 * coordinates where there is none.
 *
 * <p>Used on the task's thread only: Connect's reporter loses reports that other threads make. A
 * record is settled once its report is safely written.
 */
public final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final Ledger ledger;
  private final Optional<ErrantRecordReporter> reporter;
  private final boolean skipsInvalid;
  private final TaskMetrics metrics;
  private final Deque<Report> reports = new ArrayDeque<>();

  /** A report on its way to the dead-letter queue. */
  private record Report(Ticket ticket, Future<Void> written) {}

  /**
   * Dead letters of one task.
   *
   * @param skipsInvalid whether rejected records are reported; else the first one fails the task
   */
  DeadLetters(final Ledger ledger, final boolean skipsInvalid, final TaskEnvironment environment) {
    this.ledger = ledger;
    this.reporter = environment.reporter();
    this.skipsInvalid = skipsInvalid;
    this.metrics = environment.metrics();
  }

  /**
   * Takes in a rejected record. Its ticket stays open until the report is written. A record whose
   * partition has gone meanwhile is passed over: it comes again to whoever has that now.
   *
   * @throws ConnectException if rejected records fail the task, by this connector's configuration
   *     or by Connect's {@code errors.tolerance}
   */
  void reject(final Ticket ticket, final Rejection rejection) {
    if (!skipsInvalid && ledger.isOpen(ticket)) {
      throw new ConnectException(
          "record "
              + ticket
              + " cannot be delivered: "
              + rejection.reason()
              + ". Neither its offset is committed nor those of good records just before it. Fix"
              + " the record at its source, or set skip.invalid.records=true, then restart the"
              + " task");
    }
    report(ticket, rejection);
  }

  /**
   * Takes in a record that is sound, and that MAAC has no use for; it never fails the task by this
   * connector's configuration. Otherwise as {@link #reject}.
   *
   * @throws ConnectException if Connect's {@code errors.tolerance} says so
   */
  void report(final Ticket ticket, final Rejection rejection) {
    if (!ledger.isOpen(ticket)) {
      return;
    }
    if (reporter.isPresent()) {
      final RejectedRecordException reason = new RejectedRecordException(rejection.reason());
      reports.addLast(new Report(ticket, reporter.get().report(ticket.record(), reason)));
    } else {
      LOG.warn("Rejected record {} ({})", ticket, rejection.reason());
      ledger.settleWholly(ticket);
    }
    metrics.rejected(rejection);
  }

  /**
   * Settles the records whose reports are written by now.
   *
   * @throws ConnectException if a report could not be written of a record that is still waited for
   */
  void settleWritten() {
    while (!reports.isEmpty() && reports.peekFirst().written().isDone()) {
      final Report report = reports.removeFirst();
      if (!report.written().isCancelled() && ledger.isOpen(report.ticket())) {
        check(report);
        ledger.settleWholly(report.ticket());
      }
    }
  }

  /** Whether reports are on their way. */
  boolean isUnderWay() {
    return !reports.isEmpty();
  }

  private static void check(final Report report) {
    try {
      report.written().get();
    } catch (final ExecutionException e) {
      throw new ConnectException(
          "record "
              + report.ticket()
              + " was rejected and could not be written to the dead-letter queue ("
              + e.getCause().getClass().getSimpleName()
              + "). Its offset is not committed: check the dead-letter topic, then restart the"
              + " task",
          e);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted", e);
    }
  }
}
