package io.github.linemaac.connect.segments;

import static io.github.linemaac.connect.segments.SegmentFixture.DELIVERY_TIMEOUT_MS;
import static io.github.linemaac.connect.segments.SegmentFixture.LISTS;
import static io.github.linemaac.connect.segments.SegmentFixture.NAME;
import static io.github.linemaac.connect.segments.SegmentFixture.POLL_MS;
import static io.github.linemaac.connect.segments.SegmentFixture.SEGMENTS;
import static io.github.linemaac.connect.segments.SegmentFixture.range;
import static io.github.linemaac.connect.segments.SegmentFixture.uids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.Step;
import io.github.linemaac.connect.upload.UploadStateMachine;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.SandboxAnswer;
import io.github.linemaac.sandbox.SandboxRequest;
import io.github.linemaac.sandbox.SandboxSettings;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are wrong for once, or for a while: none of them alone undoes anything. */
class SegmentOddAnswersTest {
  private static final String LIST = SEGMENTS + "1/";
  private static final String NONE = "{\"results\":[],\"next\":null}";

  private final SegmentFixture bench = new SegmentFixture();

  @AfterEach
  void thereIsOneListOfTheNameAtMost() {
    assertThat(bench.sandbox.segments().named(NAME)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void overMaacsListOneNotFoundDoesNotUndoWhatWasConfirmed() {
    bench.with(SegmentFixture.settings(Baseline.MAAC, true, 20));
    plant(range(1, 10));
    bench.sandbox.settings().segments.staleReads = true;
    bench.overlay(new int[] {11}, 1);
    bench.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));

    assertThat(bench.overlay(new int[] {12}, 2)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(range(3, 12)));
  }

  @ParameterizedTest
  @EnumSource
  void oneNotFoundMakesNoTwinOfAListThatMaacDoesNotShowYet(final Baseline baseline) {
    bench.with(SegmentFixture.settings(baseline, true, 20));
    bench.sandbox.settings().segments.listsNewAtOnce = false;
    bench.deliver(1, 2);
    bench.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));

    assertThat(bench.deliver(1, 2, 3)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void theShrinkGuardComparesWithWhatWasConfirmedAfterANotFoundToo() {
    plant(1);
    bench.sandbox.settings().segments.staleReads = true;
    bench.deliver(range(1, 10));
    bench.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));

    bench.deliver(range(1, 8));

    assertThat(failure(1, 2, 3)).contains("would lose 5 of the 8 ids");
  }

  @Test
  void aListThatIsNotFoundForLessThanAMinuteIsNotMadeAgain() {
    bench.sandbox.settings().segments.listsNewAtOnce = false;
    bench.sandbox.faults().next(6, "GET", LIST, InjectedFault.status(404));

    assertThat(bench.deliver(1, 2)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 2));
    assertThat(bench.uploads()).isEqualTo(1);
  }

  @Test
  void aListThatIsNotFoundBeforeItsUploadForLessThanAMinuteIsNotMadeAgain() {
    bench.sandbox.settings().segments.listsNewAtOnce = false;
    bench.deliver(1, 2);
    bench.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));
    bench.sandbox.faults().next(5, "GET", LIST, InjectedFault.status(404));

    assertThat(bench.deliver(1, 2, 3)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void aListThatIsGoneForAMinuteIsMadeAgainThenAndNotLater() {
    bench.deliver(1, 2);
    bench.delete();
    final long beganMs = bench.clock.monotonicMs();

    assertThat(bench.deliver(1, 2, 3)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.sandbox.segments().uploads().get(1).atMs() - beganMs)
        .isBetween(60_000L, 65_000L);
  }

  @Test
  void aListWhoseCreationWasLostIsMadeAgainAfterAMinuteAndNotLater() {
    bench.sandbox.faults().next("POST", LISTS, new InjectedFault.ConnectionLost(false));
    final long beganMs = bench.clock.monotonicMs();

    bench.deliver(1, 2);

    assertThat(bench.sandbox.segments().uploads().get(0).atMs() - beganMs)
        .isBetween(60_000L, 65_000L);
  }

  @Test
  void whatIsFoundAgainUnderTheSameNumberIsStillWhatWasConfirmed() {
    bench.with(SegmentFixture.settings(Baseline.MAAC, true, 20));
    plant(range(1, 10));
    bench.sandbox.settings().segments.staleReads = true;
    bench.overlay(new int[] {11}, 1);
    bench.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));
    // A minute, and the listing shows it all the same.
    bench.sandbox.faults().next(7, "GET", LIST, InjectedFault.status(404));

    assertThat(bench.overlay(new int[] {12}, 2)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(range(3, 12)));
  }

  @Test
  void whatIsFoundAgainUnderTheSameNumberIsStillOurOwn() {
    bench.with(SegmentFixture.settings(Baseline.TOPIC, false, 20));
    bench.deliver(1, 2);
    bench.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));
    bench.sandbox.faults().next(7, "GET", LIST, InjectedFault.status(404));

    assertThat(bench.deliver(1, 2, 3)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void whatIsFoundAfterACreationThatWasLostIsOurOwn() {
    bench.with(SegmentFixture.settings(Baseline.TOPIC, false, 20));
    bench.sandbox.faults().next("POST", LISTS, new InjectedFault.ConnectionLost(true));

    assertThat(bench.deliver(1, 2)).isInstanceOf(Outcome.ListReady.class);
  }

  @Test
  void aMinuteOfNotFoundWithAnAnswerInItIsNone() {
    bench.sandbox.settings().segments.listsNewAtOnce = false;
    bench.deliver(1, 2);
    final InjectedFault answer = json(shown());
    bench.sandbox.faults().next(2, "PATCH", LISTS, InjectedFault.status(404));
    bench.sandbox.faults().next(4, "GET", LIST, InjectedFault.status(404));
    bench.sandbox.faults().next("GET", LIST, answer);
    bench.sandbox.faults().next(5, "GET", LIST, InjectedFault.status(404));

    assertThat(bench.deliver(1, 2, 3)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void aMinuteOfNotFoundWithALookInItIsNone() {
    bench.sandbox.settings().segments.listsNewAtOnce = false;
    bench.sandbox.settings().segments.readyAfterMs = 200_000;
    bench.deliver(1, 2);
    final String pending =
        "{\"id\":1,\"name\":\"vip\",\"segment_type\":2,\"member_count\":-1,\"status\":1}";
    bench.sandbox.faults().next(5, "GET", LIST, InjectedFault.status(404));
    bench.sandbox.faults().next("GET", LIST, json(pending));
    bench.sandbox.faults().next(6, "GET", LIST, InjectedFault.status(404));

    assertThat(bench.deliver(1, 2, 3)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.uploads()).isEqualTo(2);
  }

  @Test
  void aMinuteOfNotFoundIsOverOnceTheIdsAreRead() {
    plant(1, 2);
    bench.sandbox.faults().next(7, "GET", LIST, InjectedFault.status(404));
    bench.maac.before(
        "PATCH",
        () -> {
          bench.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));
          bench.sandbox.faults().next(2, "GET", SEGMENTS, json(NONE));
        });

    assertThat(bench.deliver(1, 2, 3)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void oneListingWithoutTheListMakesNoTwin() {
    plant(range(1, 10));
    bench.sandbox.faults().next("GET", SEGMENTS, json(NONE));

    assertThat(bench.deliver(range(1, 11))).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(range(1, 11)));
  }

  @Test
  void aListingWithoutAListThatThisTaskKnowsCutsNothingDown() {
    bench.with(SegmentFixture.settings(Baseline.MAAC, true, 20));
    plant(range(1, 10));
    final UploadStateMachine revoked = bench.begin(11);
    final Step.Call search = (Step.Call) revoked.next(bench.clock.monotonicMs());
    revoked.answered(bench.maac.call(search.request()), bench.clock.monotonicMs());
    revoked.revoke(List.of(new TopicPartition("members", 0)));
    bench.beginAnew();
    bench.sandbox.faults().next("GET", SEGMENTS, json(NONE));

    assertThat(bench.overlay(new int[] {11})).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(range(1, 11)));
    assertThat(bench.maac.takeCalls()).filteredOn(("GET " + SEGMENTS)::equals).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"again\"", "\"%s\""})
  void aListingThatNeverEndsIsNotOneWithoutTheList(final String next) {
    for (int page = 0; page < 100_000; page++) {
      final String token = String.format(next, "page" + page);
      bench.sandbox.faults().next("GET", SEGMENTS, json("{\"results\":[],\"next\":" + token + "}"));
      if (next.equals("\"again\"") && page == 1_000) {
        break;
      }
    }

    assertThat(failure(1, 2)).contains("delivery.timeout.ms").contains("without end");

    assertThat(bench.uploads()).isZero();
  }

  @Test
  void aListingThatLeadsBackToAnEarlierPageIsReadAgainFromItsBeginning() {
    bench.sandbox.settings().pageSize = 1;
    plantOther("old vip");
    plant(1, 2, 3);
    bench.sandbox.faults().next("GET", SEGMENTS, json("{\"results\":[],\"next\":\"b\"}"));
    bench.sandbox.faults().next("GET", SEGMENTS, json("{\"results\":[],\"next\":\"c\"}"));
    bench.sandbox.faults().next("GET", SEGMENTS, json("{\"results\":[],\"next\":\"b\"}"));

    assertThat(bench.deliver(1, 2, 3, 4)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 2, 3, 4));
  }

  @Test
  void overMaacsListHalfOfItIsReadAgain() {
    bench.with(SegmentFixture.settings(Baseline.MAAC, true, 100));
    plant(range(1, 10));
    bench.sandbox.faults().next("GET", LIST + "members/", members(1, 2, 3, 4, 5));

    assertThat(bench.overlay(new int[] {11})).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(range(1, 11)));
  }

  @Test
  void halfAListDoesNotBlindTheShrinkGuard() {
    plant(range(1, 10));
    bench.sandbox.faults().next("GET", LIST + "members/", members(1, 2, 3, 4, 5));

    assertThat(failure(1, 2, 3, 4, 5)).contains("would lose 5 of the 10 ids");
  }

  @Test
  void aListThatIsAlwaysGivenInPartIsNotCutDownToIt() {
    bench.with(SegmentFixture.settings(Baseline.MAAC, true, 20));
    plant(range(1, 10));
    bench.sandbox.faults().next(1_000, "GET", LIST + "members/", members(1, 2, 3, 4, 5));
    final long beganMs = bench.clock.monotonicMs();

    final Outcome outcome = bench.overlay(new int[] {11});

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.message())
                    .contains("counts 10 ids")
                    .contains("would have 6")
                    .contains("segment.max.shrink.percent=20"));
    assertThat(bench.clock.monotonicMs() - beganMs).isLessThan(30_000);
    assertThat(bench.members()).isEqualTo(uids(range(1, 10)));
  }

  @Test
  void anOldCountStopsNoListThatIsAsLong() {
    plant(range(1, 10));
    bench.sandbox.faults().next(1_000, "GET", LIST + "members/", members());

    assertThat(bench.deliver(range(2, 12))).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(range(2, 12)));
  }

  @Test
  void anyLossIsFineIfTheUserSaysSoHoweverManyMaacCounts() {
    bench.with(SegmentFixture.settings(Baseline.TOPIC, true, 100));
    plant(range(1, 10));
    bench.sandbox.faults().next(1_000, "GET", LIST + "members/", members());

    assertThat(bench.deliver(11)).isInstanceOf(Outcome.ListReady.class);
  }

  @Test
  void aFewWhoAreMissingInACountOfManyAreNotWaitedFor() {
    plant(range(1, 100));
    bench.sandbox.faults().next(1_000, "GET", LIST + "members/", members(range(1, 99)));
    final long beganMs = bench.clock.monotonicMs();

    assertThat(bench.deliver(range(1, 99))).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.clock.monotonicMs() - beganMs).isEqualTo(POLL_MS);
  }

  @Test
  void aReadyFromBeforeTheUploadIsNotItsConfirmation() {
    bench.deliver(1, 2);
    bench.sandbox.settings().segments.readyAfterMs = 10_000;
    bench.sandbox.faults().next(2, "GET", LIST, json(shown()));
    final long beganMs = bench.clock.monotonicMs();

    assertThat(bench.deliver(1, 2, 3))
        .isInstanceOfSatisfying(
            Outcome.ListReady.class, ready -> assertThat(ready.report().members()).isEqualTo(3));

    assertThat(bench.clock.monotonicMs() - beganMs).isGreaterThanOrEqualTo(10_000);
  }

  @Test
  void aTimeThatNeverChangesHoldsNothingBackForLong() {
    bench.deliver(1, 2);
    bench.sandbox.faults().next(1_000, "GET", LIST, json(shown()));
    final long beganMs = bench.clock.monotonicMs();

    assertThat(bench.deliver(1, 2, 3)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.clock.monotonicMs() - beganMs).isLessThanOrEqualTo(6 * POLL_MS);
  }

  @Test
  void anUploadThatIsAnsweredWithReadyIsConfirmedByThat() {
    bench.deliver(1, 2);
    bench.clock.advance(5_000);
    final String ready =
        "{\"id\":1,\"name\":\"vip\",\"segment_type\":2,\"member_count\":3,\"status\":2,"
            + "\"last_updated_time\":null}";
    bench.sandbox.faults().next("PATCH", LISTS, json(ready));
    bench.maac.takeCalls();

    assertThat(bench.deliver(1, 2, 3)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.maac.takeCalls()).containsExactly("PATCH " + LISTS + "1/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH " + LISTS, "GET " + SEGMENTS + "2/"})
  void anAnswerAboutAnotherListIsNoneAboutThisOne(final String call) {
    plantOther("other");
    bench.sandbox.settings().segments.readyAfterMs = 10_000;
    bench.deliver(1, 2);
    final String[] parts = call.split(" ", 2);
    bench.sandbox.faults().next(parts[0], parts[1], json(shown()));
    final long beganMs = bench.clock.monotonicMs();

    assertThat(bench.deliver(1, 2, 3)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.clock.monotonicMs() - beganMs).isGreaterThanOrEqualTo(10_000);
    assertThat(bench.members()).isEqualTo(uids(1, 2, 3));
    assertThat(bench.outcomes).anyMatch(Outcome.Retrying.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET " + SEGMENTS, "POST " + LISTS})
  void oneNotFoundIsNotAWrongUrl(final String call) {
    final String[] parts = call.split(" ", 2);
    bench.sandbox.faults().next(3, parts[0], parts[1], InjectedFault.status(404));

    assertThat(bench.deliver(1, 2)).isInstanceOf(Outcome.ListReady.class);
  }

  @Test
  void aMinuteOfNotFoundWithAListingInItIsNoWrongUrl() {
    bench.sandbox.settings().pageSize = 1;
    plantOther("old vip");
    bench.sandbox.faults().next(5, "GET", SEGMENTS, InjectedFault.status(404));
    bench.sandbox.faults().next("GET", SEGMENTS, json("{\"results\":[],\"next\":\"b\"}"));
    bench.sandbox.faults().next(2, "GET", SEGMENTS, InjectedFault.status(404));

    assertThat(bench.deliver(1, 2)).isInstanceOf(Outcome.ListReady.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET " + SEGMENTS, "POST " + LISTS})
  void aMinuteOfNotFoundIs(final String call) {
    final String[] parts = call.split(" ", 2);
    bench.sandbox.faults().next(1_000, parts[0], parts[1], InjectedFault.status(404));
    final long beganMs = bench.clock.monotonicMs();

    assertThat(failure(1, 2)).contains("404").contains("check api.url");

    assertThat(bench.clock.monotonicMs() - beganMs).isBetween(60_000L, 62_000L);
  }

  @Test
  void aLookThatSucceedsBeginsTheTimeForFailingLooksAnew() {
    bench.sandbox.settings().segments.readyAfterMs = SandboxSettings.NEVER;
    final UploadStateMachine procedure = bench.begin(1, 2);
    final long beganMs = bench.clock.monotonicMs();
    bench.maac.before("GET " + LIST, () -> {});
    // All looks fail but one each few minutes, for longer than delivery.timeout.ms in all.
    for (long nowMs = beganMs; nowMs - beganMs < 3 * DELIVERY_TIMEOUT_MS / 2; ) {
      final Step step = procedure.next(nowMs);
      if (step instanceof Step.Call call) {
        final boolean fails = (nowMs - beganMs) % 200_000 > 60_000;
        if (call.request().toString().equals("GET " + LIST) && fails) {
          bench.sandbox.faults().next("GET", LIST, InjectedFault.status(503));
        }
        procedure.answered(bench.maac.call(call.request()), nowMs);
      } else {
        assertThat(step).isInstanceOf(Step.WaitUntil.class);
        bench.clock.advance(((Step.WaitUntil) step).ms() - nowMs);
      }
      nowMs = bench.clock.monotonicMs();
    }
    bench.sandbox.segments().makeAllReady(bench.clock.monotonicMs());

    assertThat(bench.finish(procedure)).isInstanceOf(Outcome.ListReady.class);
  }

  /** How MAAC shows the list now. */
  private String shown() {
    final SandboxAnswer answer =
        bench.sandbox.answer(
            SandboxRequest.of("GET", LIST, bench.sandbox.settings().token),
            bench.clock.monotonicMs());
    return new String(((SandboxAnswer.Reply) answer).reply().body(), UTF_8);
  }

  private static InjectedFault json(final String body) {
    return InjectedFault.status(200, "application/json", body);
  }

  private static InjectedFault members(final int... members) {
    return InjectedFault.status(200, "text/csv", "line_uid\n" + String.join("\n", uids(members)));
  }

  private void plant(final int... members) {
    bench.sandbox.segments().plantList(NAME, uids(members), bench.clock.monotonicMs());
  }

  private void plantOther(final String name) {
    bench.sandbox.segments().plantList(name, uids(9), bench.clock.monotonicMs());
  }

  private String failure(final int... members) {
    final Outcome outcome = bench.deliver(members);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).message()).doesNotContain(NAME).doesNotContain("U000");
    return ((Outcome.Failed) outcome).message();
  }
}
