package io.github.linemaac.connect.task;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.MeteredMaac;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.schedule.Lag;
import io.github.linemaac.connect.support.DirectMaac;
import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.upload.SteppedDelivery;
import io.github.linemaac.sandbox.Sandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;

/** A pipeline of segments on top of the sandbox, in hand-set time. */
final class SegmentPipelineFixture {
  private static final String NAME = "vip";

  final TopicPartition p0 = new TopicPartition("members", 0);
  final TopicPartition p1 = new TopicPartition("members", 1);
  final ShownMetrics metrics = new ShownMetrics();
  final HandSetClock clock = new HandSetClock();
  final Sandbox sandbox = new Sandbox();
  final FakeSinkContext context = new FakeSinkContext();
  final DirectMaac maac = new DirectMaac(sandbox, clock);
  final SteppedDelivery delivery;
  final Pipeline pipeline;

  /** What the consumer shows of every partition. */
  Lag lag = new Lag.Hidden();

  /** A connector that is configured by these names and values beside what it must be. */
  SegmentPipelineFixture(final String... more) {
    clock.advance(1_700_000_000_000L);
    context.showOthers(() -> lag);
    sandbox
        .members()
        .follow(
            IntStream.range(0, 300).mapToObj(TestRecords::lineUid).toList(), clock.monotonicMs());
    final Map<String, String> props = new HashMap<>();
    props.put("api.token", sandbox.settings().token);
    props.put("data.object", "segments");
    props.put("segment.name", NAME);
    props.put("segment.max.shrink.percent", "100");
    props.put("segment.max.shrink.ids", "0");
    for (int i = 0; i < more.length; i += 2) {
      props.put(more[i], more[i + 1]);
    }
    final MaacConfig config = MaacConfig.of(props);
    final TaskMetrics measured = new TaskMetrics(metrics, clock);
    delivery = new SteppedDelivery(new MeteredMaac(maac, measured), clock);
    pipeline =
        PipelineFactory.ofSegments(
            config,
            delivery,
            new TaskEnvironment(Optional.empty(), context, measured, clock, new Random(1)));
  }

  void open(final TopicPartition... partitions) {
    pipeline.open(List.of(partitions));
  }

  void close(final TopicPartition... partitions) {
    pipeline.close(List.of(partitions));
  }

  void put(final SinkRecord... records) {
    pipeline.put(List.of(records));
  }

  void pass(final long ms) {
    clock.advance(ms);
  }

  /** Member 1 is on the list, and MAAC has it. */
  void readUp() {
    open(p0);
    put(fresh(p0, 0, 1));
    deliver();
  }

  /** Lets the uploader do what it has to, and the pipeline be told. */
  void deliver() {
    run();
    put();
  }

  void run() {
    for (int i = 0; i < 10_000 && delivery.isUnderWay(); i++) {
      delivery.runDue(1);
      clock.advance(100);
    }
  }

  List<String> members() {
    return sandbox.segments().named(NAME).get(0).ids();
  }

  /** What is committed of a partition, if Connect stands at this position. */
  Optional<Long> committed(final TopicPartition partition, final long position) {
    return Optional.ofNullable(
            pipeline.preCommit(Map.of(partition, new OffsetAndMetadata(position))).get(partition))
        .map(OffsetAndMetadata::offset);
  }

  /** A record that was there before anything was assigned. */
  SinkRecord old(final TopicPartition partition, final long offset, final int member) {
    return record(partition, offset, null, Map.of("line_uid", TestRecords.lineUid(member)), 1L);
  }

  /** A record of this moment. */
  SinkRecord fresh(final TopicPartition partition, final long offset, final int member) {
    return record(
        partition,
        offset,
        null,
        Map.of("line_uid", TestRecords.lineUid(member)),
        clock.monotonicMs() + 1);
  }

  /** A record of this moment that names its list. */
  SinkRecord named(
      final TopicPartition partition, final long offset, final int member, final String list) {
    return record(
        partition,
        offset,
        null,
        Map.of("line_uid", TestRecords.lineUid(member), "segment_name", list),
        clock.monotonicMs() + 1);
  }

  SinkRecord removal(final TopicPartition partition, final long offset, final int member) {
    return record(
        partition,
        offset,
        null,
        Map.of("line_uid", TestRecords.lineUid(member), "segment_action", "remove"),
        clock.monotonicMs() + 1);
  }

  SinkRecord tombstone(final TopicPartition partition, final long offset, final int member) {
    return record(partition, offset, TestRecords.lineUid(member), null, clock.monotonicMs() + 1);
  }

  private static SinkRecord record(
      final TopicPartition partition,
      final long offset,
      final Object key,
      final Object value,
      final long timestampMs) {
    return new SinkRecord(
        partition.topic(),
        partition.partition(),
        null,
        key,
        null,
        value,
        offset,
        timestampMs,
        TimestampType.CREATE_TIME);
  }
}
