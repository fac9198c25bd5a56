package io.github.linemaac.connect.task;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.mapping.MappingResult;
import io.github.linemaac.connect.mapping.RecordMapper;
import io.github.linemaac.connect.mapping.SnapshotMapper;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SnapshotPart;
import io.github.linemaac.connect.segments.SnapshotTable;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Takes records into the snapshots that they belong to, and fails the task where a mistaken path
 * makes too many of them. Used on the task's thread only.
 */
final class SnapshotRecords {
  /** A mistaken {@code field.segment_snapshot} begins one with each record. */
  private static final int MAX_OPEN_SNAPSHOTS = 1_000;

  private final RecordMapper mapper;
  private final Settlement settlement;
  private final SnapshotTable table;

  SnapshotRecords(final MaacConfig config, final Settlement settlement, final SnapshotTable table) {
    this.mapper = new SnapshotMapper(config.segments(), config.fields(), config.values());
    this.settlement = settlement;
    this.table = table;
  }

  void take(final SinkRecord record, final TopicPartition partition, final long nowMs) {
    final long offset = record.originalKafkaOffset();
    final MappingResult mapped = mapper.map(record);
    if (mapped instanceof MappingResult.Part part) {
      apply(part.part(), partition, offset, nowMs);
    } else if (mapped instanceof MappingResult.InvalidPart invalid) {
      settlement.reject(record, invalid.rejection(), nowMs);
      apply(invalid.part(), partition, offset, nowMs);
    } else if (mapped instanceof MappingResult.Invalid invalid) {
      settlement.reject(record, invalid.rejection(), nowMs);
    }
  }

  private void apply(
      final SnapshotPart part,
      final TopicPartition partition,
      final long offset,
      final long nowMs) {
    table.apply(part, partition, offset, nowMs);
    SegmentRecords.checkNames(table.lists(), part.segment());
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
