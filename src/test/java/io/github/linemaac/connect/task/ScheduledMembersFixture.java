package io.github.linemaac.connect.task;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.schedule.CatchUp;
import io.github.linemaac.connect.support.DirectMaac;
import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.upload.SteppedDelivery;
import io.github.linemaac.sandbox.Sandbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;

/** Members by the hour, against the sandbox's rules; a task that starts at half past nine. */
abstract class ScheduledMembersFixture {
  static final TopicPartition P0 = new TopicPartition("members", 0);
  static final TopicPartition P1 = new TopicPartition("members", 1);
  static final long MINUTE_MS = 60_000;
  static final long HALF_PAST_MS = Instant.parse("2026-03-02T09:30:00Z").toEpochMilli();
  static final long TEN_MS = HALF_PAST_MS + 30 * MINUTE_MS;
  final HandSetClock clock = new HandSetClock();
  final Sandbox sandbox = new Sandbox();
  final FakeSinkContext context = new FakeSinkContext();

  final MaacConfig config =
      MaacConfig.of(
          Map.of(
              "api.url", "http://localhost",
              "api.token", sandbox.settings().token,
              "data.object", "members",
              "import.key", "line_uid",
              "batch.max.records", "10",
              "flush.interval.ms", "86400000",
              "imports.per.minute", "60000",
              "delivery.schedule", "@hourly"));

  final ShownMetrics shown = new ShownMetrics();
  SteppedDelivery delivery;
  Pipeline pipeline;

  @BeforeEach
  void start() {
    sandbox.settings().imports.perMinute = Integer.MAX_VALUE;
    sandbox.settings().imports.durationMs = 0;
    clock.advance(HALF_PAST_MS);
    startTask();
  }

  void startTask() {
    delivery = new SteppedDelivery(new DirectMaac(sandbox, clock), clock);
    pipeline =
        PipelineFactory.ofMembers(
            config,
            delivery,
            new TaskEnvironment(
                Optional.empty(), context, new TaskMetrics(shown, clock), clock, new Random(1)));
  }

  /** A task whose last window was finished. */
  void restUntilTen() {
    pipeline.open(List.of(P0));
    pass(CatchUp.QUIET_MS);
  }

  void put(final SinkRecord... records) {
    pipeline.put(List.of(records));
  }

  void pass(final long ms) {
    clock.advance(ms);
    put();
  }

  void passTo(final long wallMs) {
    pass(wallMs - clock.monotonicMs());
  }

  /** Lets the uploader do what it has to, and the pipeline be told. */
  void deliver() {
    for (int i = 0; i < 10_000 && delivery.isUnderWay(); i++) {
      delivery.runDue(1);
      clock.advance(100);
      put();
    }
  }

  long delivered() {
    return sandbox.imports().stats().rowsAccepted();
  }

  Optional<Long> committed(final long position) {
    return Optional.ofNullable(
            pipeline.preCommit(Map.of(P0, new OffsetAndMetadata(position))).get(P0))
        .map(OffsetAndMetadata::offset);
  }

  static SinkRecord member(final long offset, final long timestampMs) {
    return new SinkRecord(
        P0.topic(),
        P0.partition(),
        null,
        null,
        null,
        Map.of("line_uid", TestRecords.lineUid((int) offset)),
        offset,
        timestampMs,
        TimestampType.CREATE_TIME);
  }
}
