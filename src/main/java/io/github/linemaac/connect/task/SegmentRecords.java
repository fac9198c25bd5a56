package io.github.linemaac.connect.task;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.mapping.MappingResult;
import io.github.linemaac.connect.mapping.RecordMapper;
import io.github.linemaac.connect.mapping.SegmentMapper;
import io.github.linemaac.connect.model.MaacLimits;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.segments.SegmentTable;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Folds records into the table of segments, and fails where they name more than can be meant. Used
 * on the task's thread only.
 */
final class SegmentRecords {
  /** Twice what MAAC takes: a segment may pass the limit for a while as it is rebuilt. */
  private static final int MAX_HELD_IDS = 2 * MaacLimits.SEGMENT_IDS;

  /**
   * Far more than {@link MaacLimits#SEGMENTS}: a mistaken {@code field.segment_name} names one with
   * each record, and must not take the worker's memory. It fails the task, since to reject what
   * comes too late would keep whichever names came first.
   */
  private static final int MAX_LISTS = 1_000;

  private final RecordMapper mapper;
  private final boolean startsFromMaac;
  private final SegmentTable segments;
  private final Settlement settlement;
  private final Time time;

  SegmentRecords(
      final MaacConfig config,
      final SegmentTable segments,
      final Settlement settlement,
      final Time time) {
    this.mapper = new SegmentMapper(config.segments(), config.fields(), config.values());
    this.startsFromMaac = config.segments().baseline() == Baseline.MAAC;
    this.segments = segments;
    this.settlement = settlement;
    this.time = time;
  }

  /**
   * Takes in a record.
   *
   * @throws ConnectException if the records name more segments, or more ids of one, than MAAC takes
   */
  void accept(final SinkRecord record) {
    final MappingResult mapped = mapper.map(record);
    if (mapped instanceof MappingResult.Membership membership) {
      apply(
          membership.change(),
          new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
          record.originalKafkaOffset());
    } else if (mapped instanceof MappingResult.Invalid invalid) {
      settlement.reject(record, invalid.rejection(), time.monotonicMs());
    }
  }

  private void apply(
      final SegmentChange change, final TopicPartition partition, final long offset) {
    if (segments.apply(change, partition, offset) > MAX_HELD_IDS) {
      throw new ConnectException(
          change.segment().map(SegmentName::toString).orElse("A segment") + tooManyIds());
    }
    change.segment().ifPresent(last -> checkNames(segments.everNamed(), last));
  }

  /**
   * Looks whether records name ever more segments.
   *
   * @param named how many they have named
   * @param last what the last of these was
   * @throws ConnectException if they do
   */
  static void checkNames(final int named, final SegmentName last) {
    if (named > MAX_LISTS) {
      throw new ConnectException(
          "Records name more than "
              + MAX_LISTS
              + " segments, at last "
              + last
              + ", and MAAC gives an account "
              + MaacLimits.SEGMENTS
              + " unless agreed otherwise: nothing of it is accepted."
              + " Check that field.segment_name points to the name of a segment, and not to a value"
              + " that differs from record to record, then restart the task");
    }
  }

  private String tooManyIds() {
    final String divide =
        "split it into several segments (field.segment_name), then restart the task";
    return startsFromMaac
        ? " has changes of more than "
            + MAX_HELD_IDS
            + " ids that MAAC has not confirmed yet, and MAAC takes 300,000 ids: if the log shows"
            + " no failing calls, "
            + divide
            + "; else restart the task when MAAC responds again. Nothing is lost"
        : " has more than "
            + MAX_HELD_IDS
            + " ids, and MAAC takes 300,000: nothing was uploaded; "
            + divide;
  }
}
