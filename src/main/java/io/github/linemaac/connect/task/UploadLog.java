package io.github.linemaac.connect.task;

import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.upload.ImportReport;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.RemovalReport;
import io.github.linemaac.connect.upload.SegmentReport;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an operator what became of each import: one line for an import, one when MAAC begins to
 * fail and one when it is well again, one when the partitions are paused and one when they flow
 * again; never one for a record. One thread.
 */
public final class UploadLog {
  private static final Logger LOG = LoggerFactory.getLogger(UploadLog.class);

  /** Connectors that take turns wait all the time, and that is nothing to look at. */
  private static final long SLOT_WARN_MS = 600_000;

  private final Logger log;
  private final Time time;
  private final Outcome.Handler lines = new Lines();
  private int failures;
  private long failingSinceMs;
  private String lastFailure = "";
  private OptionalLong pausedAtMs = OptionalLong.empty();
  private long slotToldAtMs = SLOT_WARN_MS;

  public UploadLog(final Time time) {
    this(LOG, time);
  }

  /** Tells it to another logger than its own. */
  public UploadLog(final Logger log, final Time time) {
    this.log = log;
    this.time = time;
  }

  /** How things stand: whether the partitions are paused, and how many records are held. */
  public void paused(final boolean isPaused, final long records) {
    if (isPaused && pausedAtMs.isEmpty()) {
      pausedAtMs = OptionalLong.of(time.monotonicMs());
      log.info("Paused, waiting for MAAC to confirm: records={}", records);
    } else if (!isPaused && pausedAtMs.isPresent()) {
      log.info(
          "Resumed: records={} pausedMs={}", records, time.monotonicMs() - pausedAtMs.getAsLong());
      pausedAtMs = OptionalLong.empty();
    }
  }

  /** Tells what became of records. */
  public void tell(final Outcome outcome) {
    outcome.accept(lines);
  }

  private void tellRecovered() {
    if (failures > 0) {
      log.info(
          "MAAC is responding again after {} failed calls in {} ms; the last: {}",
          failures,
          time.monotonicMs() - failingSinceMs,
          lastFailure);
      failures = 0;
    }
  }

  /** The lines of each outcome. */
  private final class Lines implements Outcome.Handler {

    @Override
    public void confirmed(final Outcome.Confirmed confirmed) {
      tellRecovered();
      final ImportReport report = confirmed.report();
      final int omittedFields = confirmed.batch().omittedFields();
      log.info(
          "Import {} confirmed: records={} rows={} bytes={} attempts={} tookMs={} created={}"
              + " updated={} unmatched={}{}",
          report.id(),
          report.records(),
          report.rows(),
          report.bytes(),
          report.attempts(),
          report.tookMs(),
          report.created(),
          report.updated(),
          report.unmatched(),
          omittedFields == 0 ? "" : " omitted=" + omittedFields);
    }

    @Override
    public void unchanged(final Outcome.Unchanged unchanged) {
      log.info("{} records were not sent, since they say nothing new", unchanged.batch().records());
    }

    @Override
    public void removing(final Outcome.Removing removing) {
      // One line for all of them, when they are done.
    }

    @Override
    public void removed(final Outcome.Removed removed) {
      // Never one for a record.
    }

    @Override
    public void removalsDone(final Outcome.RemovalsDone done) {
      tellRecovered();
      final RemovalReport report = done.report();
      log.info(
          "Removals done: tags={} unbound={} tookMs={}",
          report.tags(),
          report.unbound(),
          report.tookMs());
    }

    @Override
    public void segmentReady(final Outcome.SegmentReady ready) {
      tellRecovered();
      final SegmentReport report = ready.report();
      log.info(
          "Segment {} ready ({}): ids={}{} bytes={} attempts={} tookMs={} members={}",
          report.id(),
          ready.upload().name(),
          report.ids(),
          report.ids() == 0 ? " (the placeholder alone)" : "",
          report.bytes(),
          report.attempts(),
          report.tookMs(),
          report.members());
      report
          .deletedId()
          .ifPresent(
              deleted ->
                  log.warn(
                      "{} was segment {} until it was deleted, and is segment {} now: point what"
                          + " used the former in MAAC, as broadcasts and journeys, to the new one",
                      ready.upload().name(),
                      deleted,
                      report.id()));
    }

    @Override
    public void segmentDeleted(final Outcome.SegmentDeleted deleted) {
      tellRecovered();
      log.info(
          "Segment {} deleted ({}), since it is now empty: tookMs={}. It is created again, under a"
              + " new number, when somebody joins",
          deleted.id(),
          deleted.upload().name(),
          deleted.tookMs());
    }

    @Override
    public void segmentUnchanged(final Outcome.SegmentUnchanged unchanged) {
      tellRecovered();
      log.info("{} is already up to date in MAAC", unchanged.upload().name());
    }

    @Override
    public void segmentEmpty(final Outcome.SegmentEmpty empty) {
      tellRecovered();
      log.warn(
          "{} is now empty. An empty segment is never uploaded, so MAAC keeps the last"
              + " one, with those who left: delete it in MAAC if it is not wanted, or set"
              + " segment.empty.behavior",
          empty.upload().name());
    }

    @Override
    public void rejected(final Outcome.Rejected rejected) {
      // Never one for a record.
    }

    @Override
    public void isolating(final Outcome.Isolating isolating) {
      tellRecovered();
      log.warn(
          "MAAC rejected an import of {} rows ({}); looking for the faulty rows: import={} bytes={}"
              + " attempts={} tookMs={}",
          isolating.rows(),
          isolating.counts(),
          isolating.id(),
          isolating.bytes(),
          isolating.attempts(),
          isolating.tookMs());
    }

    @Override
    public void retrying(final Outcome.Retrying retrying) {
      failures++;
      lastFailure = retrying.what();
      if (failures == 1) {
        failingSinceMs = time.monotonicMs();
        log.warn(
            "{}; retrying in {} ms, and until delivery.timeout.ms or import.timeout.ms has passed",
            retrying.what(),
            retrying.waitMs());
      } else {
        log.debug("{}; failure {}, next in {} ms", retrying.what(), failures, retrying.waitMs());
      }
    }

    /** One line every ten minutes of a wait. */
    @Override
    public void slotAwaited(final Outcome.SlotAwaited awaited) {
      if (awaited.waitedMs() >= slotToldAtMs) {
        slotToldAtMs = awaited.waitedMs() + SLOT_WARN_MS;
        log.warn(
            "Waiting for the account's import slot for {} ms: {}. Does another integration,"
                + " connector or person keep importing into the account? Nothing is lost, and"
                + " delivery resumes by itself",
            awaited.waitedMs(),
            awaited.what());
      } else {
        log.debug(
            "Waiting for the account's import slot for {} ms: {}",
            awaited.waitedMs(),
            awaited.what());
      }
    }

    @Override
    public void slotFree(final Outcome.SlotFree free) {
      tellRecovered();
      slotToldAtMs = SLOT_WARN_MS;
    }

    @Override
    public void failed(final Outcome.Failed failed) {
      // Connect logs what the task fails with.
    }
  }
}
