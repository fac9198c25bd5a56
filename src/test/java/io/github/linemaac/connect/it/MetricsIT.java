package io.github.linemaac.connect.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.DeadLetter;
import io.github.linemaac.cluster.KafkaJars;
import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.cluster.WorkerJmx;
import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.sandbox.ContactField;
import io.github.linemaac.sandbox.ImportFate;
import io.github.linemaac.sandbox.ImportStats;
import io.github.linemaac.sandbox.InjectedFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each metric, read over JMX after a run with faults, equals what MAAC counted. */
@Tag("every-kafka")
class MetricsIT {

  private static final String IMPORT = "/openapi/v1/member/import/";
  private static final int MEMBERS = 600;

  /** An end that says nothing of the rows is looked at so often before the import is sent again. */
  private static final int LOOKS_AT_AN_UNCLEAR_END = 3;

  /** Shown for each reason that there was, in MBeans of their own. */
  private static final Set<Metric> BY_REASON =
      EnumSet.of(Metric.RECORDS_REJECTED_BY_REASON, Metric.FIELDS_OMITTED_BY_REASON);

  private static final int BLOCKED = 7;

  @ParameterizedTest
  @MethodSource(KafkaJars.CHOSEN_AND_OLDEST)
  void ofMembersEachEqualsWhatMaacCounted(KafkaJars jars) {
    try (MemberSink sink = new MemberSink(SharedKafka.broker(), SharedKafka.worker(jars));
        WorkerJmx jmx = SharedKafka.jmx(jars)) {
      letMaacMisbehave(sink);
      int sent = send(sink);
      sink.with("batch.max.records", "100").start();
      awaitPaused(sink, jmx);
      sink.maac().tell(maac -> maac.settings().imports.maxConcurrent = 1);
      sink.awaitAllCommitted();

      awaitNothingHeld(sink.name(), jmx);
      Map<String, Double> shown = ofTask(jmx, sink.name());
      assertThat(shown.keySet()).isEqualTo(catalogue());
      assertRecords(sink, sent, shown, jmx);
      assertImports(sink, shown);
      assertTimes(shown);
      assertLogged(sink);
      PersonalData.assertNoneIn(jmx.pluginMetrics(sink.name()).toString());

      sink.restart();
      await("the metrics to begin anew")
          .until(() -> ofTask(jmx, sink.name()), all -> is(all, Metric.RECORDS_RECEIVED, 0));
      sink.rest().delete(sink.name());
      await("the metrics to be gone").until(() -> jmx.pluginMetrics(sink.name()).isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource(KafkaJars.CHOSEN_AND_OLDEST)
  void ofListsEachEqualsWhatMaacHas(KafkaJars jars) {
    try (SegmentSink sink = new SegmentSink(SharedKafka.broker(), SharedKafka.worker(jars));
        WorkerJmx jmx = SharedKafka.jmx(jars)) {
      sink.maac()
          .tell(
              maac ->
                  maac.faults()
                      .next(2, "POST", "/openapi/v1/custom_segment/", InjectedFault.status(429)));
      sink.join(SegmentSink.ids(0, 50));
      sink.join("gold", SegmentSink.ids(0, 20));
      sink.sendUnreadable();
      sink.start().awaitAllCommitted();
      awaitNothingHeld(sink.name(), jmx);

      Map<String, Double> shown = ofTask(jmx, sink.name());
      int uploads = sink.uploads().size();
      assertShown(shown, Metric.SEGMENTS, 2);
      assertShown(shown, Metric.SEGMENT_IDS, 70);
      assertShown(shown, Metric.SEGMENT_IDS_MAX, 50);
      assertShown(shown, Metric.RECORDS_RECEIVED, 72);
      assertShown(shown, Metric.RECORDS_REJECTED, 2);
      assertShown(shown, Metric.IMPORTS_SUCCEEDED, uploads);
      assertShown(shown, Metric.IMPORTS_SUBMITTED, uploads + 2);
      assertShown(shown, Metric.IMPORTS_RETRIED, 2);
      assertShown(shown, Metric.REQUESTS_THROTTLED, 2);
      PersonalData.assertNoneIn(jmx.pluginMetrics(sink.name()).toString());
    }
  }

  @ParameterizedTest
  @MethodSource(KafkaJars.CHOSEN_AND_OLDEST)
  void ofATaskThatHasFailedNothingIsLeftButTheWorkersOwnWord(KafkaJars jars) {
    try (MemberSink sink = new MemberSink(SharedKafka.broker(), SharedKafka.worker(jars));
        WorkerJmx jmx = SharedKafka.jmx(jars)) {
      sink.maac().tell(maac -> maac.faults().next("POST", IMPORT, InjectedFault.status(401)));
      sink.sendMembers(0, 10);
      sink.start().awaitFailure();

      await("the metrics to be gone").until(() -> jmx.pluginMetrics(sink.name()).isEmpty());
      assertThat(jmx.taskStatus(sink.name())).isEqualTo("failed");

      sink.restart().awaitAllCommitted();
      awaitNothingHeld(sink.name(), jmx);
      assertShown(ofTask(jmx, sink.name()), Metric.RECORDS_DELIVERED, 10);
    }
  }

  private static void letMaacMisbehave(MemberSink sink) {
    Set<String> blocked =
        IntStream.range(0, BLOCKED)
            .mapToObj(number -> MemberRecord.number(number).lineUid())
            .collect(toSet());
    sink.maac()
        .tell(
            maac -> {
              maac.members().follow(blocked, sink.maac().nowMs());
              blocked.forEach(maac.members()::block);
              maac.imports().alsoInvalid(ContactField.MOBILE, mobile -> mobile.endsWith("00077"));
              maac.imports().nextEndsAs(ImportFate.SERVER_ERROR);
              maac.faults().next(2, "POST", IMPORT, InjectedFault.status(503));
              maac.faults().next("GET", IMPORT, InjectedFault.status(500));
              // HTTP 429 to each import, until it is lifted.
              maac.settings().imports.maxConcurrent = 0;
            });
  }

  /** Members, some of them twice in a row, and some records that cannot be sent. */
  private static int send(MemberSink sink) {
    List<MemberRecord> members = new ArrayList<>();
    for (int number = 0; number < MEMBERS; number++) {
      MemberRecord member = MemberRecord.number(number);
      boolean isBad = number % 200 == 199;
      members.add(isBad ? member.with("gender", "Member " + number) : member);
    }
    sink.send(members);
    List<MemberRecord> twice =
        IntStream.range(0, 40).mapToObj(i -> MemberRecord.number(MEMBERS + i / 8)).toList();
    sink.send(twice);
    sink.topics().produceAll(List.of(sink.record(0, "a", "Member 1"), sink.record(1, "b", "[]")));
    return members.size() + twice.size() + 2;
  }

  private static void awaitPaused(MemberSink sink, WorkerJmx jmx) {
    Map<String, Double> shown =
        await("a pause, as MAAC takes no more")
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> ofTask(jmx, sink.name()),
                all -> is(all, Metric.PAUSED, 1) && sink.imports().refusedAsConcurrent() >= 3);
    assertThat(shown.get(Metric.PAUSED_TIME.metricName())).isNotNegative();
    assertThat(shown.get(Metric.BUFFERED_RECORDS.metricName())).isGreaterThan(200);
    assertThat(shown.get(Metric.BUFFERED_BYTES.metricName())).isGreaterThan(50_000);
    assertThat(shown.get(Metric.OLDEST_UNCONFIRMED_RECORD_AGE.metricName())).isPositive();
  }

  private static void assertRecords(
      MemberSink sink, int sent, Map<String, Double> shown, WorkerJmx jmx) {
    List<DeadLetter> letters = sink.deadLetters();
    int delivered = sent - letters.size();
    long rows = sink.imports().rowsWritten() + BLOCKED;

    assertThat(letters).hasSize(6);
    assertShown(shown, Metric.RECORDS_RECEIVED, sent);
    assertShown(shown, Metric.RECORDS_REJECTED, letters.size());
    assertShown(shown, Metric.RECORDS_DELIVERED, delivered);
    assertShown(shown, Metric.ROWS_UNMATCHED, BLOCKED);
    assertShown(shown, Metric.RECORDS_MERGED, delivered - rows);
    assertThat(delivered - rows).isPositive();
    assertThat(rejections(jmx, sink.name()))
        .isEqualTo(letters.stream().collect(groupingBy(DeadLetter::reason, counting())));
  }

  private static void assertImports(MemberSink sink, Map<String, Double> shown) {
    ImportStats stats = sink.imports();
    assertThat(stats.rejected()).isPositive();
    assertThat(stats.failed()).isEqualTo(1);
    assertShown(shown, Metric.IMPORTS_SUBMITTED, stats.posted() + 2);
    assertShown(shown, Metric.IMPORTS_SUCCEEDED, stats.succeeded());
    assertShown(shown, Metric.IMPORTS_REJECTED, stats.rejected());
    assertShown(shown, Metric.IMPORTS_RETRIED, stats.refusedAsConcurrent() + stats.failed() + 2);
    assertShown(
        shown,
        Metric.REQUESTS_FAILED,
        stats.refusedAsConcurrent() + LOOKS_AT_AN_UNCLEAR_END * stats.failed() + 3);
    assertShown(shown, Metric.REQUESTS_THROTTLED, stats.refusedAsConcurrent());
    assertThat(shown.get(Metric.REQUESTS.metricName()))
        .isGreaterThanOrEqualTo(stats.posted() + 2.0 + stats.accepted());
  }

  private static void assertTimes(Map<String, Double> shown) {
    assertShown(shown, Metric.PAUSED, 0);
    assertShown(shown, Metric.PAUSED_TIME, 0);
    assertThat(shown.get(Metric.PAUSED_TIME_TOTAL.metricName())).isPositive();
    assertShown(shown, Metric.BUFFERED_BYTES, 0);
    assertThat(shown.get(Metric.LAST_SUCCESS_TIME.metricName()))
        .isBetween(System.currentTimeMillis() - 120_000.0, (double) System.currentTimeMillis());
    assertThat(
            Stream.of(
                    Metric.IMPORT_LATENCY_P50,
                    Metric.IMPORT_LATENCY_P95,
                    Metric.IMPORT_LATENCY_P99,
                    Metric.IMPORT_LATENCY_MAX)
                .map(metric -> shown.get(metric.metricName())))
        .isSortedAccordingTo(Comparator.naturalOrder())
        .last()
        .satisfies(max -> assertThat(max).isPositive());
    assertThat(shown.get(Metric.IMPORT_LATENCY_AVG.metricName()))
        .isPositive()
        .isLessThanOrEqualTo(shown.get(Metric.IMPORT_LATENCY_MAX.metricName()));
  }

  private static void assertLogged(MemberSink sink) {
    List<String> lines =
        sink.workerLog()
            .lines()
            .filter(line -> line.contains("task-thread-" + sink.name() + "-0"))
            .filter(line -> line.contains("UploadLog"))
            .toList();
    assertThat(lines)
        .filteredOn(line -> line.contains("confirmed: records="))
        .hasSize((int) sink.imports().succeeded());
    assertThat(lines)
        .filteredOn(line -> line.contains("MAAC rejected an import"))
        .hasSize((int) sink.imports().rejected());
    assertThat(lines).anyMatch(line -> line.contains("Paused, waiting for MAAC to confirm"));
    assertThat(lines).anyMatch(line -> line.contains("Resumed: "));
    assertThat(lines).anyMatch(line -> line.contains("MAAC is responding again after"));
  }

  private static void awaitNothingHeld(String connector, WorkerJmx jmx) {
    await("everything to be accounted for")
        .until(
            () -> ofTask(jmx, connector),
            all ->
                is(all, Metric.BUFFERED_RECORDS, 0)
                    && is(all, Metric.OLDEST_UNCONFIRMED_RECORD_AGE, 0));
  }

  private static void assertShown(Map<String, Double> shown, Metric metric, long value) {
    assertThat(shown.get(metric.metricName())).as(metric.metricName()).isEqualTo((double) value);
  }

  private static boolean is(Map<String, Double> shown, Metric metric, double value) {
    return shown.getOrDefault(metric.metricName(), -1.0) == value;
  }

  private static Map<String, Double> ofTask(WorkerJmx jmx, String connector) {
    return jmx.pluginMetrics(connector).getOrDefault(Map.of(), Map.of());
  }

  private static Map<String, Long> rejections(WorkerJmx jmx, String connector) {
    return jmx.pluginMetrics(connector).entrySet().stream()
        .filter(bean -> !bean.getKey().isEmpty())
        .collect(
            toMap(
                bean -> bean.getKey().get("field") + ": " + bean.getKey().get("rule"),
                bean ->
                    bean.getValue()
                        .get(Metric.RECORDS_REJECTED_BY_REASON.metricName())
                        .longValue()));
  }

  private static Set<String> catalogue() {
    return Stream.of(Metric.values())
        .filter(metric -> !BY_REASON.contains(metric))
        .map(Metric::metricName)
        .collect(toSet());
  }
}
