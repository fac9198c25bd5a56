package io.github.linemaac.connect.metrics;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.model.FieldFault;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.upload.Outcome;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures one task, from what the pipeline sees; nothing is done for a single record but for a
 * rejected one.
 *
 * <p>Three threads meet here. The task's thread calls everything but {@link #calls} and {@link
 * #answered}, which belong to the uploader's; any thread reads the values that were registered. So
 * counters are adders, and whatever else is read is one immutable value in a volatile field.
 */
public final class TaskMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(TaskMetrics.class);

  /** Registered for each reason, once there is one. */
  private static final Set<Metric> BY_REASON =
      EnumSet.of(Metric.RECORDS_REJECTED_BY_REASON, Metric.FIELDS_OMITTED_BY_REASON);

  private final MetricsRegistry registry;
  private final Time time;
  private final Map<Metric, LongAdder> counters = new EnumMap<>(Metric.class);
  private final ReasonCounts rejected =
      new ReasonCounts(Metric.RECORDS_REJECTED_BY_REASON, this::register);
  private final ReasonCounts omitted =
      new ReasonCounts(Metric.FIELDS_OMITTED_BY_REASON, this::register);
  private final OutcomeCounts outcomes;

  private volatile Held held = new Held(0, 0, OptionalLong.empty());
  private volatile Waits pauses = Waits.NONE;
  private volatile SnapshotCounts snapshots = SnapshotCounts.NONE;

  private record Held(long records, long bytes, OptionalLong oldestMs) {}

  /**
   * Metrics of a task that begins now.
   *
   * @param registry where they are shown
   */
  public TaskMetrics(final MetricsRegistry registry, final Time time) {
    this.registry = registry;
    this.time = time;
    this.outcomes = new OutcomeCounts(this::add, time);
    for (final Metric metric : Metric.values()) {
      counters.put(metric, new LongAdder());
      if (!BY_REASON.contains(metric)) {
        register(metric, Map.of(), () -> value(metric));
      }
    }
  }

  /** A metric that cannot be shown is no reason to deliver nothing. */
  private void register(
      final Metric metric, final Map<String, String> tags, final DoubleSupplier value) {
    try {
      registry.register(metric, tags, value);
    } catch (final IllegalArgumentException | IllegalStateException e) {
      LOG.warn(
          "The metric {} is not shown: {}. Is an earlier task of this connector still stopping?",
          metric.metricName(),
          e.getClass().getSimpleName());
    }
  }

  private double value(final Metric metric) {
    return switch (metric) {
      case BUFFERED_RECORDS -> held.records();
      case BUFFERED_BYTES -> held.bytes();
      case OLDEST_UNCONFIRMED_RECORD_AGE -> sinceMs(held.oldestMs());
      case PAUSED -> pauses.sinceMs().isPresent() ? 1 : 0;
      case PAUSED_TIME -> sinceMs(pauses.sinceMs());
      case PAUSED_TIME_TOTAL -> totalMs(pauses);
      case IMPORT_SLOT_WAIT -> sinceMs(outcomes.slotWaits().sinceMs());
      case IMPORT_SLOT_WAIT_TOTAL -> totalMs(outcomes.slotWaits());
      case IMPORT_LATENCY_AVG -> outcomes.latency().avgMs();
      case IMPORT_LATENCY_MAX -> outcomes.latency().maxMs();
      case IMPORT_LATENCY_P50 -> outcomes.latency().p50Ms();
      case IMPORT_LATENCY_P95 -> outcomes.latency().p95Ms();
      case IMPORT_LATENCY_P99 -> outcomes.latency().p99Ms();
      case LAST_SUCCESS_TIME -> lastSuccessWallMs(outcomes.lastSuccessMs());
      case REMOVALS_PENDING -> outcomes.removalsPending();
      case SEGMENTS -> outcomes.segments().count();
      case SEGMENT_IDS -> outcomes.segments().ids();
      case SEGMENT_IDS_MAX -> outcomes.segments().maxIds();
      case RECORDS_RECEIVED,
          RECORDS_DELIVERED,
          RECORDS_MERGED,
          RECORDS_UNCHANGED,
          RECORDS_REJECTED,
          RECORDS_REJECTED_BY_REASON,
          FIELDS_OMITTED,
          FIELDS_OMITTED_BY_REASON,
          ROWS_UNMATCHED,
          TAG_REMOVALS,
          TAG_REMOVALS_KEPT,
          CUSTOMER_IDS_UNBOUND,
          IMPORTS_SUBMITTED,
          IMPORTS_SUCCEEDED,
          IMPORTS_REJECTED,
          IMPORTS_RETRIED,
          REQUESTS,
          REQUESTS_FAILED,
          REQUESTS_THROTTLED ->
          counters.get(metric).sum();
      case SNAPSHOTS_INCOMPLETE -> snapshots.incomplete();
      case SNAPSHOT_INCOMPLETE_AGE -> sinceMs(snapshots.sinceMs());
      case SNAPSHOT_INCOMPLETE_IDS -> snapshots.ids();
      case SNAPSHOT_MISSING_IDS -> snapshots.missingIds();
      case SNAPSHOTS_SUPERSEDED -> snapshots.superseded();
      case SNAPSHOT_RECORDS_LATE -> snapshots.lateRecords();
    };
  }

  private double lastSuccessWallMs(final OptionalLong successMs) {
    return successMs.isPresent() ? time.wallMs() - sinceMs(successMs) : Double.NaN;
  }

  private long sinceMs(final OptionalLong startMs) {
    return startMs.isPresent() ? time.monotonicMs() - startMs.getAsLong() : 0;
  }

  private long totalMs(final Waits seen) {
    return seen.endedMs() + sinceMs(seen.sinceMs());
  }

  private void add(final Metric counter, final long count) {
    counters.get(counter).add(count);
  }

  /** So many records were given to the task. */
  public void received(final int records) {
    add(Metric.RECORDS_RECEIVED, records);
  }

  /** A record was rejected. */
  public void rejected(final Rejection rejection) {
    add(Metric.RECORDS_REJECTED, 1);
    rejected.count(rejection.faults());
  }

  /** Fields of a record were left out. */
  public void omitted(final List<FieldFault> faults) {
    add(Metric.FIELDS_OMITTED, faults.size());
    omitted.count(faults);
  }

  /** So many tags of a record stay that it would take off. */
  public void kept(final int tags) {
    add(Metric.TAG_REMOVALS_KEPT, tags);
  }

  /** This much is held now; the oldest that is not confirmed came at this time. */
  public void holds(final long records, final long bytes, final OptionalLong oldestMs) {
    held = new Held(records, bytes, oldestMs);
  }

  /** This is how things stand with snapshots. */
  public void snapshots(final SnapshotCounts seen) {
    snapshots = seen;
  }

  /** The partitions were paused, or flow again. */
  public void paused(final boolean isPaused) {
    if (isPaused != pauses.sinceMs().isPresent()) {
      pauses =
          new Waits(
              isPaused ? OptionalLong.of(time.monotonicMs()) : OptionalLong.empty(),
              totalMs(pauses));
    }
  }

  /** Something has become of records. */
  public void told(final Outcome outcome) {
    outcome.accept(outcomes);
  }

  /** A call is being made. */
  void calls(final Request request) {
    add(Metric.REQUESTS, 1);
    add(Metric.IMPORTS_SUBMITTED, request.isUpload() ? 1 : 0);
  }

  /** A call was answered. */
  void answered(final HttpReply answer) {
    final boolean isThrottled = answer instanceof HttpReply.Reply reply && reply.status() == 429;
    add(Metric.REQUESTS_THROTTLED, isThrottled ? 1 : 0);
  }
}
