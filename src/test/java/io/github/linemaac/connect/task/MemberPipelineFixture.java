package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.MeteredMaac;
import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.support.DirectMaac;
import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.upload.SteppedDelivery;
import io.github.linemaac.sandbox.ContactField;
import io.github.linemaac.sandbox.Sandbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/** A pipeline of members on top of the sandbox, in hand-set time. */
final class MemberPipelineFixture {
  final TopicPartition p0 = new TopicPartition("members", 0);
  final TopicPartition p1 = new TopicPartition("members", 1);

  /** The same partition as {@link #p0}, of another topic. */
  final TopicPartition other0 = new TopicPartition("customers", 0);

  final ShownMetrics metrics = new ShownMetrics();
  final HandSetClock clock = new HandSetClock();
  final Sandbox sandbox = new Sandbox();
  final FakeSinkContext context = new FakeSinkContext();
  final SteppedDelivery delivery;
  final Pipeline pipeline;

  /** A connector without a dead-letter queue. */
  MemberPipelineFixture(final String... more) {
    this(Optional.empty(), more);
  }

  /** A connector that is configured by these names and values beside what it must be. */
  MemberPipelineFixture(final Optional<ErrantRecordReporter> reporter, final String... more) {
    clock.advance(1_700_000_000_000L);
    sandbox.settings().imports.perMinute = Integer.MAX_VALUE;
    final Map<String, String> props = new HashMap<>();
    props.put("api.token", sandbox.settings().token);
    props.put("data.object", "members");
    props.put("import.key", "line_uid");
    props.put("batch.max.records", "10");
    for (int i = 0; i < more.length; i += 2) {
      props.put(more[i], more[i + 1]);
    }
    final MaacConfig config = MaacConfig.of(props);
    final TaskMetrics measured = new TaskMetrics(metrics, clock);
    delivery =
        new SteppedDelivery(new MeteredMaac(new DirectMaac(sandbox, clock), measured), clock);
    pipeline =
        PipelineFactory.ofMembers(
            config,
            delivery,
            new TaskEnvironment(reporter, context, measured, clock, new Random(1)));
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

  void put(final List<SinkRecord> records) {
    pipeline.put(records);
  }

  /** Members by number at offsets of the same numbers. */
  static List<SinkRecord> members(final TopicPartition partition, final int from, final int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> TestRecords.member(partition, i, i))
        .toList();
  }

  /** Lets the uploader send the next import, and no more. */
  void send() {
    final long posted = sandbox.imports().stats().posted();
    for (int ms = 0; sandbox.imports().stats().posted() == posted; ms++) {
      assertThat(ms).as("an import is sent").isLessThan(3_600_000);
      if (!delivery.isUnderWay()) {
        // What waits for the pace is gathered by the task.
        put();
      }
      delivery.runDue(1);
      clock.advance(1);
    }
  }

  /** Lets the uploader do all that it has to, and the pipeline be told, until nothing is held. */
  void deliver() {
    for (int i = 0; i < 1_000 && held() > 0; i++) {
      delivery.runDue(1);
      clock.advance(1_000);
      put();
    }
  }

  /** What the pipeline holds, in records. */
  double held() {
    return metrics.of(Metric.BUFFERED_RECORDS);
  }

  /** Whether the account has a member by number. */
  boolean has(final int member) {
    return sandbox.members().withLineUid(TestRecords.lineUid(member)).isPresent();
  }

  /** The name that the account has of a member by number. */
  String name(final int member) {
    return sandbox
        .members()
        .withLineUid(TestRecords.lineUid(member))
        .orElseThrow()
        .value(ContactField.LINE_DISPLAY_NAME);
  }

  /** What is committed of a partition, if Connect stands at this position. */
  Optional<Long> committed(final TopicPartition partition, final long position) {
    return Optional.ofNullable(
            pipeline.preCommit(Map.of(partition, new OffsetAndMetadata(position))).get(partition))
        .map(OffsetAndMetadata::offset);
  }
}
