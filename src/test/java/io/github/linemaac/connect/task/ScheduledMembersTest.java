package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.schedule.CatchUp;
import io.github.linemaac.connect.schedule.Lag;
import io.github.linemaac.connect.support.DirectMaac;
import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.upload.SteppedDelivery;
import io.github.linemaac.sandbox.InjectedFault;
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
import org.junit.jupiter.api.Test;

/** Members by the hour, against the sandbox's rules; a task that starts at half past nine. */
class ScheduledMembersTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final TopicPartition P1 = new TopicPartition("members", 1);
  private static final long MINUTE_MS = 60_000;
  private static final long HALF_PAST_MS = Instant.parse("2026-03-02T09:30:00Z").toEpochMilli();
  private static final long TEN_MS = HALF_PAST_MS + 30 * MINUTE_MS;

  private final HandSetClock clock = new HandSetClock();
  private final Sandbox sandbox = new Sandbox();
  private final FakeSinkContext context = new FakeSinkContext();
  private final MaacConfig config =
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
  private final ShownMetrics shown = new ShownMetrics();
  private SteppedDelivery delivery;
  private Pipeline pipeline;

  @BeforeEach
  void start() {
    sandbox.settings().imports.perMinute = Integer.MAX_VALUE;
    sandbox.settings().imports.durationMs = 0;
    clock.advance(HALF_PAST_MS);
    startTask();
  }

  private void startTask() {
    delivery = new SteppedDelivery(new DirectMaac(sandbox, clock), clock);
    pipeline =
        PipelineFactory.ofMembers(
            config,
            delivery,
            new TaskEnvironment(
                Optional.empty(), context, new TaskMetrics(shown, clock), clock, new Random(1)));
  }

  @Test
  void aRestIsNoBackPressureToWhoeverLooksAtTheMetrics() {
    restUntilTen();
    pass(60_000);
    assertThat(context.paused()).containsExactly(P0);
    assertThat(shown.of(Metric.PAUSED)).isZero();
  }

  @Test
  void restsUntilItIsTimeAndAsksToBeCalledThen() {
    restUntilTen();
    assertThat(context.paused()).containsExactly(P0);
    assertThat(context.takeWake()).hasValue(TEN_MS - clock.monotonicMs());
    passTo(TEN_MS);
    assertThat(context.paused()).isEmpty();
  }

  @Test
  void readsUntilItIsCaughtUpDeliversCommitsAndRestsAgain() {
    restUntilTen();
    passTo(TEN_MS);
    put(member(0, TEN_MS - 2), member(1, TEN_MS - 1), member(2, TEN_MS + 1));
    assertThat(context.paused()).containsExactly(P0);
    deliver();
    assertThat(delivered()).isEqualTo(3);
    assertThat(committed(3)).contains(3L);
    assertThat(context.takeWake()).hasValue(TEN_MS + 60 * MINUTE_MS - clock.monotonicMs());
    assertThat(context.commitsRequested()).isPositive();
  }

  @Test
  void aTopicThatGivesNothingEndsTheWindowWithACommit() {
    restUntilTen();
    passTo(TEN_MS);
    final int before = context.commitsRequested();
    pass(CatchUp.QUIET_MS - 1);
    assertThat(context.paused()).isEmpty();
    pass(1);
    put();
    assertThat(context.paused()).containsExactly(P0);
    assertThat(context.commitsRequested()).isGreaterThan(before);
  }

  @Test
  void whatAStartShowsOfTheNextWindowIsGivenBack() {
    pipeline.open(List.of(P0, P1));
    assertThat(context.paused()).as("the first records are looked at").isEmpty();
    put(member(7, HALF_PAST_MS - 1));
    assertThat(context.paused()).as("one is enough").containsExactly(P0);
    pass(CatchUp.QUIET_MS);
    assertThat(context.takeRewoundTo()).isEqualTo(Map.of(P0, 7L));
    assertThat(context.paused()).containsExactlyInAnyOrder(P0, P1);
    assertThat(committed(8)).as("Connect has not gone back yet").contains(7L);
    pass(1);
    assertThat(delivery.isUnderWay()).isFalse();
    assertThat(delivered()).isZero();
  }

  @Test
  void aRestartInsideOfAWindowGoesOn() {
    pipeline.open(List.of(P0));
    final long nineMs = HALF_PAST_MS - 30 * MINUTE_MS;
    put(member(7, nineMs - 1), member(8, nineMs + 1));
    assertThat(context.takeRewoundTo()).isEqualTo(Map.of(P0, 7L));
    assertThat(context.paused()).isEmpty();
    assertThat(committed(9)).as("Connect has not gone back yet").contains(7L);
    put(member(7, nineMs - 1), member(8, nineMs + 1));
    assertThat(committed(9)).contains(7L);
    pass(CatchUp.QUIET_MS);
    deliver();
    assertThat(delivered()).isEqualTo(2);
    assertThat(committed(9)).contains(9L);
    assertThat(context.paused()).containsExactly(P0);
  }

  @Test
  void whatIsStillLookedAtWhenItIsTimeIsRead() {
    context.holdByUser(true);
    pipeline.open(List.of(P0));
    pass(CatchUp.QUIET_MS);
    context.holdByUser(false);
    assertThat(context.paused()).as("a pause tells nothing").isEmpty();
    passTo(TEN_MS);
    assertThat(context.paused()).isEmpty();
    put(member(0, TEN_MS + 1));
    put();
    deliver();
    assertThat(delivered()).isEqualTo(1);
  }

  @Test
  void aPauseByTheUserIsNotTheSilenceOfATopicThatIsRead() {
    restUntilTen();
    context.holdByUser(true);
    passTo(TEN_MS);
    pass(20 * MINUTE_MS);
    context.holdByUser(false);
    pass(1);
    assertThat(context.paused()).as("the window goes on").isEmpty();
  }

  @Test
  void aValveThatIsShutIsNotTheSilenceOfATopicThatIsRead() {
    restUntilTen();
    passTo(TEN_MS);
    sandbox.settings().imports.durationMs = 10 * MINUTE_MS;
    for (int i = 0; i < 40; i++) {
      put(member(i, TEN_MS - 1));
    }
    assertThat(context.paused()).containsExactly(P0);
    final long shutMs = clock.monotonicMs();
    while (!context.paused().isEmpty()) {
      delivery.runDue(1);
      pass(1_000);
    }
    assertThat(clock.monotonicMs() - shutMs)
        .as("there is room again in the same window")
        .isBetween(10 * CatchUp.QUIET_MS, 50 * MINUTE_MS);
    pass(CatchUp.QUIET_MS - 1);
    assertThat(context.paused()).isEmpty();
  }

  @Test
  void aWindowThatIsStillOpenWhenTheNextIsDueGoesOn() {
    restUntilTen();
    passTo(TEN_MS);
    sandbox.faults().next(1_000, "POST", "/openapi/v1/member/import/", InjectedFault.status(503));
    put(member(0, TEN_MS + 1));
    runUntil(TEN_MS + 60 * MINUTE_MS - 1);
    assertThat(context.paused()).containsExactly(P0);
    passTo(TEN_MS + 60 * MINUTE_MS);
    assertThat(context.paused()).isEmpty();
    sandbox.faults().clear();
    put(member(1, TEN_MS + 60 * MINUTE_MS + 1));
    deliver();
    assertThat(delivered()).isEqualTo(2);
    assertThat(context.paused()).containsExactly(P0);
  }

  @Test
  void partitionsThatComeBackBetweenWindowsRest() {
    restUntilTen();
    pipeline.close(List.of(P0));
    pipeline.open(List.of(P0, P1));
    assertThat(context.paused()).containsExactlyInAnyOrder(P0, P1);
  }

  @Test
  void partitionsThatComeBackWithinAWindowAreRead() {
    restUntilTen();
    passTo(TEN_MS);
    put(member(0, TEN_MS + 1));
    pipeline.close(List.of(P0));
    pipeline.open(List.of(P0));
    pass(1);
    assertThat(context.paused()).isEmpty();
    put(member(0, TEN_MS + 1));
    deliver();
    assertThat(committed(1)).contains(1L);
  }

  @Test
  void aWindowThatOpensWhileALeaderIsAwayDoesNotBelieveYesterdaysLag() {
    context.show(P0, new Lag.Known(0));
    restUntilTen();
    passTo(TEN_MS);
    pass(6_000);
    pass(1);
    assertThat(context.paused()).as("nothing was fetched since").isEmpty();
    put(member(0, TEN_MS - 1), member(1, TEN_MS - 1));
    pass(1_000);
    deliver();
    pass(1);
    assertThat(delivered()).isEqualTo(2);
    assertThat(context.paused()).containsExactly(P0);
  }

  @Test
  void aWindowOnATopicInWhichNothingChangedLastsAMinute() {
    context.show(P0, new Lag.Known(0));
    restUntilTen();
    passTo(TEN_MS);
    pass(59_000);
    assertThat(context.paused()).isEmpty();
    pass(1_000);
    pass(1);
    assertThat(context.paused()).containsExactly(P0);
  }

  @Test
  void aWindowDoesNotStayOpenForATopicThatWasDeleted() {
    pipeline.open(List.of(P0, P1));
    pass(CatchUp.QUIET_MS);
    passTo(TEN_MS);
    put(member(0, TEN_MS + 1));
    pipeline.close(List.of(P0, P1));
    pipeline.open(List.of(P0));
    put(member(0, TEN_MS + 1));
    deliver();
    pass(MINUTE_MS);
    assertThat(context.paused()).as("it may come back").isEmpty();
    pass(9 * MINUTE_MS);
    pass(1);
    assertThat(context.paused()).containsExactly(P0);
    assertThat(committed(1)).contains(1L);
  }

  @Test
  void aWindowDoesNotStayOpenWithoutAnyPartition() {
    restUntilTen();
    passTo(TEN_MS);
    pipeline.close(List.of(P0));
    pass(10 * MINUTE_MS);
    pass(1);
    pipeline.open(List.of(P0));
    assertThat(context.paused()).as("it comes back outside of windows").containsExactly(P0);
  }

  @Test
  void whatComesBackAWhileAfterItWasReadIsDeliveredInTheSameWindow() {
    restUntilTen();
    passTo(TEN_MS);
    sandbox.settings().imports.durationMs = MINUTE_MS;
    put(member(0, TEN_MS + 1));
    pass(1);
    assertThat(context.paused()).as("all is read").containsExactly(P0);
    pipeline.close(List.of(P0));
    for (int i = 0; i < 100; i++) {
      delivery.runDue(1);
      pass(1_000);
    }
    pipeline.open(List.of(P0));
    assertThat(context.paused()).isEmpty();
    put(member(0, TEN_MS + 1));
    pass(CatchUp.QUIET_MS);
    deliver();
    assertThat(committed(1)).contains(1L);
    assertThat(context.paused()).containsExactly(P0);
  }

  @Test
  void oneLookAtAClockThatIsAheadByYearsCostsNoWindow() {
    restUntilTen();
    clock.setWallAhead(4 * 365 * 24 * 60 * MINUTE_MS);
    pass(1);
    clock.setWallAhead(0);
    pass(CatchUp.QUIET_MS);
    pass(CatchUp.QUIET_MS);
    pass(1);
    assertThat(context.paused()).containsExactly(P0);
    passTo(TEN_MS);
    assertThat(context.paused()).isEmpty();
  }

  @Test
  void oneLookAtAClockThatIsBehindByYearsOpensNothing() {
    restUntilTen();
    passTo(TEN_MS);
    pass(CatchUp.QUIET_MS);
    pass(1);
    clock.setWallAhead(-4 * 365 * 24 * 60 * MINUTE_MS);
    pass(1);
    clock.setWallAhead(0);
    pass(1);
    assertThat(context.paused()).containsExactly(P0);
    passTo(TEN_MS + 60 * MINUTE_MS);
    assertThat(context.paused()).isEmpty();
  }

  @Test
  void recordsWithoutATimestampStartAWindowAtAStartAndDoNotKeepItOpen() {
    context.show(P0, new Lag.Awaited());
    pipeline.open(List.of(P0));
    context.show(P0, new Lag.Known(1));
    put(withoutTimestamp(member(7, 0)));
    assertThat(context.takeRewoundTo()).isEqualTo(Map.of(P0, 7L));
    context.show(P0, new Lag.Known(0));
    for (int i = 0; i < 5; i++) {
      put(withoutTimestamp(member(7 + i, 0)));
      clock.advance(4_000);
    }
    deliver();
    assertThat(delivered()).isPositive();
    assertThat(context.paused()).containsExactly(P0);
  }

  /** A task whose last window was finished. */
  private void restUntilTen() {
    pipeline.open(List.of(P0));
    pass(CatchUp.QUIET_MS);
  }

  private void put(final SinkRecord... records) {
    pipeline.put(List.of(records));
  }

  private void pass(final long ms) {
    clock.advance(ms);
    put();
  }

  private void passTo(final long wallMs) {
    pass(wallMs - clock.monotonicMs());
  }

  /** Lets the uploader do what it has to, and the pipeline be told. */
  private void deliver() {
    for (int i = 0; i < 10_000 && delivery.isUnderWay(); i++) {
      delivery.runDue(1);
      clock.advance(100);
      put();
    }
  }

  private void runUntil(final long wallMs) {
    while (clock.monotonicMs() < wallMs) {
      delivery.runDue(1);
      clock.advance(Math.min(1_000, wallMs - clock.monotonicMs()));
      put();
    }
  }

  private long delivered() {
    return sandbox.imports().stats().rowsAccepted();
  }

  private Optional<Long> committed(final long position) {
    return Optional.ofNullable(
            pipeline.preCommit(Map.of(P0, new OffsetAndMetadata(position))).get(P0))
        .map(OffsetAndMetadata::offset);
  }

  private static SinkRecord member(final long offset, final long timestampMs) {
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

  private static SinkRecord withoutTimestamp(final SinkRecord record) {
    return record.newRecord(
        record.topic(), record.kafkaPartition(), null, null, null, record.value(), null);
  }
}
