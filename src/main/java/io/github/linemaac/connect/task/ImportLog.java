package io.github.linemaac.connect.task;

import io.github.linemaac.connect.upload.ImportReport;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.SegmentReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an operator what became of each import: one line for an import, one when MAAC begins to
 * fail and one when it is well again, never one for a record. One thread.
 */
final class ImportLog {
  private static final Logger LOG = LoggerFactory.getLogger(ImportLog.class);

  private int failures;

  void tell(final Outcome outcome) {
    if (outcome instanceof Outcome.Confirmed confirmed) {
      tellRecovered();
      tell(confirmed.report());
    } else if (outcome instanceof Outcome.ListReady ready) {
      tellRecovered();
      tell(ready);
    } else if (outcome instanceof Outcome.ListLeft left) {
      tellRecovered();
      tell(left);
    } else if (outcome instanceof Outcome.Isolating isolating) {
      tellRecovered();
      LOG.warn(
          "MAAC rejected an import of {} rows ({}); looking for the rows at fault",
          isolating.rows(),
          isolating.counts());
    } else if (outcome instanceof Outcome.Retrying retrying) {
      tell(retrying);
    }
  }

  private static void tell(final ImportReport report) {
    LOG.info(
        "Import {} confirmed: records={} rows={} bytes={} attempts={} tookMs={} created={}"
            + " updated={} unmatched={}",
        report.id(),
        report.records(),
        report.rows(),
        report.bytes(),
        report.attempts(),
        report.tookMs(),
        report.created(),
        report.updated(),
        report.unmatched());
  }

  private static void tell(final Outcome.ListReady ready) {
    final SegmentReport report = ready.report();
    LOG.info(
        "List {} ready ({}): ids={} bytes={} attempts={} tookMs={} members={}",
        report.id(),
        ready.upload().name(),
        report.ids(),
        report.bytes(),
        report.attempts(),
        report.tookMs(),
        report.members());
  }

  private static void tell(final Outcome.ListLeft left) {
    switch (left.why()) {
      case UNCHANGED -> LOG.info("MAAC has {} as it is already", left.upload().name());
      case EMPTY ->
          LOG.warn(
              "Nobody is on {} any more. An empty list is never uploaded, so MAAC keeps the last"
                  + " one: delete it in MAAC if it is not wanted",
              left.upload().name());
    }
  }

  private void tell(final Outcome.Retrying retrying) {
    failures++;
    if (failures == 1) {
      LOG.warn(
          "{}; trying again in {} ms, and then for as long as delivery.timeout.ms or import.timeout.ms"
              + " allows",
          retrying.what(),
          retrying.waitMs());
    } else {
      LOG.debug("{}; failure {}, next in {} ms", retrying.what(), failures, retrying.waitMs());
    }
  }

  private void tellRecovered() {
    if (failures > 0) {
      LOG.info("MAAC answers again after {} failed calls", failures);
      failures = 0;
    }
  }
}
