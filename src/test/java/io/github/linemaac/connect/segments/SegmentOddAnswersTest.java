package io.github.linemaac.connect.segments;

import static io.github.linemaac.connect.segments.SegmentFixture.DELIVERY_TIMEOUT_MS;
import static io.github.linemaac.connect.segments.SegmentFixture.LISTS;
import static io.github.linemaac.connect.segments.SegmentFixture.POLL_MS;
import static io.github.linemaac.connect.segments.SegmentFixture.SEGMENTS;
import static io.github.linemaac.connect.segments.SegmentFixture.range;
import static io.github.linemaac.connect.segments.SegmentFixture.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.Step;
import io.github.linemaac.connect.upload.UploadStateMachine;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.SandboxSettings;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Listings, counts and states that are wrong for once, or for a while: none alone undoes anything.
 */
class SegmentOddAnswersTest extends SegmentAnswersFixture {
  @Test
  void oneListingWithoutTheListMakesNoTwin() {
    plant(range(1, 10));
    fixture.sandbox.faults().next("GET", SEGMENTS, json(NONE));

    assertThat(fixture.deliver(range(1, 11))).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(range(1, 11)));
  }

  @Test
  void aListingWithoutAListThatThisTaskKnowsCutsNothingDown() {
    fixture.with(SegmentFixture.settings(Baseline.MAAC, true, 20));
    plant(range(1, 10));
    final UploadStateMachine revoked = fixture.begin(11);
    final Step.Call search = (Step.Call) revoked.next(fixture.clock.monotonicMs());
    revoked.answered(fixture.maac.call(search.request()), fixture.clock.monotonicMs());
    revoked.revoke(List.of(new TopicPartition("members", 0)));
    fixture.beginAnew();
    fixture.sandbox.faults().next("GET", SEGMENTS, json(NONE));

    assertThat(fixture.overlay(new int[] {11})).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(range(1, 11)));
    assertThat(fixture.maac.takeCalls()).filteredOn(("GET " + SEGMENTS)::equals).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"again\"", "\"%s\""})
  void aListingThatNeverEndsIsNotOneWithoutTheList(final String next) {
    for (int page = 0; page < 100_000; page++) {
      final String token = String.format(next, "page" + page);
      fixture
          .sandbox
          .faults()
          .next("GET", SEGMENTS, json("{\"results\":[],\"next\":" + token + "}"));
      if (next.equals("\"again\"") && page == 1_000) {
        break;
      }
    }

    assertThat(failure(1, 2)).contains("delivery.timeout.ms").contains("without end");

    assertThat(fixture.uploads()).isZero();
  }

  @Test
  void aListingThatLeadsBackToAnEarlierPageIsReadAgainFromItsBeginning() {
    fixture.sandbox.settings().pageSize = 1;
    plantOther("old vip");
    plant(1, 2, 3);
    fixture.sandbox.faults().next("GET", SEGMENTS, json("{\"results\":[],\"next\":\"b\"}"));
    fixture.sandbox.faults().next("GET", SEGMENTS, json("{\"results\":[],\"next\":\"c\"}"));
    fixture.sandbox.faults().next("GET", SEGMENTS, json("{\"results\":[],\"next\":\"b\"}"));

    assertThat(fixture.deliver(1, 2, 3, 4)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3, 4));
  }

  @Test
  void overMaacsListHalfOfItIsReadAgain() {
    fixture.with(SegmentFixture.settings(Baseline.MAAC, true, 100));
    plant(range(1, 10));
    fixture.sandbox.faults().next("GET", LIST + "members/", members(1, 2, 3, 4, 5));

    assertThat(fixture.overlay(new int[] {11})).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(range(1, 11)));
  }

  @Test
  void halfAListDoesNotBlindTheShrinkGuard() {
    plant(range(1, 10));
    fixture.sandbox.faults().next("GET", LIST + "members/", members(1, 2, 3, 4, 5));

    assertThat(failure(1, 2, 3, 4, 5)).contains("would lose 5 of the 10 ids");
  }

  @Test
  void aListThatIsAlwaysGivenInPartIsNotCutDownToIt() {
    fixture.with(SegmentFixture.settings(Baseline.MAAC, true, 20));
    plant(range(1, 10));
    fixture.sandbox.faults().next(1_000, "GET", LIST + "members/", members(1, 2, 3, 4, 5));
    final long beganMs = fixture.clock.monotonicMs();

    final Outcome outcome = fixture.overlay(new int[] {11});

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.message())
                    .contains("counts 10 ids")
                    .contains("would have 6")
                    .contains("segment.max.shrink.percent=20"));
    assertThat(fixture.clock.monotonicMs() - beganMs).isLessThan(30_000);
    assertThat(fixture.members()).isEqualTo(uids(range(1, 10)));
  }

  @Test
  void anOldCountStopsNoListThatIsAsLong() {
    plant(range(1, 10));
    fixture.sandbox.faults().next(1_000, "GET", LIST + "members/", members());

    assertThat(fixture.deliver(range(2, 12))).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(range(2, 12)));
  }

  @Test
  void anyLossIsFineIfTheUserSaysSoHoweverManyMaacCounts() {
    fixture.with(SegmentFixture.settings(Baseline.TOPIC, true, 100));
    plant(range(1, 10));
    fixture.sandbox.faults().next(1_000, "GET", LIST + "members/", members());

    assertThat(fixture.deliver(11)).isInstanceOf(Outcome.SegmentReady.class);
  }

  @Test
  void aFewWhoAreMissingInACountOfManyAreNotWaitedFor() {
    plant(range(1, 100));
    fixture.sandbox.faults().next(1_000, "GET", LIST + "members/", members(range(1, 99)));
    final long beganMs = fixture.clock.monotonicMs();

    assertThat(fixture.deliver(range(1, 99))).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.clock.monotonicMs() - beganMs).isEqualTo(POLL_MS);
  }

  @Test
  void aReadyFromBeforeTheUploadIsNotItsConfirmation() {
    fixture.deliver(1, 2);
    fixture.sandbox.settings().segments.readyAfterMs = 10_000;
    fixture.sandbox.faults().next(2, "GET", LIST, json(shown()));
    final long beganMs = fixture.clock.monotonicMs();

    assertThat(fixture.deliver(1, 2, 3))
        .isInstanceOfSatisfying(
            Outcome.SegmentReady.class, ready -> assertThat(ready.report().members()).isEqualTo(3));

    assertThat(fixture.clock.monotonicMs() - beganMs).isGreaterThanOrEqualTo(10_000);
  }

  @Test
  void aTimeThatNeverChangesHoldsNothingBackForLong() {
    fixture.deliver(1, 2);
    fixture.sandbox.faults().next(1_000, "GET", LIST, json(shown()));
    final long beganMs = fixture.clock.monotonicMs();

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.clock.monotonicMs() - beganMs).isLessThanOrEqualTo(6 * POLL_MS);
  }

  @Test
  void anUploadThatIsAnsweredWithReadyIsConfirmedByThat() {
    fixture.deliver(1, 2);
    fixture.clock.advance(5_000);
    final String ready =
        "{\"id\":1,\"name\":\"vip\",\"segment_type\":2,\"member_count\":3,\"status\":2,"
            + "\"last_updated_time\":null}";
    fixture.sandbox.faults().next("PATCH", LISTS, json(ready));
    fixture.maac.takeCalls();

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.maac.takeCalls()).containsExactly("PATCH " + LISTS + "1/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH " + LISTS, "GET " + SEGMENTS + "2/"})
  void anAnswerAboutAnotherListIsNoneAboutThisOne(final String call) {
    plantOther("other");
    fixture.sandbox.settings().segments.readyAfterMs = 10_000;
    fixture.deliver(1, 2);
    final String[] parts = call.split(" ", 2);
    fixture.sandbox.faults().next(parts[0], parts[1], json(shown()));
    final long beganMs = fixture.clock.monotonicMs();

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.clock.monotonicMs() - beganMs).isGreaterThanOrEqualTo(10_000);
    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3));
    assertThat(fixture.outcomes).anyMatch(Outcome.Retrying.class::isInstance);
  }

  @Test
  void aLookThatSucceedsBeginsTheTimeForFailingLooksAnew() {
    fixture.sandbox.settings().segments.readyAfterMs = SandboxSettings.NEVER;
    final UploadStateMachine machine = fixture.begin(1, 2);
    final long beganMs = fixture.clock.monotonicMs();
    fixture.maac.before("GET " + LIST, () -> {});
    // All looks fail but one each few minutes, for longer than delivery.timeout.ms in all.
    for (long nowMs = beganMs; nowMs - beganMs < 3 * DELIVERY_TIMEOUT_MS / 2; ) {
      final Step step = machine.next(nowMs);
      if (step instanceof Step.Call call) {
        final boolean fails = (nowMs - beganMs) % 200_000 > 60_000;
        if (call.request().toString().equals("GET " + LIST) && fails) {
          fixture.sandbox.faults().next("GET", LIST, InjectedFault.status(503));
        }
        machine.answered(fixture.maac.call(call.request()), nowMs);
      } else {
        assertThat(step).isInstanceOf(Step.WaitUntil.class);
        fixture.clock.advance(((Step.WaitUntil) step).ms() - nowMs);
      }
      nowMs = fixture.clock.monotonicMs();
    }
    fixture.sandbox.segments().makeAllReady(fixture.clock.monotonicMs());

    assertThat(fixture.finish(machine)).isInstanceOf(Outcome.SegmentReady.class);
  }
}
