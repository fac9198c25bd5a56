package io.github.linemaac.connect.task;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.support.DirectMaac;
import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.upload.SteppedDelivery;
import io.github.linemaac.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A record that makes a row of more than the 10 MB that MAAC takes (MAAC OpenAPI, imports). */
class LongRowTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);

  private final HandSetClock clock = new HandSetClock();
  private final Sandbox sandbox = new Sandbox();
  private final ShownMetrics shown = new ShownMetrics();
  private final TaskMetrics metrics = new TaskMetrics(shown, clock);
  private final MaacConfig config =
      MaacConfig.of(
          Map.of(
              "api.token", sandbox.settings().token,
              "data.object", "members",
              "import.key", "line_uid"));
  private final SteppedDelivery delivery =
      new SteppedDelivery(new DirectMaac(sandbox, clock), clock);
  private final Pipeline pipeline =
      PipelineFactory.ofMembers(
          config,
          delivery,
          new TaskEnvironment(
              Optional.of((record, reason) -> CompletableFuture.completedFuture(null)),
              new FakeSinkContext(),
              metrics,
              clock,
              new Random(1)));

  @Test
  void isRejectedAndItsNeighboursAreDelivered() {
    clock.advance(1);
    pipeline.open(List.of(P0));
    pipeline.put(
        List.of(
            TestRecords.at(P0, 0, Map.of("line_uid", TestRecords.lineUid(1))),
            TestRecords.at(P0, 1, Map.of("line_uid", TestRecords.lineUid(2), "tags", tags())),
            TestRecords.at(P0, 2, Map.of("line_uid", TestRecords.lineUid(3)))));
    while (of(Metric.RECORDS_DELIVERED) < 2) {
      clock.advance(1_000);
      delivery.runDue(1);
      pipeline.put(List.of());
    }
    assertThat(shown.rejections())
        .containsOnly(Map.entry("value: makes a row that is too large for an import", 1.0));
    assertThat(sandbox.imports().stats().rowsWritten()).isEqualTo(2);
    assertThat(pipeline.preCommit(Map.of(P0, new OffsetAndMetadata(3))).get(P0).offset())
        .isEqualTo(3);
  }

  private static List<String> tags() {
    return IntStream.range(0, 40_000)
        .mapToObj(i -> "t".repeat(245) + "%05d".formatted(i))
        .collect(toList());
  }

  private double of(final Metric metric) {
    return shown.of(metric);
  }
}
