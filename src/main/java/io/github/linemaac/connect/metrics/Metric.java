package io.github.linemaac.connect.metrics;

/**
 * The catalogue of what is measured: registration and the reference are both written from it. All
 * of it begins anew when the task starts. No name and no meaning holds a value of a record.
 */
public enum Metric {
  RECORDS_RECEIVED("records-received-total", "records", "records that the task was given"),
  RECORDS_DELIVERED(
      "records-delivered-total",
      "records",
      "members: records in imports that MAAC confirmed, with those of `rows-unmatched-total` and of"
          + " `records-unchanged-total`, and those that only take something off"),
  RECORDS_MERGED(
      "records-merged-total",
      "records",
      "members: of the delivered ones, those that went into the row of an earlier record"),
  RECORDS_UNCHANGED(
      "records-unchanged-total",
      "records",
      "members: of the delivered ones, those that were not sent, since they say nothing new, with"
          + " `tags.resend=changed`"),
  RECORDS_REJECTED(
      "records-rejected-total",
      "records",
      "records given to the dead-letter queue, or without one to the log"),
  RECORDS_REJECTED_BY_REASON(
      "records-rejected-by-reason-total",
      "records",
      "the same, in an MBean for each reason, with the tags `field` and `rule`; a record with"
          + " several counts for each"),
  FIELDS_OMITTED(
      "fields-omitted-total",
      "fields",
      "members: fields that break a rule and were left out of their record, with"
          + " `invalid.field.behavior=omit`"),
  FIELDS_OMITTED_BY_REASON(
      "fields-omitted-by-reason-total",
      "fields",
      "the same, in an MBean for each reason, with the tags `field` and `rule`"),
  ROWS_UNMATCHED(
      "rows-unmatched-total",
      "rows",
      "members: rows of confirmed imports that MAAC skipped, since the member does not exist or has"
          + " blocked the account"),
  TAG_REMOVALS(
      "tag-removals-total",
      "removals",
      "members: tags taken off, or found to be off; each of one member"),
  TAG_REMOVALS_KEPT(
      "tag-removals-kept-total",
      "removals",
      "members: tags that records would take off and that stay, since `tags.removable` does not"
          + " name them"),
  CUSTOMER_IDS_UNBOUND("customer-ids-unbound-total", "ids", "members: customer ids unbound"),
  REMOVALS_PENDING(
      "removals-pending",
      "removals",
      "members: tags and customer ids of the batch in hand that are still to be taken off"),
  IMPORTS_SUBMITTED(
      "imports-submitted-total", "imports", "imports, or uploads of segments, sent; each attempt"),
  IMPORTS_SUCCEEDED(
      "imports-succeeded-total", "imports", "imports confirmed, or uploaded segments ready"),
  IMPORTS_REJECTED(
      "imports-rejected-total",
      "imports",
      "members: imports that MAAC rejected because of some rows, which are then looked for"),
  IMPORTS_RETRIED(
      "imports-retried-total",
      "imports",
      "imports, or uploads of segments, that failed for another reason and are sent again"),
  REQUESTS("requests-total", "calls", "calls made to MAAC, of any kind"),
  REQUESTS_FAILED(
      "requests-failed-total",
      "calls",
      "calls that failed and are made again, and imports sent again"),
  REQUESTS_THROTTLED(
      "requests-throttled-total", "calls", "calls that MAAC answered with HTTP 429, too many"),
  IMPORT_SLOT_WAIT(
      "import-slot-wait-ms",
      "ms",
      "members: how long the batch in hand has waited by now because somebody else imports into the"
          + " account, or MAAC throttles; 0: it does not"),
  IMPORT_SLOT_WAIT_TOTAL(
      "import-slot-wait-ms-total", "ms", "members: how long batches waited for that altogether"),
  BUFFERED_RECORDS(
      "buffered-records",
      "records",
      "records in memory: neither confirmed nor in the dead-letter queue, or behind one that is"
          + " not; segments: rejected ones only"),
  BUFFERED_BYTES("buffered-bytes", "bytes", "what those records hold in memory, by estimate"),
  OLDEST_UNCONFIRMED_RECORD_AGE(
      "oldest-unconfirmed-record-age-ms",
      "ms",
      "how long ago the task was given the oldest record that is neither confirmed nor in the"
          + " dead-letter queue; 0: there is none"),
  PAUSED("paused", "0 or 1", "1: the partitions are paused, since enough waits for MAAC"),
  PAUSED_TIME("paused-time-ms", "ms", "how long they have been paused by now; 0: they are not"),
  PAUSED_TIME_TOTAL("paused-time-ms-total", "ms", "how long they were paused altogether"),
  IMPORT_LATENCY_AVG(
      "import-latency-ms-avg",
      "ms",
      "from the first sending of an import or segment to its confirmation, mean of the last 100;"
          + " NaN: none yet"),
  IMPORT_LATENCY_MAX("import-latency-ms-max", "ms", "the longest of these"),
  IMPORT_LATENCY_P50("import-latency-ms-p50", "ms", "half of these were not longer"),
  IMPORT_LATENCY_P95("import-latency-ms-p95", "ms", "95 % of these were not longer"),
  IMPORT_LATENCY_P99("import-latency-ms-p99", "ms", "99 % of these were not longer"),
  LAST_SUCCESS_TIME(
      "last-success-time-ms",
      "ms since 1970",
      "when an import or segment was last confirmed; NaN: not yet"),
  SEGMENTS(
      "segments", "segments", "segments: those that MAAC has as the records say, since the start"),
  SEGMENT_IDS("segment-ids", "ids", "segments: ids on those segments altogether"),
  SEGMENT_IDS_MAX("segment-ids-max", "ids", "segments: ids on the largest of them"),
  SNAPSHOTS_INCOMPLETE(
      "snapshots-incomplete", "snapshots", "snapshots of segments that are not complete"),
  SNAPSHOT_INCOMPLETE_AGE(
      "snapshot-incomplete-age-ms",
      "ms",
      "how long ago the first record came of the oldest of them; 0: there is none"),
  SNAPSHOT_INCOMPLETE_IDS("snapshot-incomplete-ids", "ids", "distinct ids of them that have come"),
  SNAPSHOT_MISSING_IDS(
      "snapshot-missing-ids", "ids", "ids that have not, of those whose end record has come"),
  SNAPSHOTS_SUPERSEDED(
      "snapshots-superseded-total",
      "snapshots",
      "snapshots that were not uploaded, since a newer one of their segment was"),
  SNAPSHOT_RECORDS_LATE(
      "snapshot-records-late-total",
      "records",
      "records that were passed over, since they belong to a snapshot that MAAC has or that was"
          + " superseded");

  private final String metricName;
  private final String unit;
  private final String meaning;

  Metric(final String metricName, final String unit, final String meaning) {
    this.metricName = metricName;
    this.unit = unit;
    this.meaning = meaning;
  }

  /** The name of the MBean's attribute. */
  public String metricName() {
    return metricName;
  }

  /** What is counted or measured in. */
  public String unit() {
    return unit;
  }

  /** What it says, as a clause in Markdown. */
  public String meaning() {
    return meaning;
  }
}
