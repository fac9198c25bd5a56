package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.schedule.Lag;
import io.github.linemaac.connect.segments.SegmentStateMachines;
import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is told while segments are rebuilt from the topic. */
class SegmentStageTest {
  private static final TopicPartition P0 = new TopicPartition("rx-a", 0);
  private static final TopicPartition P1 = new TopicPartition("rx-b", 0);
  private static final long MINUTE_MS = 60_000;

  private final HandSetClock clock = new HandSetClock();
  private final FakeSinkContext context = new FakeSinkContext();
  private final LoggedLines lines = new LoggedLines();
  private final SegmentStage stage = start();

  private SegmentStage start() {
    final MaacConfig config =
        MaacConfig.of(Map.of("api.token", "t", "data.object", "segments", "segment.name", "vip"));
    final TaskEnvironment environment =
        new TaskEnvironment(
            Optional.empty(),
            context,
            new TaskMetrics(new ShownMetrics(), clock),
            clock,
            new Random(1));
    return new SegmentStage(
        config,
        SegmentStateMachines.of(config, environment.random(), clock),
        new FakeDelivery(),
        CatchUpLog.ofLists(lines.logger()),
        environment);
  }

  @Test
  void thatNoLagIsShownIsToldOnce() {
    stage.open(List.of(P0));
    pass(6_000);
    pass(6_000);
    assertThat(lines.take())
        .singleElement()
        .asString()
        .startsWith("WARN The consumer's lag is not");
  }

  @Test
  void aDeletedTopicIsNamed() {
    context.show(P0, new Lag.Awaited());
    context.show(P1, new Lag.Awaited());
    stage.open(List.of(P0, P1));
    stage.close(List.of(P1));
    context.show(P0, new Lag.Known(0));
    pass(MINUTE_MS);
    assertThat(stage.isCaughtUp()).isFalse();
    pass(10 * MINUTE_MS);
    assertThat(stage.isCaughtUp()).isTrue();
    assertThat(lines.take())
        .singleElement()
        .asString()
        .startsWith(
            "WARN Revoked 5 minutes ago and not assigned again: rx-b-0. Was the topic deleted?")
        .contains("segment.max.shrink.percent");
  }

  @Test
  void aPartitionThatCannotBeReadIsNamedAndWaitedFor() {
    context.show(P0, new Lag.Awaited());
    stage.open(List.of(P0));
    pass(120 * MINUTE_MS);
    assertThat(stage.isCaughtUp()).isFalse();
    assertThat(lines.take())
        .singleElement()
        .asString()
        .startsWith("WARN Nothing came for 5 minutes")
        .endsWith("rx-a-0. Is a broker down? No segment is uploaded before it has been read");
  }

  private void pass(final long ms) {
    clock.advance(ms);
    stage.advance();
  }
}
