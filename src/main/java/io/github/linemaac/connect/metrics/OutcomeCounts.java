package io.github.linemaac.connect.metrics;

import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.upload.ImportReport;
import io.github.linemaac.connect.upload.Outcome;
import java.util.OptionalLong;

/**
 * What each outcome is counted as. The task's thread tells outcomes, and any thread reads: each
 * value is one immutable value in a volatile field.
 */
final class OutcomeCounts implements Outcome.Handler {
  private final Adder counters;
  private final Time time;
  private final SegmentSizes segments = new SegmentSizes();
  private final ImportLatency latencies = new ImportLatency();

  private volatile Waits slotWaits = Waits.NONE;
  private volatile ImportLatency.Summary latency = ImportLatency.Summary.NONE;
  private volatile int removalsPending;

  /** In the time that never goes back, so that a clock that was wrong then is not remembered. */
  private volatile OptionalLong lastSuccessMs = OptionalLong.empty();

  /** Adds to a counter. */
  interface Adder {
    void add(Metric counter, long count);
  }

  OutcomeCounts(final Adder counters, final Time time) {
    this.counters = counters;
    this.time = time;
  }

  /** How long the import slot was waited for, and is. */
  Waits slotWaits() {
    return slotWaits;
  }

  /** How long the last imports took. */
  ImportLatency.Summary latency() {
    return latency;
  }

  /** How many removals are still to be made. */
  int removalsPending() {
    return removalsPending;
  }

  /** When MAAC confirmed something last. */
  OptionalLong lastSuccessMs() {
    return lastSuccessMs;
  }

  /** How many segments MAAC has, and how long they are. */
  SegmentSizes.Sizes segments() {
    return segments.now();
  }

  private void add(final Metric counter, final long count) {
    counters.add(counter, count);
  }

  private void succeeded(final long tookMs) {
    add(Metric.IMPORTS_SUCCEEDED, 1);
    latency = latencies.add(tookMs);
    lastSuccessMs = OptionalLong.of(time.monotonicMs());
  }

  @Override
  public void confirmed(final Outcome.Confirmed confirmed) {
    final ImportReport report = confirmed.report();
    add(Metric.RECORDS_DELIVERED, report.records());
    add(Metric.RECORDS_MERGED, report.records() - report.rows());
    add(Metric.ROWS_UNMATCHED, report.unmatched());
    succeeded(report.tookMs());
  }

  @Override
  public void unchanged(final Outcome.Unchanged unchanged) {
    add(Metric.RECORDS_DELIVERED, unchanged.batch().records());
    add(Metric.RECORDS_UNCHANGED, unchanged.batch().records());
  }

  @Override
  public void removing(final Outcome.Removing removing) {
    removalsPending = removing.pending();
    add(Metric.TAG_REMOVALS, removing.tags());
    add(Metric.CUSTOMER_IDS_UNBOUND, removing.unbound());
  }

  @Override
  public void removed(final Outcome.Removed removed) {
    if (!removed.isImported()) {
      add(Metric.RECORDS_DELIVERED, removed.changes().size());
      add(Metric.RECORDS_MERGED, removed.changes().size() - 1);
    }
  }

  @Override
  public void removalsDone(final Outcome.RemovalsDone done) {
    // Counted one by one.
  }

  @Override
  public void segmentReady(final Outcome.SegmentReady ready) {
    succeeded(ready.report().tookMs());
    segments.have(ready.upload().name(), ready.report().ids());
  }

  @Override
  public void segmentUnchanged(final Outcome.SegmentUnchanged unchanged) {
    segments.have(unchanged.upload().name(), unchanged.ids());
  }

  @Override
  public void segmentEmpty(final Outcome.SegmentEmpty empty) {
    segments.have(empty.upload().name(), 0);
  }

  @Override
  public void segmentDeleted(final Outcome.SegmentDeleted deleted) {
    segments.have(deleted.upload().name(), 0);
  }

  @Override
  public void rejected(final Outcome.Rejected rejected) {
    // Counted where it is reported, as a record that was never sent is.
  }

  @Override
  public void isolating(final Outcome.Isolating isolating) {
    add(Metric.IMPORTS_REJECTED, 1);
  }

  @Override
  public void retrying(final Outcome.Retrying retrying) {
    add(Metric.REQUESTS_FAILED, 1);
    add(Metric.IMPORTS_RETRIED, retrying.sendsAgain() ? 1 : 0);
  }

  @Override
  public void slotAwaited(final Outcome.SlotAwaited awaited) {
    add(Metric.REQUESTS_FAILED, awaited.refused() ? 1 : 0);
    add(Metric.IMPORTS_RETRIED, awaited.refused() ? 1 : 0);
    slotWaits =
        new Waits(OptionalLong.of(time.monotonicMs() - awaited.waitedMs()), slotWaits.endedMs());
  }

  @Override
  public void slotFree(final Outcome.SlotFree free) {
    slotWaits = new Waits(OptionalLong.empty(), slotWaits.endedMs() + free.waitedMs());
  }

  @Override
  public void failed(final Outcome.Failed failed) {
    // The task fails with it, which Connect counts.
  }
}
