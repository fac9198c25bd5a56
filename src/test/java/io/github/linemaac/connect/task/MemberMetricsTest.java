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
import io.github.linemaac.sandbox.ImportFate;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is measured of members against what the sandbox has seen, in hand-set time. */
class MemberMetricsTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final String IMPORT = "/openapi/v1/member/import/";
  private static final long WALL_MS = 1_700_000_000_000L;

  private final HandSetClock clock = new HandSetClock();
  private final Sandbox sandbox = new Sandbox();
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
              "imports.per.minute", "60000"));
  private final SteppedDelivery delivery =
      new SteppedDelivery(new MeteredMaac(new DirectMaac(sandbox, clock), metrics), clock);
  private final Pipeline pipeline =
      PipelineFactory.ofMembers(
          config,
          delivery,
          new TaskEnvironment(
              Optional.empty(), new FakeSinkContext(), metrics, clock, new Random(1)));

  @BeforeEach
  void assign() {
    sandbox.settings().imports.perMinute = Integer.MAX_VALUE;
    clock.advance(1);
    clock.setWallAhead(WALL_MS);
    pipeline.open(List.of(P0));
  }

  @Test
  void recordsAreCountedByWhatBecomesOfThem() {
    put(
        member(0, 1),
        member(1, 2),
        member(2, 1, "email", "a@example.com"),
        member(3, 3, "gender", "Secret person"),
        TestRecords.at(P0, 4, "Another secret"),
        member(5, 4, "birthday", "2001-02-30"),
        member(6, 5, "birthday", "yesterday"));
    deliver();
    assertThat(of(Metric.RECORDS_RECEIVED)).isEqualTo(7);
    assertThat(of(Metric.RECORDS_DELIVERED)).isEqualTo(3);
    assertThat(of(Metric.RECORDS_MERGED)).isEqualTo(1);
    assertThat(of(Metric.RECORDS_REJECTED)).isEqualTo(4);
    assertThat(shown.rejections())
        .containsOnly(
            Map.entry(
                "gender: is neither male nor female nor unknown, by the words of"
                    + " gender.male.values, gender.female.values and gender.unknown.values",
                1.0),
            Map.entry("value: is not a JSON object", 1.0),
            Map.entry("birthday: is not a valid date of the form YYYY-MM-DD", 2.0));
  }

  @Test
  void aRecordWithSeveralFaultsCountsForEach() {
    put(TestRecords.member(P0, 0, 1, "gender", "Secret", "birthday", "2001-02-30"));
    assertThat(of(Metric.RECORDS_REJECTED)).isEqualTo(1);
    assertThat(shown.rejections()).hasSize(2).containsValues(1.0);
  }

  @Test
  void importsAreCountedByWhatBecomesOfThem() {
    sandbox.imports().alsoInvalid(ContactField.MOBILE, mobile -> mobile.endsWith("7"));
    sandbox.imports().nextEndsAs(ImportFate.SERVER_ERROR);
    sandbox.faults().next(2, "POST", IMPORT, InjectedFault.status(503));
    sandbox.faults().next("POST", IMPORT, InjectedFault.status(429));
    sandbox.faults().next("GET", IMPORT, InjectedFault.status(429));
    sandbox.faults().next("GET", IMPORT, InjectedFault.status(500));
    final int mobile = 910_000_000;
    put(IntStream.range(0, 10).mapToObj(i -> member(i, i, "mobile", "+886" + (mobile + i))));
    deliver();

    final var stats = sandbox.imports().stats();
    assertThat(of(Metric.RECORDS_DELIVERED)).isEqualTo(9);
    assertThat(of(Metric.RECORDS_REJECTED)).isEqualTo(1);
    assertThat(of(Metric.IMPORTS_SUBMITTED))
        .isEqualTo((double) stats.posted() + 3)
        .isGreaterThan(5);
    assertThat(of(Metric.IMPORTS_SUCCEEDED)).isEqualTo((double) stats.succeeded()).isGreaterThan(1);
    assertThat(of(Metric.IMPORTS_REJECTED)).isEqualTo((double) stats.rejected()).isPositive();
    assertThat(of(Metric.IMPORTS_RETRIED)).isEqualTo(4);
    // With two more looks at the import that ended as "Server Error".
    assertThat(of(Metric.REQUESTS_FAILED)).isEqualTo(8);
    assertThat(of(Metric.REQUESTS_THROTTLED)).isEqualTo(2);
  }

  @Test
  void theWaitForTheImportSlotIsShownWhileItLastsAndAddedUp() {
    sandbox.faults().next(3, "POST", IMPORT, InjectedFault.status(429));
    put(member(0, 0));
    while (of(Metric.IMPORTS_RETRIED) < 3) {
      clock.advance(100);
      put();
      delivery.runDue(1);
    }
    pipeline.put(List.of());
    final double waitedMs = of(Metric.IMPORT_SLOT_WAIT);
    assertThat(waitedMs).isGreaterThanOrEqualTo(2_000);
    clock.advance(700);
    assertThat(of(Metric.IMPORT_SLOT_WAIT)).isEqualTo(waitedMs + 700);
    assertThat(of(Metric.IMPORT_SLOT_WAIT_TOTAL)).isEqualTo(waitedMs + 700);
    deliver();
    assertThat(of(Metric.IMPORT_SLOT_WAIT)).isZero();
    assertThat(of(Metric.IMPORT_SLOT_WAIT_TOTAL)).isGreaterThanOrEqualTo(waitedMs + 700);
    assertThat(of(Metric.RECORDS_DELIVERED)).isEqualTo(1);
  }

  @Test
  void rowsThatMatchNobodyAreCounted() {
    sandbox.members().follow(List.of(TestRecords.lineUid(1)), 0);
    sandbox.members().block(TestRecords.lineUid(1));
    put(member(0, 1), member(1, 2));
    deliver();
    assertThat(of(Metric.ROWS_UNMATCHED)).isEqualTo(1);
    assertThat(of(Metric.RECORDS_DELIVERED)).isEqualTo(2);
  }

  @Test
  void theAgeIsThatOfTheOldestRecordThatIsNotConfirmed() {
    assertThat(of(Metric.OLDEST_UNCONFIRMED_RECORD_AGE)).isZero();
    put(member(0, 0));
    clock.advance(300);
    put(member(1, 1));
    clock.advance(200);
    assertThat(of(Metric.OLDEST_UNCONFIRMED_RECORD_AGE)).isEqualTo(500);
    assertThat(of(Metric.BUFFERED_RECORDS)).isEqualTo(2);
    assertThat(of(Metric.BUFFERED_BYTES)).isGreaterThan(1_000);
    deliver();
    assertThat(of(Metric.OLDEST_UNCONFIRMED_RECORD_AGE)).isZero();
    assertThat(of(Metric.BUFFERED_RECORDS)).isZero();
    assertThat(of(Metric.BUFFERED_BYTES)).isZero();
  }

  @Test
  void whatIsTakenAwayIsNeitherHeldNorOld() {
    put(member(0, 0));
    clock.advance(300);
    pipeline.close(List.of(P0));
    assertThat(of(Metric.BUFFERED_RECORDS)).isZero();
    assertThat(of(Metric.OLDEST_UNCONFIRMED_RECORD_AGE)).isZero();
  }

  @Test
  void aPauseShowsWhileItLastsAndInTheTotalAfterwards() {
    put(IntStream.range(0, 39).mapToObj(i -> member(i, i)));
    assertThat(of(Metric.PAUSED)).isZero();
    put(member(39, 39));
    clock.advance(1_500);
    pipeline.put(List.of());
    clock.advance(500);
    assertThat(of(Metric.PAUSED)).isEqualTo(1);
    assertThat(of(Metric.PAUSED_TIME)).isEqualTo(2_000);
    assertThat(of(Metric.PAUSED_TIME_TOTAL)).isEqualTo(2_000);
    deliver();
    final double pausedMs = of(Metric.PAUSED_TIME_TOTAL);
    clock.advance(5_000);
    assertThat(of(Metric.PAUSED)).isZero();
    assertThat(of(Metric.PAUSED_TIME)).isZero();
    assertThat(of(Metric.PAUSED_TIME_TOTAL)).isEqualTo(pausedMs).isGreaterThanOrEqualTo(2_000);
  }

  @Test
  void theTimeOfTheLastSuccessIsRightOnceTheClockIs() {
    clock.setWallAhead(WALL_MS + 4L * 365 * 24 * 3_600_000);
    put(IntStream.range(0, 10).mapToObj(i -> member(i, i)));
    deliver();
    final long atMs = WALL_MS + clock.monotonicMs();
    clock.setWallAhead(WALL_MS);
    clock.advance(60_000);
    assertThat(of(Metric.LAST_SUCCESS_TIME)).isEqualTo((double) atMs);
  }

  @Test
  void theTimeOfTheLastSuccessAndTheLatencyAreUnknownBeforeTheFirst() {
    assertThat(of(Metric.LAST_SUCCESS_TIME)).isNaN();
    assertThat(of(Metric.IMPORT_LATENCY_AVG)).isNaN();
    sandbox.settings().imports.durationMs = 3_000;
    put(IntStream.range(0, 10).mapToObj(i -> member(i, i)));
    deliver();
    assertThat(of(Metric.LAST_SUCCESS_TIME)).isEqualTo((double) WALL_MS + clock.monotonicMs());
    assertThat(of(Metric.IMPORT_LATENCY_AVG)).isBetween(3_000.0, 5_000.0);
    assertThat(of(Metric.IMPORT_LATENCY_MAX)).isEqualTo(of(Metric.IMPORT_LATENCY_P50));
    assertThat(of(Metric.IMPORT_LATENCY_P95)).isEqualTo(of(Metric.IMPORT_LATENCY_P99));
  }

  @Test
  void aMetricThatCannotBeShownDoesNotStopTheTask() {
    final TaskMetrics second = new TaskMetrics(shown, clock);
    second.received(1);
    assertThat(of(Metric.RECORDS_RECEIVED)).as("the first one's").isZero();
  }

  private double of(final Metric metric) {
    return shown.of(metric);
  }

  private static SinkRecord member(final int offset, final int member, final Object... more) {
    return TestRecords.member(P0, offset, member, more);
  }

  private void put(final SinkRecord... records) {
    pipeline.put(List.of(records));
  }

  private void put(final java.util.stream.Stream<SinkRecord> records) {
    pipeline.put(records.toList());
  }

  /** Until everything is delivered. The pipeline is told at once, as time stands still for it. */
  private void deliver() {
    for (int i = 0; i < 10_000 && of(Metric.BUFFERED_RECORDS) > 0; i++) {
      delivery.runDue(1);
      pipeline.put(List.of());
      if (of(Metric.BUFFERED_RECORDS) > 0) {
        clock.advance(100);
      }
    }
  }
}
