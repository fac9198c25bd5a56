package io.github.linemaac.connect.task;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.mapping.MappingResult;
import io.github.linemaac.connect.mapping.RecordMapper;
import io.github.linemaac.connect.mapping.SnapshotMapper;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SnapshotPart;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.segments.SnapshotTable;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Takes records into the snapshots that they belong to, and fails the task where a mistaken path
 * makes too many of them. Used on the task's thread only.
 */
final class SnapshotRecords {
  /** MAAC gives an account 30 segments unless agreed otherwise; as {@code SegmentRecords}. */
  private static final int MAX_LISTS = 1_000;

  /** A mistaken {@code field.segment_snapshot} begins one with each record. */
  private static final int MAX_OPEN_SNAPSHOTS = 1_000;

  private final RecordMapper mapper;
  private final Settlement settlement;
  private final SnapshotTable table;
  private final Time time;

  SnapshotRecords(
      final MaacConfig config,
      final Settlement settlement,
      final SnapshotTable table,
      final Time time) {
    this.mapper = new SnapshotMapper(config.segments(), config.fields(), config.values());
    this.settlement = settlement;
    this.table = table;
    this.time = time;
  }

  void take(final SinkRecord record, final TopicPartition partition, final long nowMs) {
    final long offset = record.originalKafkaOffset();
    final MappingResult mapped = mapper.map(record);
    if (mapped instanceof MappingResult.Part part) {
      apply(part.part(), partition, offset, nowMs);
    } else if (mapped instanceof MappingResult.InvalidPart invalid) {
      reject(record, invalid.rejection());
      apply(invalid.part(), partition, offset, nowMs);
    } else if (mapped instanceof MappingResult.Invalid invalid) {
      reject(record, invalid.rejection());
    }
  }

  private void reject(final SinkRecord record, final Rejection rejection) {
    settlement
        .deadLetters()
        .reject(
            settlement.ledger().open(record, RecordWeight.bytes(record), time.monotonicMs()),
            rejection);
  }

  private void apply(
      final SnapshotPart part,
      final TopicPartition partition,
      final long offset,
      final long nowMs) {
    table.apply(part, partition, offset, nowMs);
    if (table.lists() > MAX_LISTS) {
      throw new ConnectException(
          "Records name more than "
              + MAX_LISTS
              + " segments, at last "
              + part.segment()
              + ", and MAAC gives an account 30 unless agreed otherwise. Check that"
              + " field.segment_name points to the name of a segment, and not to a value that"
              + " differs from record to record, then restart the task");
    }
  }

  /**
   * Looks whether records begin ever more snapshots.
   *
   * @throws ConnectException if they do
   */
  void checkOpenSnapshots() {
    if (table.openSnapshots() > MAX_OPEN_SNAPSHOTS) {
      throw new ConnectException(
          "More than "
              + MAX_OPEN_SNAPSHOTS
              + " snapshots were begun and are not complete. Check that field.segment_snapshot"
              + " leads to what all records of a snapshot have in common, and not to a value that"
              + " differs from record to record, then restart the task");
    }
  }

  /** Fails the task for a snapshot that MAAC does not take. */
  static void failForLength(final SegmentName list) {
    throw new ConnectException(
        "The newest snapshot of "
            + list
            + " has more than the 300,000 ids that MAAC takes: it was not uploaded. Split it into"
            + " several segments (field.segment_name) or write a shorter snapshot, then restart the"
            + " task");
  }
}
