package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.model.Schedule;
import io.github.linemaac.connect.schedule.Lag;
import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** When a window of each full hour closes, and what is told of it; it is half past nine. */
class ScheduledStageTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final Schedule HOURLY = Schedule.of("@hourly", ZoneId.of("UTC"));
  private static final long MINUTE_MS = 60_000;
  private static final long HALF_PAST_MS = Instant.parse("2026-03-02T09:30:00Z").toEpochMilli();

  private final HandSetClock clock = new HandSetClock();
  private final FakeSinkContext context = new FakeSinkContext();
  private final FakeStage held = new FakeStage();
  private final LoggedLines lines = new LoggedLines();
  private final FakeDelivery delivery = new FakeDelivery();
  private final ScheduledStage stage = start();

  private ScheduledStage start() {
    clock.setWallAhead(HALF_PAST_MS);
    return new ScheduledStage(
        held,
        HOURLY,
        new WindowLog(lines.logger(), HOURLY),
        delivery,
        new TaskEnvironment(
            Optional.empty(),
            context,
            new TaskMetrics(new ShownMetrics(), clock),
            clock,
            new Random(1)));
  }

  @Test
  void aWindowTellsWhenItBeginsAndWhyWhenItIsDoneAndWhenTheNextIsDue() {
    restUntilTen();
    assertThat(lines.take())
        .containsExactly("INFO The next delivery is due at 2026-03-02 10:00:00 +00:00");
    readAll();
    assertThat(lines.take()).containsExactly("INFO Delivery begins: it is time");
    stage.advance();
    assertThat(lines.take())
        .containsExactly(
            "INFO Delivery is done; the next one is due at 2026-03-02 11:00:00 +00:00");
  }

  @Test
  void aWindowThatWasCutShortIsToldAsSuch() {
    stage.open(List.of(P0));
    stage.accept(List.of(record(0, HALF_PAST_MS - 31 * MINUTE_MS)));
    stage.advance();
    assertThat(lines.take()).contains("INFO Delivery begins: the last one was not finished");
  }

  @Test
  void aClockThatIsPutRightIsTold() {
    restUntilTen();
    lines.take();
    clock.setWallAhead(HALF_PAST_MS - 60 * MINUTE_MS);
    pass(1);
    pass(MINUTE_MS);
    assertThat(lines.take())
        .containsExactly(
            "INFO The worker's clock was set back; the next delivery is due at 2026-03-02 09:00:00"
                + " +00:00");
  }

  @Test
  void aWindowTellsWhyItIsLessSureThatItHasReadAll() {
    stage.open(List.of(P0));
    pass(MINUTE_MS);
    assertThat(lines.take()).anyMatch(line -> line.startsWith("WARN The consumer's lag is not"));
    pass(30 * MINUTE_MS);
    stage.close(List.of(P0));
    pass(10 * MINUTE_MS);
    assertThat(lines.take())
        .anyMatch(
            line -> line.startsWith("WARN Revoked 5 minutes ago and not assigned again: members-0"))
        .noneMatch(line -> line.startsWith("WARN The consumer's lag"));
  }

  @Test
  void whatAStageWithDoubtsOfItsOwnTellsIsNotToldTwice() {
    held.isCaughtUp = false;
    stage.open(List.of(P0));
    pass(MINUTE_MS);
    assertThat(lines.take()).noneMatch(line -> line.startsWith("WARN"));
  }

  @Test
  void whatIsLookedAtIsNotTakenIn() {
    stage.open(List.of(P0));
    stage.accept(List.of(record(7, HALF_PAST_MS)));
    stage.advance();
    stage.advance();
    assertThat(held.accepted).isZero();
    assertThat(context.takeRewoundTo()).isEqualTo(Map.of(P0, 7L));
    assertThat(held.assigned).containsExactly(P0);
  }

  @Test
  void aWindowStaysOpenForWhatIsHeld() {
    staysOpenAsLongAs(() -> held.heldRecords = 1, () -> held.heldRecords = 0);
  }

  @Test
  void aWindowStaysOpenForDeadLettersOnTheirWay() {
    staysOpenAsLongAs(() -> held.awaitsDeadLetters = true, () -> held.awaitsDeadLetters = false);
  }

  @Test
  void aWindowStaysOpenForALoadOnItsWay() {
    staysOpenAsLongAs(() -> delivery.isUnderWay = true, () -> delivery.isUnderWay = false);
  }

  @Test
  void aWindowStaysOpenForAListWhoseUploadIsNotDueYet() {
    staysOpenAsLongAs(
        () -> held.dueMs = OptionalLong.of(Long.MAX_VALUE),
        () -> held.dueMs = OptionalLong.empty());
  }

  @Test
  void aWindowStaysOpenForListsThatAreNotRebuilt() {
    staysOpenAsLongAs(() -> held.isCaughtUp = false, () -> held.isCaughtUp = true);
  }

  private void staysOpenAsLongAs(final Runnable busy, final Runnable idle) {
    restUntilTen();
    busy.run();
    readAll();
    for (int i = 0; i < 20; i++) {
      pass(MINUTE_MS);
    }
    assertThat(lines.take()).noneMatch(line -> line.contains("done"));
    idle.run();
    pass(1);
    pass(1);
    assertThat(lines.take()).anyMatch(line -> line.contains("done"));
  }

  /** A task whose last window was finished. */
  private void restUntilTen() {
    context.show(P0, new Lag.Awaited());
    stage.open(List.of(P0));
    context.show(P0, new Lag.Known(0));
    stage.advance();
  }

  private void readAll() {
    pass(30 * MINUTE_MS);
    stage.accept(List.of(record(0, 0)));
    pass(MINUTE_MS);
  }

  private void pass(final long ms) {
    clock.advance(ms);
    stage.advance();
  }

  private static SinkRecord record(final long offset, final long timestampMs) {
    return new SinkRecord(
        P0.topic(),
        P0.partition(),
        null,
        null,
        null,
        null,
        offset,
        timestampMs,
        TimestampType.CREATE_TIME);
  }
}
