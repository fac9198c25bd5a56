package io.github.linemaac.connect.segments;

import static io.github.linemaac.connect.segments.SegmentFixture.NAME;
import static io.github.linemaac.connect.segments.SegmentFixture.SEGMENTS;
import static io.github.linemaac.connect.segments.SegmentFixture.range;
import static io.github.linemaac.connect.segments.SegmentFixture.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.config.WhenEmpty;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.Step;
import io.github.linemaac.connect.upload.UploadStateMachine;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.Violation;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What MAAC has of a segment that the last one has left. */
class EmptiedSegmentTest {
  private static final int NOBODY = 99;
  private static final WhenEmpty KEEP = new WhenEmpty.Keep();
  private static final WhenEmpty PLACEHOLDER = new WhenEmpty.Placeholder(new LineUid(0, NOBODY));
  private static final WhenEmpty DELETE = new WhenEmpty.Delete();

  private final SegmentFixture fixture = new SegmentFixture();

  private void begin(final WhenEmpty whenEmpty, final Baseline baseline, final int shrinkPercent) {
    fixture.with(SegmentFixture.settings(baseline, true, shrinkPercent, whenEmpty));
  }

  static Stream<WhenEmpty> behaviors() {
    return Stream.of(KEEP, PLACEHOLDER, DELETE);
  }

  @ParameterizedTest
  @MethodSource("behaviors")
  void theGuardStandsInFrontOfWhatever(final WhenEmpty whenEmpty) {
    begin(whenEmpty, Baseline.TOPIC, 20);
    fixture.deliver(range(1, 10));

    assertThat(fixture.deliver())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.message()).contains("would lose 10 of the 10 ids");
              assertThat(failed.message().contains("keep leaves it in MAAC"))
                  .isEqualTo(whenEmpty.equals(KEEP));
            });

    assertThat(fixture.members()).isEqualTo(uids(range(1, 10)));
  }

  @ParameterizedTest
  @MethodSource("behaviors")
  void nobodyIsNothingWhereNoRecordSaysSo(final WhenEmpty whenEmpty) {
    begin(whenEmpty, Baseline.TOPIC, 100);
    fixture.deliver(1, 2);

    assertThat(fixture.finish(fixture.begin(ofNobody(false))))
        .isInstanceOf(Outcome.SegmentEmpty.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2));
  }

  private static SegmentUpload ofNobody(final boolean mayBeEmpty) {
    return new SegmentUpload(
        SegmentName.named(NAME, "members-0@7"), new LineUidSet(), new LineUidSet(), 0, mayBeEmpty);
  }

  @Test
  void thePlaceholderIsUploadedAlone() {
    begin(PLACEHOLDER, Baseline.TOPIC, 100);
    fixture.deliver(1, 2);

    assertReady(fixture.deliver(), 0);

    assertThat(fixture.members()).isEqualTo(uids(NOBODY));
  }

  @Test
  void whoJoinsBesideThePlaceholderIsAlone() {
    for (final Baseline baseline : Baseline.values()) {
      begin(PLACEHOLDER, baseline, 0);
      plant(NOBODY);

      assertReady(fixture.overlay(new int[] {3}), 1);

      assertThat(fixture.members()).isEqualTo(uids(3));
      fixture.sandbox.segments().deletedBySomebody(NAME);
    }
  }

  @Test
  void aPlaceholderBesideOthersIsAMemberAsTheyAre() {
    begin(PLACEHOLDER, Baseline.MAAC, 100);
    plant(NOBODY, 1, 2);

    fixture.overlay(new int[0], 1);

    assertThat(fixture.members()).isEqualTo(uids(2, NOBODY));
  }

  @Test
  void thePlaceholderIsNotUploadedAgainByTheTaskThatDidSo() {
    begin(PLACEHOLDER, Baseline.TOPIC, 100);
    fixture.deliver(1);
    fixture.deliver();
    fixture.maac.takeCalls();

    assertUnchanged(fixture.deliver());

    assertThat(fixture.maac.takeCalls()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void afterARestartThePlaceholderStays(final Baseline baseline) {
    begin(PLACEHOLDER, baseline, 0);
    plant(NOBODY);
    fixture.clock.advance(SegmentFixture.LAG_MS);

    assertUnchanged(fixture.overlay(new int[0], 1));

    assertThat(fixture.uploads()).isZero();
    assertThat(fixture.members()).isEqualTo(uids(NOBODY));
  }

  @ParameterizedTest
  @EnumSource
  void theSegmentIsDeleted(final Baseline baseline) {
    begin(DELETE, baseline, 100);
    plant(1, 2);

    assertThat(fixture.overlay(new int[0], 1, 2))
        .isInstanceOfSatisfying(
            Outcome.SegmentDeleted.class, deleted -> assertThat(deleted.id()).isEqualTo("1"));

    assertThat(fixture.sandbox.segments().all()).isEmpty();
    assertThat(fixture.uploads()).isZero();
    assertThat(fixture.sandbox.account().violations()).isEmpty();
  }

  @Test
  void whatWasDeletedIsMadeAgainUnderANewNumberAndThatIsTold() {
    begin(DELETE, Baseline.TOPIC, 100);
    fixture.sandbox.settings().segments.staleReads = true;
    fixture.deliver(1);
    fixture.sandbox.segments().refreshReads(fixture.clock.monotonicMs());
    fixture.deliver();
    fixture.maac.takeCalls();

    assertThat(fixture.deliver(2))
        .isInstanceOfSatisfying(
            Outcome.SegmentReady.class,
            ready -> {
              assertThat(ready.report().id()).isEqualTo("2");
              assertThat(ready.report().deletedId()).contains("1");
            });
    assertThat(fixture.maac.takeCalls())
        .as("the listing shows number 1, and is not believed")
        .noneMatch(call -> call.startsWith("GET " + SEGMENTS + "1/"));
    assertThat(fixture.deliver(2, 3))
        .isInstanceOfSatisfying(
            Outcome.SegmentReady.class, ready -> assertThat(ready.report().deletedId()).isEmpty());

    assertThat(fixture.members()).isEqualTo(uids(2, 3));
  }

  @Test
  void aSegmentThatIsGoneIsAsTheRecordsSay() {
    begin(DELETE, Baseline.TOPIC, 20);

    assertUnchanged(fixture.deliver());
    assertUnchanged(fixture.deliver());
  }

  @Test
  void afterARestartAListingThatStillShowsItIsNotBelieved() {
    begin(DELETE, Baseline.TOPIC, 100);
    fixture.sandbox.settings().segments.staleReads = true;
    fixture.deliver(1);
    fixture.sandbox.segments().refreshReads(fixture.clock.monotonicMs());
    fixture.deliver();
    fixture.restart();

    assertUnchanged(fixture.deliver());
    fixture.restart();
    assertReady(fixture.deliver(2), 1);

    assertThat(fixture.members()).isEqualTo(uids(2));
  }

  @ParameterizedTest
  @MethodSource("lost")
  void aDeletionWhoseAnswerIsLostIsDone(final InjectedFault fault, final int missingStatus) {
    begin(DELETE, Baseline.TOPIC, 100);
    fixture.sandbox.settings().segments.deleteMissingStatus = missingStatus;
    fixture.deliver(1);
    fixture.sandbox.faults().next("DELETE", SEGMENTS, fault);

    assertThat(fixture.deliver())
        .isInstanceOf(
            missingStatus == 404 ? Outcome.SegmentUnchanged.class : Outcome.SegmentDeleted.class);

    assertThat(fixture.sandbox.segments().all()).isEmpty();
  }

  static Stream<Arguments> lost() {
    return Stream.of(
            new InjectedFault.ConnectionLost(true),
            new InjectedFault.NotJson(),
            new InjectedFault.HalfBody())
        .flatMap(fault -> Stream.of(Arguments.of(fault, 404), Arguments.of(fault, 204)));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void aDeletionThatFailsIsMadeAgain(final InjectedFault fault) {
    begin(DELETE, Baseline.TOPIC, 100);
    fixture.deliver(1);
    fixture.sandbox.faults().next(2, "DELETE", SEGMENTS, fault);

    assertThat(fixture.deliver()).isInstanceOf(Outcome.SegmentDeleted.class);

    assertThat(fixture.sandbox.segments().all()).isEmpty();
  }

  static Stream<InjectedFault> passing() {
    return Stream.of(
        new InjectedFault.ConnectionLost(false),
        InjectedFault.status(404),
        InjectedFault.status(429, 7),
        InjectedFault.status(503));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 409})
  void aDeletionThatMaacRefusesFailsAtOnceAndSaysWhatToDo(final int status) {
    begin(DELETE, Baseline.TOPIC, 100);
    fixture.deliver(1);
    fixture.sandbox.settings().segments.deleteExcludedStatus = status;
    fixture.sandbox.segments().excludedBySomebody(NAME);
    fixture.maac.takeCalls();

    assertThat(fixture.deliver())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.message())
                    .startsWith(
                        "the segment that record members-0@7 names: DELETE "
                            + SEGMENTS
                            + "1/ returned HTTP "
                            + status)
                    .contains("If another segment excludes it")
                    .contains("segment.empty.behavior=placeholder or keep"));

    assertThat(fixture.maac.takeCalls()).containsExactly("DELETE " + SEGMENTS + "1/");
    assertThat(fixture.members()).isEqualTo(uids(1));
    assertThat(fixture.sandbox.account().violations())
        .extracting(Violation::kind)
        .containsExactly(Violation.Kind.EXCLUDED_SEGMENT);
  }

  @Test
  void aSegmentThatSomebodyDeletesMeanwhileIsMadeAgainOnce() {
    begin(DELETE, Baseline.TOPIC, 100);
    fixture.deliver(1);
    fixture.delete();

    assertReady(fixture.deliver(1, 2), 2);

    assertThat(fixture.members()).isEqualTo(uids(1, 2));
  }

  @Test
  void whatIsTakenAwayIsNotDeleted() {
    begin(DELETE, Baseline.TOPIC, 100);
    fixture.deliver(1);
    final UploadStateMachine machine = fixture.begin(ofNobody(true));
    assertThat(machine.next(fixture.clock.monotonicMs()))
        .isInstanceOfSatisfying(
            Step.Call.class,
            call -> assertThat(call.request()).hasToString("DELETE " + SEGMENTS + "1/"));

    assertThat(machine.revoke(List.of(new TopicPartition("members", 0)))).isFalse();

    assertThat(machine.next(fixture.clock.monotonicMs())).isInstanceOf(Step.Done.class);
  }

  private void plant(final int... members) {
    fixture.sandbox.segments().plantList(NAME, uids(members), fixture.clock.monotonicMs());
  }

  private static void assertReady(final Outcome outcome, final int ids) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.SegmentReady.class, ready -> assertThat(ready.report().ids()).isEqualTo(ids));
  }

  private static void assertUnchanged(final Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.SegmentUnchanged.class, unchanged -> assertThat(unchanged.ids()).isZero());
  }
}
