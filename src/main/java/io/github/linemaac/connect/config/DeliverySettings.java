package io.github.linemaac.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.github.linemaac.connect.model.MaacLimits;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * How fast and how stubbornly batches are sent.
 *
 * @param batchMaxRecords most rows of one import
 * @param flushIntervalMs the longest that a record waits for its batch to fill
 * @param importsPerMinute most imports begun in any 60 seconds
 * @param importPollIntervalMs the wait between two looks at a running import
 * @param importTimeoutMs the longest that an import may run
 * @param retryBackoffMs the wait before the first retry
 * @param retryBackoffMaxMs the longest wait before a retry, unless MAAC asks for more
 * @param deliveryTimeoutMs how long a batch is retried; 0: for ever
 */
public record DeliverySettings(
    int batchMaxRecords,
    long flushIntervalMs,
    int importsPerMinute,
    long importPollIntervalMs,
    long importTimeoutMs,
    long retryBackoffMs,
    long retryBackoffMaxMs,
    long deliveryTimeoutMs) {

  static final String BATCH_MAX_RECORDS = "batch.max.records";
  static final String FLUSH_INTERVAL_MS = "flush.interval.ms";
  static final String IMPORTS_PER_MINUTE = "imports.per.minute";
  static final String IMPORT_POLL_INTERVAL_MS = "import.poll.interval.ms";
  static final String IMPORT_TIMEOUT_MS = "import.timeout.ms";
  static final String RETRY_BACKOFF_MS = "retry.backoff.ms";
  static final String RETRY_BACKOFF_MAX_MS = "retry.backoff.max.ms";
  static final String DELIVERY_TIMEOUT_MS = "delivery.timeout.ms";

  private static final int MAX_PER_MINUTE = 60_000;

  static void define(final ConfigDef def) {
    new Keys(def, "Delivery")
        .add(
            BATCH_MAX_RECORDS,
            ConfigDef.Type.INT,
            MaacLimits.IMPORT_ROWS,
            between(1, MaacLimits.IMPORT_ROWS),
            MEDIUM,
            "Most members of one import. A batch is also never more than 10,000,000 bytes of body.")
        .add(
            FLUSH_INTERVAL_MS,
            ConfigDef.Type.LONG,
            0L,
            between(0, 86_400_000L),
            MEDIUM,
            "How long a record of members waits for its batch to fill though it could go out, in"
                + " milliseconds. 0: a batch goes out whenever the pace and the import before it"
                + " allow, and records gather meanwhile.")
        .add(
            IMPORTS_PER_MINUTE,
            ConfigDef.Type.INT,
            MaacLimits.IMPORTS_PER_MINUTE,
            between(1, MAX_PER_MINUTE),
            MEDIUM,
            "Rate of imports. MAAC allows 15 a minute for an account; set less if something else"
                + " imports into it too.")
        .add(
            IMPORT_POLL_INTERVAL_MS,
            ConfigDef.Type.LONG,
            1_000L,
            between(1, 60_000L),
            LOW,
            "The wait between two looks at an import that MAAC has not finished, or at a segment"
                + " that is not ready, in milliseconds.")
        .add(
            IMPORT_TIMEOUT_MS,
            ConfigDef.Type.LONG,
            1_800_000L,
            atLeast(1),
            LOW,
            "An import that MAAC has not finished by then, or a segment that is not ready, fails"
                + " the task, in milliseconds (30 minutes). An import is never sent again while it"
                + " may be running.")
        .add(
            RETRY_BACKOFF_MS,
            ConfigDef.Type.LONG,
            1_000L,
            between(1, 3_600_000L),
            LOW,
            "The wait before a first retry, in milliseconds. It doubles with each further one, with"
                + " jitter.")
        .add(
            RETRY_BACKOFF_MAX_MS,
            ConfigDef.Type.LONG,
            60_000L,
            between(1, 3_600_000L),
            LOW,
            "The longest wait before a retry, in milliseconds. A Retry-After from MAAC wins, up to"
                + " 15 minutes.")
        .add(
            DELIVERY_TIMEOUT_MS,
            ConfigDef.Type.LONG,
            3_600_000L,
            atLeast(0),
            MEDIUM,
            "How long a batch or a segment is retried before the task fails, in milliseconds (an"
                + " hour); 0: for ever. Waiting for somebody else's import does not count. Nothing"
                + " is lost then: a restart of the task goes on.");
  }

  static DeliverySettings of(final AbstractConfig config) {
    return new DeliverySettings(
        config.getInt(BATCH_MAX_RECORDS),
        config.getLong(FLUSH_INTERVAL_MS),
        config.getInt(IMPORTS_PER_MINUTE),
        config.getLong(IMPORT_POLL_INTERVAL_MS),
        config.getLong(IMPORT_TIMEOUT_MS),
        config.getLong(RETRY_BACKOFF_MS),
        config.getLong(RETRY_BACKOFF_MAX_MS),
        config.getLong(DELIVERY_TIMEOUT_MS));
  }
}
