package io.github.linemaac.connect.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.connect.api.ExportLink;
import io.github.linemaac.connect.api.Exports;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.support.DirectMaac;
import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.upload.AccountSlots;
import io.github.linemaac.connect.upload.SteppedDelivery;
import io.github.linemaac.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records of members that MAAC does not match, from the import to the dead-letter queue. */
class UnmatchedRowsTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final TopicPartition P1 = new TopicPartition("members", 1);
  private static final String REASON =
      "line_uid: matches no member of the account, or one who has blocked it";

  private final HandSetClock clock = new HandSetClock();
  private final Sandbox sandbox = new Sandbox();
  private final FakeSinkContext context = new FakeSinkContext();
  private final List<PendingFetch> fetches = new ArrayList<>();
  private final List<Long> reported = new ArrayList<>();
  private final Map<String, String> props = new HashMap<>();
  private ErrantRecordReporter reporter = this::report;
  private SteppedDelivery delivery;
  private Pipeline pipeline;

  @BeforeEach
  void block() {
    sandbox.settings().imports.perMinute = Integer.MAX_VALUE;
    sandbox.settings().imports.durationMs = 0;
    sandbox.members().follow(List.of(TestRecords.lineUid(2), TestRecords.lineUid(5)), 1);
    sandbox.members().block(TestRecords.lineUid(2));
    sandbox.members().block(TestRecords.lineUid(5));
    clock.advance(1);
    props.put("api.url", "http://localhost");
    props.put("api.token", sandbox.settings().token);
    props.put("data.object", "members");
    props.put("import.key", "line_uid");
    props.put("batch.max.records", "10");
    props.put("imports.per.minute", "60000");
    props.put("mismatch.behavior", "report");
  }

  @Test
  void theRecordsOfAnImportWaitForTheListAndThoseWhomItNamesAreReported() {
    start();
    deliver(members(0, 10));
    assertThat(reported).isEmpty();
    assertThat(committed(10)).isZero();
    assertThat(context.commitsRequested()).isZero();
    assertThat(context.takeWake().orElseThrow()).isLessThanOrEqualTo(50);

    fetches.get(0).answer(list(2, 5));
    pipeline.put(List.of());

    assertThat(reported).containsExactly(2L, 5L);
    assertThat(context.commitsRequested()).isEqualTo(1);
    pipeline.put(List.of());
    assertThat(committed(10)).isEqualTo(10);
  }

  @Test
  void everyRecordOfARowThatIsNamedIsReported() {
    start();
    final List<SinkRecord> records = new ArrayList<>(members(0, 10));
    records.set(7, TestRecords.member(P0, 7, 2, "gender", "male"));
    records.add(TestRecords.member(P0, 10, 7));
    deliver(records);

    fetches.get(0).answer(list(2, 5));
    pipeline.put(List.of());

    assertThat(reported).containsExactly(2L, 7L, 5L);
  }

  @Test
  void aRecordThatTakesATagOffWaitsForTheListAlthoughTheTagIsOff() {
    startRemoving(1_000);
    deliver(membersOfWhomTwoAreUntagged());
    clock.advance(2_000);
    deliver(List.of());
    assertThat(sandbox.account().removals().made()).as("they are made").hasSize(2);
    assertThat(committed(10)).isZero();

    fetches.get(0).answer(list(2, 5));
    pipeline.put(List.of());
    pipeline.put(List.of());
    assertThat(reported).containsExactly(2L, 5L);
    assertThat(committed(10)).isEqualTo(10);
  }

  @Test
  void aRecordThatTakesATagOffWaitsForThatAlthoughTheListHasCome() {
    startRemoving(1);
    deliver(membersOfWhomTwoAreUntagged());
    fetches.get(0).answer(list(2, 5));
    pipeline.put(List.of());
    assertThat(reported).containsExactly(2L, 5L);
    assertThat(committed(10)).isEqualTo(3);

    for (int i = 0; i < 10; i++) {
      clock.advance(1_000);
      deliver(List.of());
    }
    assertThat(committed(10)).isEqualTo(10);
    assertThat(reported).containsExactly(2L, 5L);
  }

  private void startRemoving(final int perSecond) {
    props.put("tags.removable", "vip");
    props.put("tag.removals.per.second", String.valueOf(perSecond));
    sandbox.settings().memberCallsPerSecond = 10_000;
    sandbox.account().tags().plant("vip");
    start();
  }

  /** One of the two, the fifth, is not matched. */
  private static List<SinkRecord> membersOfWhomTwoAreUntagged() {
    final List<SinkRecord> records = new ArrayList<>(members(0, 10));
    for (final int member : List.of(3, 5)) {
      records.set(
          member, TestRecords.member(P0, member, member, "gender", "male", "tags_removed", "vip"));
    }
    return records;
  }

  @Test
  void theNextImportDoesNotWaitForTheList() {
    start();
    deliver(members(0, 10));
    deliver(members(10, 10));

    assertThat(fetches).hasSize(1);
    assertThat(sandbox.imports().stats().succeeded()).isEqualTo(2);
    assertThat(committed(20)).as("the first import waits, and so do those behind it").isZero();

    fetches.get(0).answer(list(2, 5));
    pipeline.put(List.of());
    pipeline.put(List.of());
    assertThat(committed(20)).isEqualTo(20);
  }

  @Test
  void aListThatDoesNotComeIsWaitedForAWhileAndNoLonger() {
    start();
    deliver(members(0, 10));
    final long settledMs = clock.monotonicMs() + UnmatchedRows.MAX_WAIT_MS;
    while (clock.monotonicMs() < settledMs) {
      assertThat(committed(10)).isZero();
      clock.advance(500);
    }
    pipeline.put(List.of());

    assertThat(committed(10)).isEqualTo(10);
    assertThat(reported).isEmpty();
    assertThat(fetches.get(0).cancelled).isTrue();
  }

  @Test
  void aListThatCannotBeFetchedOrCannotBeTrueFailsNothing() {
    start();
    int offset = 0;
    for (final Exports.Export useless :
        List.of(
            new Exports.Export.Failed("its link returned HTTP 404"),
            list(),
            list(11),
            list(0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
            new Exports.Export.File(new byte[] {(byte) 0xff, 'U', 0}))) {
      deliver(IntStream.range(0, 10).mapToObj(recordAt(offset)).toList());
      fetches.get(fetches.size() - 1).answer(useless);
      pipeline.put(List.of());
      offset += 10;
      assertThat(committed(offset)).isEqualTo(offset);
    }
    assertThat(reported).isEmpty();
  }

  @Test
  void aListThatNamesFewerThanMaacCountedIsTakenForWhatItNames() {
    start();
    deliver(members(0, 10));
    fetches.get(0).answer(list(5, 99));
    pipeline.put(List.of());
    pipeline.put(List.of());

    assertThat(reported).containsExactly(5L);
    assertThat(committed(10)).isEqualTo(10);
  }

  @Test
  void whoeverIsUnmatchedIsOnlyCountedByDefault() {
    props.remove("mismatch.behavior");
    start();
    deliver(members(0, 10));

    assertThat(fetches).isEmpty();
    assertThat(committed(10)).isEqualTo(10);
    assertThat(reported).isEmpty();
  }

  @Test
  void nothingIsFetchedWhereEverybodyIsMatched() {
    start();
    deliver(members(10, 10));

    assertThat(fetches).isEmpty();
    assertThat(committed(20)).isEqualTo(20);
  }

  @Test
  void aRecordThatIsNotMatchedIsNoInvalidOneAndFailsNoTask() {
    props.put("skip.invalid.records", "false");
    start();
    deliver(members(0, 10));
    fetches.get(0).answer(list(2, 5));
    pipeline.put(List.of());

    assertThat(reported).containsExactly(2L, 5L);
  }

  @Test
  void whatConnectDoesNotTolerateFailsTheTask() {
    reporter =
        (record, reason) -> {
          throw new ConnectException("Tolerance exceeded in error handler");
        };
    start();
    deliver(members(0, 10));
    fetches.get(0).answer(list(2, 5));

    assertThatThrownBy(() -> pipeline.put(List.of())).hasMessageContaining("Tolerance exceeded");
    assertThat(committed(10)).isLessThanOrEqualTo(2);
  }

  @Test
  void recordsOfAPartitionThatHasGoneAreReportedByItsNextOwnerOnly() {
    start();
    pipeline.open(List.of(P1));
    final List<SinkRecord> records = new ArrayList<>(members(0, 9));
    records.set(5, TestRecords.member(P1, 0, 5));
    records.add(TestRecords.member(P0, 9, 50));
    deliver(records);
    pipeline.close(List.of(P1));

    fetches.get(0).answer(list(2, 5));
    pipeline.put(List.of());

    assertThat(reported).containsExactly(2L);
  }

  @Test
  void whoIsNotOnTheListIsRememberedUnlessAnotherRecordCameMeanwhile() {
    props.put("tags.resend", "changed");
    start();
    deliver(tagged(0, "a"));
    deliver(IntStream.range(0, 10).mapToObj(i -> TestRecords.member(P0, 10 + i, 9 + i)).toList());
    fetches.get(0).answer(list(2, 5));
    pipeline.put(List.of());
    sandbox.members().unblock(TestRecords.lineUid(2));
    deliver(tagged(20, "a"));

    for (int i = 0; i < 9; i++) {
      assertThat(timesTagged(i)).as("member %s", i).isEqualTo(i == 5 ? 0 : 1);
    }
    assertThat(timesTagged(9)).isEqualTo(2);
  }

  @Test
  void whoIsNotOnTheListIsForgottenWithThePartitionThatIsTakenAway() {
    props.put("tags.resend", "changed");
    start();
    deliver(tagged(0, "a"));
    fetches.get(0).answer(list(2, 5));
    pipeline.put(List.of());
    pipeline.close(List.of(P0));
    pipeline.open(List.of(P0));
    deliver(tagged(10, "a"));

    assertThat(timesTagged(1)).isEqualTo(2);
  }

  @Test
  void aListThatNamesFewerThanMaacCountedSaysNothingOfTheOthers() {
    props.put("tags.resend", "changed");
    start();
    deliver(tagged(0, "a"));
    fetches.get(0).answer(list(5));
    pipeline.put(List.of());
    deliver(tagged(10, "a"));

    assertThat(timesTagged(1)).isEqualTo(2);
  }

  private List<SinkRecord> tagged(final int offset, final String tag) {
    return IntStream.range(0, 10)
        .mapToObj(i -> TestRecords.member(P0, offset + i, i, "tags", tag))
        .toList();
  }

  private int timesTagged(final int member) {
    return sandbox
        .members()
        .withLineUid(TestRecords.lineUid(member))
        .orElseThrow()
        .timesTagged("a");
  }

  private void start() {
    final MaacConfig config = MaacConfig.of(props);
    delivery = new SteppedDelivery(new DirectMaac(sandbox, clock), clock);
    pipeline =
        PipelineFactory.ofMembers(
            config,
            delivery,
            AccountSlots.alone(),
            Optional.of(this::begin),
            new TaskEnvironment(
                Optional.of(reporter),
                context,
                new TaskMetrics(new ShownMetrics(), clock),
                clock,
                new Random(1)));
    pipeline.open(List.of(P0));
  }

  private Exports.Fetch begin(final ExportLink link) {
    assertThat(link.url()).endsWith("/exports/" + sandbox.imports().stats().succeeded() + ".csv");
    fetches.add(new PendingFetch());
    return fetches.get(fetches.size() - 1);
  }

  private CompletableFuture<Void> report(final SinkRecord record, final Throwable reason) {
    assertThat(reason).hasMessage(REASON);
    reported.add(record.originalKafkaOffset());
    return CompletableFuture.completedFuture(null);
  }

  /** Lets a full batch be delivered, and the pipeline be told. */
  private void deliver(final List<SinkRecord> records) {
    pipeline.put(records);
    for (int i = 0; i < 20; i++) {
      delivery.runDue(1);
      clock.advance(10);
    }
    pipeline.put(List.of());
  }

  private static IntFunction<SinkRecord> recordAt(final int offset) {
    return member -> TestRecords.member(P0, offset + member, member);
  }

  private static List<SinkRecord> members(final int from, final int count) {
    return IntStream.range(from, from + count).mapToObj(i -> TestRecords.member(P0, i, i)).toList();
  }

  private long committed(final long position) {
    return pipeline.preCommit(Map.of(P0, new OffsetAndMetadata(position))).get(P0).offset();
  }

  private static Exports.Export list(final int... members) {
    final StringBuilder csv = new StringBuilder("line_uid\n");
    IntStream.of(members).forEach(i -> csv.append(TestRecords.lineUid(i)).append('\n'));
    return new Exports.Export.File(csv.toString().getBytes(UTF_8));
  }
}
