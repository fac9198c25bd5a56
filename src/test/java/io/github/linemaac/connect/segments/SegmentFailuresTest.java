package io.github.linemaac.connect.segments;

import static io.github.linemaac.connect.segments.SegmentFixture.DELIVERY_TIMEOUT_MS;
import static io.github.linemaac.connect.segments.SegmentFixture.IMPORT_TIMEOUT_MS;
import static io.github.linemaac.connect.segments.SegmentFixture.LISTS;
import static io.github.linemaac.connect.segments.SegmentFixture.NAME;
import static io.github.linemaac.connect.segments.SegmentFixture.SEGMENTS;
import static io.github.linemaac.connect.segments.SegmentFixture.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.Step;
import io.github.linemaac.connect.upload.UploadStateMachine;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.SandboxSettings;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What MAAC and the network may do in the middle of it. No twin is made, and nothing is lost. */
class SegmentFailuresTest {
  private static final List<TopicPartition> P0 = List.of(new TopicPartition("members", 0));

  private final SegmentFixture fixture = new SegmentFixture();

  @AfterEach
  void noRuleOfMaacIsBroken() {
    assertThat(fixture.sandbox.account().violations())
        .noneMatch(violation -> violation.kind().name().startsWith("TWIN"));
  }

  @ParameterizedTest
  @MethodSource("lost")
  void aCreationWithoutAnAnswerMakesOneList(final InjectedFault fault) {
    fixture.sandbox.faults().next("POST", LISTS, fault);

    assertThat(fixture.deliver(1, 2)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2));
  }

  static Stream<InjectedFault> lost() {
    return Stream.of(
        new InjectedFault.ConnectionLost(false),
        new InjectedFault.ConnectionLost(true),
        new InjectedFault.HalfBody(),
        new InjectedFault.NotJson(),
        InjectedFault.status(500),
        InjectedFault.status(503, 17),
        InjectedFault.status(429));
  }

  @Test
  void aListWhoseCreationGotNoAnswerIsLookedForBeforeItIsMadeAgain() {
    fixture.sandbox.faults().next("POST", LISTS, new InjectedFault.ConnectionLost(false));
    final long beganMs = fixture.clock.monotonicMs();

    fixture.deliver(1, 2);

    assertThat(fixture.clock.monotonicMs() - beganMs).isGreaterThan(60_000);
    assertThat(fixture.maac.takeCalls().stream().filter(call -> call.startsWith("POST")))
        .hasSize(2);
  }

  @Test
  void aListThatShowsOnlyAfterAWhileIsNotMadeAgain() {
    fixture.sandbox.settings().segments.listsNewAtOnce = false;
    fixture.sandbox.faults().next("POST", LISTS, new InjectedFault.ConnectionLost(true));
    final UploadStateMachine machine = fixture.begin(1, 2);
    final long showsMs = fixture.clock.monotonicMs() + 30_000;
    for (Step step = machine.next(fixture.clock.monotonicMs());
        fixture.clock.monotonicMs() < showsMs;
        step = machine.next(fixture.clock.monotonicMs())) {
      if (step instanceof Step.Call call) {
        machine.answered(fixture.maac.call(call.request()), fixture.clock.monotonicMs());
      } else {
        fixture.clock.advance(100);
      }
    }
    fixture.sandbox.segments().refreshReads(fixture.clock.monotonicMs());

    assertThat(fixture.finish(machine)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET " + SEGMENTS, "GET " + SEGMENTS + "1/members/", "PATCH " + LISTS})
  void everyCallIsMadeAgainAfterAFailure(final String call) {
    plant(1, 2, 3);
    final String[] parts = call.split(" ", 2);
    fixture.sandbox.faults().next(parts[0], parts[1], new InjectedFault.ConnectionLost(true));
    fixture.sandbox.faults().next(2, parts[0], parts[1], InjectedFault.status(503));

    assertThat(fixture.deliver(1, 2, 3, 4)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3, 4));
    assertThat(fixture.outcomes).filteredOn(Outcome.Retrying.class::isInstance).hasSize(3);
  }

  @Test
  void aLookAtAnUploadIsTakenAgainAfterAFailureAndNothingIsUploadedAgain() {
    fixture.maac.before(
        "GET " + SEGMENTS + "1/",
        () -> fixture.sandbox.faults().next(9, "GET", SEGMENTS + "1/", InjectedFault.status(502)));

    assertThat(fixture.deliver(1, 2)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.uploads()).isEqualTo(1);
  }

  @Test
  void retryAfterWinsOverBackoff() {
    plant(1);
    fixture.sandbox.faults().next("GET", SEGMENTS, InjectedFault.status(429, 170));
    final long beganMs = fixture.clock.monotonicMs();

    fixture.deliver(1);

    assertThat(fixture.clock.monotonicMs() - beganMs).isBetween(170_000L, 172_000L);
  }

  @Test
  void failsWhenMaacDoesNotAnswerWithinDeliveryTimeout() {
    fixture.sandbox.faults().next(10_000, "", "/", InjectedFault.status(503));
    final long beganMs = fixture.clock.monotonicMs();

    assertThat(failure(1)).contains("delivery.timeout.ms").contains("503");

    assertThat(fixture.clock.monotonicMs() - beganMs)
        .isBetween(DELIVERY_TIMEOUT_MS, DELIVERY_TIMEOUT_MS + 72_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET " + SEGMENTS, "GET " + SEGMENTS + "1/members/", "PATCH " + LISTS})
  void aRefusedTokenFailsAtOnceAndNamesTheKey(final String call) {
    plant(1, 2, 3);
    final String[] parts = call.split(" ", 2);
    fixture.sandbox.faults().next(parts[0], parts[1], InjectedFault.status(401));
    final long beganMs = fixture.clock.monotonicMs();

    assertThat(failure(1, 2, 3, 4)).contains("401").contains("api.token").contains("api.url");

    assertThat(fixture.clock.monotonicMs()).isEqualTo(beganMs);
    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void aFileThatMaacFindsTooLargeFailsAndSaysWhatToDo() {
    fixture.sandbox.faults().next("POST", LISTS, InjectedFault.status(413));

    assertThat(failure(1, 2)).contains("413").contains("field.segment_name");
  }

  @Test
  void aSuccessfulLookStartsDeliveryTimeoutAnew() {
    fixture.sandbox.settings().segments.readyAfterMs = SandboxSettings.NEVER;
    final UploadStateMachine machine = fixture.begin(1, 2);
    final long fromMs = fixture.clock.monotonicMs();
    int looks = 0;
    while (fixture.clock.monotonicMs() - fromMs < IMPORT_TIMEOUT_MS - 60_000) {
      final Step step = machine.next(fixture.clock.monotonicMs());
      if (step instanceof Step.WaitUntil until) {
        fixture.clock.advance(until.ms() - fixture.clock.monotonicMs());
        continue;
      }
      assertThat(step).as("after %d looks", looks).isInstanceOf(Step.Call.class);
      final Request call = ((Step.Call) step).request();
      final boolean fails = fixture.uploads() > 0 && ++looks % 9 != 0;
      machine.answered(
          fails ? new HttpReply.Lost("connection lost") : fixture.maac.call(call),
          fixture.clock.monotonicMs());
    }
    assertThat(fixture.clock.monotonicMs() - fromMs).isGreaterThan(3 * DELIVERY_TIMEOUT_MS / 2);
  }

  @Test
  void aListThatIsNeverReadyFailsAndIsNotUploadedAgain() {
    fixture.sandbox.settings().segments.readyAfterMs = SandboxSettings.NEVER;

    assertThat(failure(1, 2)).contains("import.timeout.ms");

    assertThat(fixture.sandbox.segments().uploads())
        .singleElement()
        .satisfies(
            upload ->
                assertThat(fixture.clock.monotonicMs() - upload.atMs())
                    .isEqualTo(SegmentFixture.IMPORT_TIMEOUT_MS));
  }

  @Test
  void aListThatSomebodyDeletedIsMadeAnew() {
    fixture.deliver(1, 2);
    fixture.delete();

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void aListThatSomebodyDeletesBeforeItIsReadIsMadeAnew() {
    plant(1, 2);
    fixture.maac.before("GET " + SEGMENTS + "1/members/", fixture::delete);

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void aListThatSomebodyDeletesBeforeItIsReadyIsMadeAnew() {
    fixture.maac.before("GET " + SEGMENTS + "1/", fixture::delete);

    assertThat(fixture.deliver(1, 2)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2));
  }

  @Test
  void aListThatIsUnknownForAMomentAfterItWasMadeIsNotMadeAgain() {
    fixture.sandbox.faults().next(3, "GET", SEGMENTS + "1/", InjectedFault.status(404));

    assertThat(fixture.deliver(1, 2)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.uploads()).isEqualTo(1);
  }

  @Test
  void aListThatIsShownAndGoneIsLookedForEverLaterAndNotForEver() {
    plant(1, 2);
    fixture
        .sandbox
        .faults()
        .next(10_000, "GET", SEGMENTS + "1/members/", InjectedFault.status(404));
    final long beganMs = fixture.clock.monotonicMs();

    assertThat(failure(1, 2, 3)).contains("delivery.timeout.ms").contains("404");

    assertThat(fixture.clock.monotonicMs() - beganMs).isGreaterThanOrEqualTo(DELIVERY_TIMEOUT_MS);
    assertThat(fixture.maac.takeCalls()).hasSizeLessThan(30);
  }

  @Test
  void whatIsRevokedBeforeItBeganIsNotBegun() {
    final UploadStateMachine machine = fixture.begin(1, 2);
    machine.revoke(P0);

    assertThat(machine.next(0)).isEqualTo(new Step.Done(List.of()));
  }

  @Test
  void whatIsRevokedInTheMiddleIsNeitherFinishedNorTold() {
    plant(1);
    final UploadStateMachine machine = fixture.begin(1, 2);
    for (int calls = 0; calls < 3; calls++) {
      final Step.Call call = (Step.Call) machine.next(fixture.clock.monotonicMs());
      assertThat(machine.answered(fixture.maac.call(call.request()), fixture.clock.monotonicMs()))
          .isEmpty();
    }
    machine.revoke(List.of());
    assertThat(machine.next(fixture.clock.monotonicMs())).isInstanceOf(Step.WaitUntil.class);
    machine.revoke(P0);

    assertThat(machine.next(fixture.clock.monotonicMs())).isEqualTo(new Step.Done(List.of()));
    fixture.beginAnew();
    assertThat(fixture.deliver(1, 2))
        .as("what was not confirmed is sent again")
        .isInstanceOf(Outcome.SegmentReady.class);
    assertThat(fixture.uploads()).isEqualTo(2);
  }

  private void plant(final int... members) {
    fixture.sandbox.segments().plantList(NAME, uids(members), fixture.clock.monotonicMs());
  }

  private String failure(final int... members) {
    final Outcome outcome = fixture.deliver(members);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).message()).doesNotContain(NAME).doesNotContain("U000");
    return ((Outcome.Failed) outcome).message();
  }
}
