package io.github.linemaac.connect.segments;

import static io.github.linemaac.connect.segments.SegmentFixture.LISTS;
import static io.github.linemaac.connect.segments.SegmentFixture.NAME;
import static io.github.linemaac.connect.segments.SegmentFixture.SEGMENTS;
import static io.github.linemaac.connect.segments.SegmentFixture.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.config.WhenEmpty;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.SegmentReport;
import io.github.linemaac.sandbox.SandboxSettings.LastPage;
import io.github.linemaac.sandbox.StoredSegment;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the list is found, made and replaced, against the sandbox's rules. */
class SegmentStateMachineTest {
  private final SegmentFixture fixture = new SegmentFixture();
  private boolean mayBreakRules;

  @AfterEach
  void noRuleOfMaacIsBroken() {
    if (!mayBreakRules) {
      assertThat(fixture.sandbox.account().violations()).isEmpty();
    }
  }

  @Test
  void makesAListThatIsNotThereAndWaitsUntilMaacIsReady() {
    final long beganMs = fixture.clock.monotonicMs();

    final Outcome outcome = fixture.deliver(2, 1, 3);

    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3));
    assertThat(fixture.maac.takeCalls())
        .containsExactly(
            "GET " + SEGMENTS, "GET " + SEGMENTS, "POST " + LISTS, "GET " + SEGMENTS + "1/");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.SegmentReady.class,
            ready ->
                assertThat(ready.report())
                    .isEqualTo(
                        new SegmentReport(
                            "1",
                            Optional.empty(),
                            3,
                            9 + 3 * 34,
                            1,
                            fixture.clock.monotonicMs() - beganMs,
                            3)));
    assertThat(fixture.clock.monotonicMs() - beganMs)
        .as("a backoff between the two looks, and a look at the upload")
        .isBetween(800 + SegmentFixture.POLL_MS, 1_200 + SegmentFixture.POLL_MS);
  }

  @Test
  void waitsForAsLongAsMaacNeeds() {
    fixture.sandbox.settings().segments.readyAfterMs = 500_000;

    assertThat(fixture.deliver(1)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.maac.takeCalls()).hasSize(3 + 500);
  }

  @ParameterizedTest
  @EnumSource
  void replacesTheListOfExactlyThatNameWhateverPageItIsOn(final LastPage lastPage) {
    fixture.sandbox.settings().pageSize = 2;
    fixture.sandbox.settings().lastPage = lastPage;
    for (final String neighbour : new String[] {"vip 1", "VIP", " vip", "old vip", "vip2"}) {
      plant(neighbour, 9);
    }
    final StoredSegment list = plant(NAME, 1, 2, 3);
    plant("vips", 9);

    assertThat(fixture.deliver(1, 2, 3, 4)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3, 4));
    assertThat(fixture.sandbox.segments().all()).hasSize(7);
    assertThat(fixture.sandbox.segments().uploads())
        .singleElement()
        .satisfies(upload -> assertThat(upload.segmentId()).isEqualTo(list.id()));
  }

  @Test
  void neighboursAloneAreNotTheList() {
    plant("vip 1", 9);

    fixture.deliver(1);

    assertThat(fixture.members()).isEqualTo(uids(1));
    assertThat(fixture.sandbox.segments().named("vip 1").get(0).ids()).isEqualTo(uids(9));
  }

  @Test
  void whatThisTaskMadeIsReplacedWithoutBeingLookedFor() {
    fixture.deliver(1, 2);
    fixture.maac.takeCalls();

    fixture.deliver(1, 2, 3);

    assertThat(fixture.maac.takeCalls())
        .containsExactly("PATCH " + LISTS + "1/", "GET " + SEGMENTS + "1/");
    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void aSegmentByConditionsOfThatNameIsNeverTouched() {
    fixture.sandbox.segments().plantByConditions(NAME, uids(9), fixture.clock.monotonicMs());

    assertFails("defined by conditions");

    assertThat(fixture.uploads()).isZero();
  }

  @Test
  void aListBesideASegmentByConditionsOfThatNameIsTheList() {
    fixture.sandbox.segments().plantByConditions(NAME, uids(9), fixture.clock.monotonicMs());
    plant(NAME, 1);

    assertThat(fixture.deliver(1, 2)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.sandbox.segments().named(NAME).get(0).ids()).isEqualTo(uids(9));
    assertThat(fixture.sandbox.segments().named(NAME).get(1).ids()).isEqualTo(uids(1, 2));
  }

  @Test
  void twoListsOfThatNameAreNeverTouched() {
    fixture.sandbox.settings().pageSize = 1;
    plant(NAME, 1);
    plant(NAME, 2);

    assertFails("exists more than once");

    assertThat(fixture.uploads()).isZero();
  }

  @Test
  void aListThatIsThereAlreadyIsLeftAloneIfTheUserSaysSo() {
    fixture.with(SegmentFixture.settings(Baseline.TOPIC, false, 20));
    plant(NAME, 1, 2, 3);

    assertFails("update.segment=false");

    assertThat(fixture.uploads()).isZero();
    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void aListThatThisTaskMadeIsKeptUpToDateAllTheSame() {
    fixture.with(SegmentFixture.settings(Baseline.TOPIC, false, 20));
    fixture.deliver(1, 2);

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);
    fixture.beginAnew();
    assertThat(fixture.deliver(1, 2, 3, 4)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3, 4));
  }

  @Test
  void aDescriptionIsSentIfThereIsOne() {
    plant(NAME, 1);
    fixture.with(
        new SegmentSettings(
            Optional.empty(),
            Optional.of("of the shop"),
            true,
            60_000,
            20,
            0,
            new WhenEmpty.Keep(),
            SegmentSettings.Mode.CHANGES,
            Baseline.TOPIC,
            SegmentFixture.LAG_MS));

    fixture.deliver(1, 2);

    assertThat(fixture.sandbox.segments().named(NAME).get(0).description())
        .isEqualTo("of the shop");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403})
  void anAccountThatMayHaveNoMoreListsFailsAndSaysSo(final int status) {
    mayBreakRules = true;
    fixture.sandbox.settings().segments.cap = 1;
    fixture.sandbox.settings().segments.capStatus = status;
    plant("other", 9);

    assertFails("whether the account may have more segments");

    assertThat(fixture.sandbox.segments().named(NAME)).isEmpty();
  }

  @Test
  void aNameThatIsTakenBySomeoneWhoWasQuickerIsLookedForAgain() {
    mayBreakRules = true;
    fixture.sandbox.settings().segments.namesUnique = true;
    fixture.maac.before("POST", () -> plant(NAME, 1));

    assertThat(fixture.deliver(1, 2)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2));
  }

  @Test
  void aNameThatIsTakenByAListThatMaacDoesNotShowFailsUntilItDoes() {
    mayBreakRules = true;
    fixture.sandbox.settings().segments.namesUnique = true;
    fixture.sandbox.settings().segments.listsNewAtOnce = false;
    fixture.deliver(1);
    fixture.restart();

    assertFails("about name");

    fixture.sandbox.segments().refreshReads(fixture.clock.monotonicMs());
    fixture.restart();
    assertThat(fixture.deliver(1, 2)).isInstanceOf(Outcome.SegmentReady.class);
    assertThat(fixture.members()).isEqualTo(uids(1, 2));
  }

  @Test
  void aListThatMaacDoesNotShowYetIsRememberedByTheTaskThatMadeIt() {
    fixture.sandbox.settings().segments.listsNewAtOnce = false;
    fixture.deliver(1);

    fixture.beginAnew();
    assertThat(fixture.deliver(1, 2)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2));
  }

  private StoredSegment plant(final String name, final int... members) {
    return fixture.sandbox.segments().plantList(name, uids(members), fixture.clock.monotonicMs());
  }

  private void assertFails(final String saying) {
    assertThat(fixture.deliver(1, 2))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.message())
                    .contains(saying)
                    .startsWith("the segment that record members-0@7 names")
                    .doesNotContain(NAME));
  }
}
