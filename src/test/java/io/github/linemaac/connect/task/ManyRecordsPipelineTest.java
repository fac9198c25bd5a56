package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.support.Bodies;
import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.upload.Delivery;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.Step;
import io.github.linemaac.connect.upload.UploadStateMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Polls of many records at once. */
class ManyRecordsPipelineTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final TopicPartition P1 = new TopicPartition("members", 1);
  private static final int MANY = 200;

  private final Kept kept = new Kept();
  private final HandSetClock clock = new HandSetClock();
  private final Pipeline pipeline =
      PipelineFactory.ofMembers(
          MaacConfig.of(
              Map.of(
                  "api.token", "t",
                  "data.object", "members",
                  "import.key", "line_uid",
                  "skip.invalid.records", "false")),
          kept,
          new TaskEnvironment(
              Optional.empty(),
              new FakeSinkContext(),
              new TaskMetrics(new ShownMetrics(), clock),
              clock,
              new Random(1)));

  @Test
  void recordsKeepTheirOrderFromPollToPoll() {
    pipeline.open(List.of(P0));
    pipeline.put(records(P0, 0, MANY));
    pipeline.put(records(P0, MANY, MANY));
    pipeline.put(records(P0, 2 * MANY, 10_000));
    pipeline.put(List.of());

    assertThat(kept.names())
        .isEqualTo(IntStream.range(0, 10_000).mapToObj(Integer::toString).toList());
  }

  @Test
  void aCommitPassesNoRecordThatFailsTheTask() {
    pipeline.open(List.of(P0));
    final List<SinkRecord> records = new ArrayList<>(records(P0, 0, MANY));
    records.set(150, TestRecords.at(P0, 150, "no member"));

    assertThatThrownBy(
            () -> {
              pipeline.put(records);
              pipeline.put(List.of());
            })
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("members-0@150");
    assertThat(committed()).isZero();
  }

  @Test
  void aCommitPassesNoRecordThatWaitsForItsBatch() {
    pipeline.open(List.of(P0));
    pipeline.put(records(P0, 0, MANY));

    assertThat(committed()).isZero();
  }

  @Test
  void whatWaitsForItsBatchGoesWithItsPartition() {
    pipeline.open(List.of(P0, P1));
    final List<SinkRecord> both = new ArrayList<>(records(P0, 0, MANY));
    both.addAll(records(P1, 20_000, MANY));
    pipeline.put(both);
    pipeline.close(List.of(P0));
    pipeline.put(records(P1, 20_000 + MANY, 10_000));
    pipeline.put(List.of());

    assertThat(kept.names())
        .isEqualTo(IntStream.range(20_000, 30_000).mapToObj(Integer::toString).toList());
  }

  private static List<SinkRecord> records(
      final TopicPartition partition, final int from, final int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> TestRecords.member(partition, i, i, "line_display_name", i))
        .toList();
  }

  private long committed() {
    return pipeline.preCommit(Map.of(P0, new OffsetAndMetadata(MANY))).get(P0).offset();
  }

  /** Keeps what it is to deliver. */
  private static final class Kept implements Delivery {
    private final List<UploadStateMachine> batches = new ArrayList<>();

    /** The names of the members of the first batch, in its order. */
    List<String> names() {
      final Step step = batches.get(0).next(60_000);
      try {
        return new ObjectMapper()
            .readTree(Bodies.bytes(((Step.Call) step).request()))
            .findValuesAsText("line_display_name");
      } catch (final IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void offer(final UploadStateMachine batch) {
      batches.add(batch);
    }

    @Override
    public void revoke(final Collection<TopicPartition> partitions) {}

    @Override
    public List<Outcome> drain() {
      return List.of();
    }

    @Override
    public boolean isUnderWay() {
      return false;
    }

    @Override
    public long nextMs() {
      return 0;
    }

    @Override
    public void awaitOutcome(final long timeoutMs) {}

    @Override
    public void close() {}
  }
}
