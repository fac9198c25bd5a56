package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.MeteredMaac;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.support.Bodies;
import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.upload.SteppedDelivery;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.Sandbox;
import io.github.linemaac.sandbox.SandboxAnswer;
import io.github.linemaac.sandbox.SandboxRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pipeline against the sandbox's rules, one thing at a time, in hand-set time. */
class PipelineTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final TopicPartition P1 = new TopicPartition("members", 1);

  private final HandSetClock clock = new HandSetClock();
  private final Sandbox sandbox = new Sandbox();
  private final FakeSinkContext context = new FakeSinkContext();
  private final ShownMetrics shown = new ShownMetrics();
  private final TaskMetrics metrics = new TaskMetrics(shown, clock);
  private final MaacConfig config =
      MaacConfig.of(
          Map.of(
              "api.url", "http://localhost",
              "api.token", sandbox.settings().token,
              "data.object", "members",
              "import.key", "line_uid",
              "batch.max.records", "10",
              "flush.interval.ms", "5000",
              "imports.per.minute", "60000"));
  private final SteppedDelivery delivery =
      new SteppedDelivery(new MeteredMaac(new Direct(), metrics), clock);
  private final Pipeline pipeline =
      PipelineFactory.ofMembers(
          config,
          delivery,
          new TaskEnvironment(Optional.empty(), context, metrics, clock, new Random(1)));

  @BeforeEach
  void assign() {
    sandbox.settings().imports.perMinute = Integer.MAX_VALUE;
    clock.advance(1);
    pipeline.open(List.of(P0));
  }

  @Test
  void asksToBeCalledAgainWhenTheOldestRecordHasWaitedLongEnough() {
    pipeline.put(members(0, 3));
    assertThat(context.takeWake()).hasValue(5_000);
    clock.advance(2_000);
    pipeline.put(List.of());
    assertThat(context.takeWake()).hasValue(3_000);
    clock.advance(3_000);
    pipeline.put(List.of());
    assertThat(delivery.isUnderWay()).isTrue();
  }

  @Test
  void anOldBatchGoesOnFillingWhileAnotherIsUnderWay() {
    pipeline.put(members(0, 13));
    clock.advance(5_000);
    pipeline.put(List.of());
    pipeline.put(members(13, 5));
    deliver();
    pipeline.put(List.of());
    deliver();
    assertThat(sandbox.imports().stats().rowsAccepted()).isEqualTo(18);
    assertThat(sandbox.imports().stats().accepted()).isEqualTo(2);
  }

  @Test
  void asksForNothingWhileThereIsNothingToDo() {
    pipeline.put(List.of());
    assertThat(context.takeWake()).isEmpty();
  }

  @Test
  void commitsNothingOfWhatIsNotConfirmedAndAsksForACommitOnceItIs() {
    pipeline.put(members(0, 10));
    assertThat(committed(10)).contains(0L);
    deliver();
    pipeline.put(List.of());
    assertThat(context.commitsRequested()).isEqualTo(1);
    assertThat(committed(10)).contains(10L);
  }

  @Test
  void aCommitWaitsAMomentForWhatIsInFlightSoThatALastCommitHasIt() {
    sandbox.settings().imports.durationMs = 0;
    pipeline.put(members(0, 10));
    assertThat(committed(10)).as("the import was finished while the commit waited").contains(10L);
  }

  @Test
  void aCommitWaitsNoLongerThanASecond() {
    sandbox.settings().imports.durationMs = 600_000;
    pipeline.put(members(0, 10));
    final long beforeMs = clock.monotonicMs();
    assertThat(committed(10)).contains(0L);
    assertThat(clock.monotonicMs() - beforeMs).isBetween(1L, 1_000L);
  }

  @Test
  void aCommitThatThePipelineAskedForDoesNotWaitInTheStreamsWay() {
    pipeline.put(members(0, 10));
    deliver();
    pipeline.put(members(10, 10));
    final long beforeMs = clock.monotonicMs();
    assertThat(committed(20)).contains(10L);
    assertThat(clock.monotonicMs()).isEqualTo(beforeMs);
  }

  @Test
  void pausesAboveTheHighMarkAndResumesBelowTheLowOne() {
    pipeline.put(members(0, 39));
    assertThat(context.paused()).isEmpty();
    pipeline.put(members(39, 1));
    assertThat(context.paused()).containsExactly(P0);
    deliverBatches(1);
    assertThat(context.paused()).containsExactly(P0);
    deliverBatches(1);
    assertThat(context.paused()).isEmpty();
  }

  @Test
  void partitionsThatArriveWhileTheValveIsShutArePausedToo() {
    pipeline.put(members(0, 40));
    pipeline.open(List.of(P1));
    assertThat(context.paused()).containsExactlyInAnyOrder(P0, P1);
  }

  @Test
  void aPartitionThatWasPausedWhenItWasTakenAwayFlowsWhenItComesBack() {
    pipeline.put(members(0, 40));
    pipeline.close(List.of(P0));
    pipeline.open(List.of(P0));
    assertThat(context.paused()).isEmpty();
  }

  @Test
  void manyRecordsOfFewMembersAreSentOnceNothingMoreCanBeTakenIn() {
    pipeline.put(IntStream.range(0, 40).mapToObj(i -> TestRecords.member(P0, i, i % 3)).toList());
    assertThat(context.paused()).containsExactly(P0);
    assertThat(delivery.isUnderWay()).isTrue();
  }

  @Test
  void partitionsThatAreGoneAreNeitherResumedNorHeld() {
    pipeline.open(List.of(P1));
    pipeline.put(members(0, 40));
    pipeline.close(List.of(P0));
    pipeline.put(List.of());
    assertThat(context.paused()).as("P1 flows again, P0 is no longer ours").containsExactly(P0);
    assertThat(committed(40)).isEmpty();
  }

  @Test
  void aFatalOutcomeIsThrownByTheNextPutAndNeverByACommit() {
    sandbox.faults().next("POST", "/openapi/v1/member/import/", InjectedFault.status(401));
    pipeline.put(members(0, 10));
    deliver();
    assertThat(committed(10)).contains(0L);
    assertThatThrownBy(() -> pipeline.put(List.of()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("api.token");
  }

  private List<SinkRecord> members(final int from, final int count) {
    return IntStream.range(from, from + count).mapToObj(i -> TestRecords.member(P0, i, i)).toList();
  }

  private Optional<Long> committed(final long position) {
    return Optional.ofNullable(
            pipeline.preCommit(Map.of(P0, new OffsetAndMetadata(position))).get(P0))
        .map(OffsetAndMetadata::offset);
  }

  /** Lets the uploader do what it has to, for a while. */
  private void deliver() {
    for (int i = 0; i < 50; i++) {
      delivery.runDue(1);
      clock.advance(200);
    }
  }

  private void deliverBatches(final int batches) {
    final long before = sandbox.imports().stats().succeeded();
    while (sandbox.imports().stats().succeeded() < before + batches || !outboxIsTold()) {
      delivery.runDue(1);
      clock.advance(100);
    }
    pipeline.put(List.of());
  }

  private boolean outboxIsTold() {
    return sandbox.imports().running() == 0;
  }

  /** The sandbox without a network and without delay. */
  private final class Direct implements MaacApi {
    @Override
    public HttpReply call(final Request request) {
      final SandboxAnswer answer =
          sandbox.answer(
              new SandboxRequest(
                  request.method(),
                  request.path(),
                  request.query(),
                  Map.of(
                      "authorization",
                      "Bearer " + config.api().token().value(),
                      "content-type",
                      request.contentType()),
                  Bodies.bytes(request)),
              clock.monotonicMs());
      return answer instanceof SandboxAnswer.Reply reply
          ? new HttpReply.Reply(reply.reply().status(), Optional.empty(), reply.reply().body())
          : new HttpReply.Lost("connection lost");
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
