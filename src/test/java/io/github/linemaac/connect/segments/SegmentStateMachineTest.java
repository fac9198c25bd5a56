package io.github.linemaac.connect.segments;

import static io.github.linemaac.connect.segments.SegmentFixture.LISTS;
import static io.github.linemaac.connect.segments.SegmentFixture.NAME;
import static io.github.linemaac.connect.segments.SegmentFixture.SEGMENTS;
import static io.github.linemaac.connect.segments.SegmentFixture.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.config.SegmentSettings.Baseline;
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
  private final SegmentFixture bench = new SegmentFixture();
  private boolean mayBreakRules;

  @AfterEach
  void noRuleOfMaacIsBroken() {
    if (!mayBreakRules) {
      assertThat(bench.sandbox.account().violations()).isEmpty();
    }
  }

  @Test
  void makesAListThatIsNotThereAndWaitsUntilMaacIsReady() {
    final long beganMs = bench.clock.monotonicMs();

    final Outcome outcome = bench.deliver(2, 1, 3);

    assertThat(bench.members()).isEqualTo(uids(1, 2, 3));
    assertThat(bench.maac.takeCalls())
        .containsExactly(
            "GET " + SEGMENTS, "GET " + SEGMENTS, "POST " + LISTS, "GET " + SEGMENTS + "1/");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.ListReady.class,
            ready ->
                assertThat(ready.report())
                    .isEqualTo(
                        new SegmentReport(
                            "1", 3, 9 + 3 * 34, 1, bench.clock.monotonicMs() - beganMs, 3)));
    assertThat(bench.clock.monotonicMs() - beganMs)
        .as("a backoff between the two looks, and a look at the upload")
        .isBetween(800 + SegmentFixture.POLL_MS, 1_200 + SegmentFixture.POLL_MS);
  }

  @Test
  void waitsForAsLongAsMaacNeeds() {
    bench.sandbox.settings().segments.readyAfterMs = 500_000;

    assertThat(bench.deliver(1)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.maac.takeCalls()).hasSize(3 + 500);
  }

  @ParameterizedTest
  @EnumSource
  void replacesTheListOfExactlyThatNameWhateverPageItIsOn(final LastPage lastPage) {
    bench.sandbox.settings().pageSize = 2;
    bench.sandbox.settings().lastPage = lastPage;
    for (final String neighbour : new String[] {"vip 1", "VIP", " vip", "old vip", "vip2"}) {
      plant(neighbour, 9);
    }
    final StoredSegment list = plant(NAME, 1, 2, 3);
    plant("vips", 9);

    assertThat(bench.deliver(1, 2, 3, 4)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 2, 3, 4));
    assertThat(bench.sandbox.segments().all()).hasSize(7);
    assertThat(bench.sandbox.segments().uploads())
        .singleElement()
        .satisfies(upload -> assertThat(upload.segmentId()).isEqualTo(list.id()));
  }

  @Test
  void neighboursAloneAreNotTheList() {
    plant("vip 1", 9);

    bench.deliver(1);

    assertThat(bench.members()).isEqualTo(uids(1));
    assertThat(bench.sandbox.segments().named("vip 1").get(0).ids()).isEqualTo(uids(9));
  }

  @Test
  void whatThisTaskMadeIsReplacedWithoutBeingLookedFor() {
    bench.deliver(1, 2);
    bench.maac.takeCalls();

    bench.deliver(1, 2, 3);

    assertThat(bench.maac.takeCalls())
        .containsExactly("PATCH " + LISTS + "1/", "GET " + SEGMENTS + "1/");
    assertThat(bench.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void aSegmentByConditionsOfThatNameIsNeverTouched() {
    bench.sandbox.segments().plantByConditions(NAME, uids(9), bench.clock.monotonicMs());

    assertFails("defined by conditions");

    assertThat(bench.uploads()).isZero();
  }

  @Test
  void aListBesideASegmentByConditionsOfThatNameIsTheList() {
    bench.sandbox.segments().plantByConditions(NAME, uids(9), bench.clock.monotonicMs());
    plant(NAME, 1);

    assertThat(bench.deliver(1, 2)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.sandbox.segments().named(NAME).get(0).ids()).isEqualTo(uids(9));
    assertThat(bench.sandbox.segments().named(NAME).get(1).ids()).isEqualTo(uids(1, 2));
  }

  @Test
  void twoListsOfThatNameAreNeverTouched() {
    bench.sandbox.settings().pageSize = 1;
    plant(NAME, 1);
    plant(NAME, 2);

    assertFails("exists more than once");

    assertThat(bench.uploads()).isZero();
  }

  @Test
  void aListThatIsThereAlreadyIsLeftAloneIfTheUserSaysSo() {
    bench.with(SegmentFixture.settings(Baseline.TOPIC, false, 20));
    plant(NAME, 1, 2, 3);

    assertFails("update.segment=false");

    assertThat(bench.uploads()).isZero();
    assertThat(bench.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void aListThatThisTaskMadeIsKeptUpToDateAllTheSame() {
    bench.with(SegmentFixture.settings(Baseline.TOPIC, false, 20));
    bench.deliver(1, 2);

    assertThat(bench.deliver(1, 2, 3)).isInstanceOf(Outcome.ListReady.class);
    bench.beginAnew();
    assertThat(bench.deliver(1, 2, 3, 4)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 2, 3, 4));
  }

  @Test
  void aDescriptionIsSentIfThereIsOne() {
    plant(NAME, 1);
    bench.with(
        new SegmentSettings(
            Optional.empty(),
            Optional.of("of the shop"),
            true,
            60_000,
            20,
            Baseline.TOPIC,
            SegmentFixture.LAG_MS));

    bench.deliver(1, 2);

    assertThat(bench.sandbox.segments().named(NAME).get(0).description()).isEqualTo("of the shop");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403})
  void anAccountThatMayHaveNoMoreListsFailsAndSaysSo(final int status) {
    mayBreakRules = true;
    bench.sandbox.settings().segments.cap = 1;
    bench.sandbox.settings().segments.capStatus = status;
    plant("other", 9);

    assertFails("whether the account may have more segments");

    assertThat(bench.sandbox.segments().named(NAME)).isEmpty();
  }

  @Test
  void aNameThatIsTakenBySomeoneWhoWasQuickerIsLookedForAgain() {
    mayBreakRules = true;
    bench.sandbox.settings().segments.namesUnique = true;
    bench.maac.before("POST", () -> plant(NAME, 1));

    assertThat(bench.deliver(1, 2)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 2));
  }

  @Test
  void aNameThatIsTakenByAListThatMaacDoesNotShowFailsUntilItDoes() {
    mayBreakRules = true;
    bench.sandbox.settings().segments.namesUnique = true;
    bench.sandbox.settings().segments.listsNewAtOnce = false;
    bench.deliver(1);
    bench.restart();

    assertFails("about name");

    bench.sandbox.segments().refreshReads(bench.clock.monotonicMs());
    bench.restart();
    assertThat(bench.deliver(1, 2)).isInstanceOf(Outcome.ListReady.class);
    assertThat(bench.members()).isEqualTo(uids(1, 2));
  }

  @Test
  void aListThatMaacDoesNotShowYetIsRememberedByTheTaskThatMadeIt() {
    bench.sandbox.settings().segments.listsNewAtOnce = false;
    bench.deliver(1);

    bench.beginAnew();
    assertThat(bench.deliver(1, 2)).isInstanceOf(Outcome.ListReady.class);

    assertThat(bench.members()).isEqualTo(uids(1, 2));
  }

  private StoredSegment plant(final String name, final int... members) {
    return bench.sandbox.segments().plantList(name, uids(members), bench.clock.monotonicMs());
  }

  private void assertFails(final String saying) {
    assertThat(bench.deliver(1, 2))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.message())
                    .contains(saying)
                    .startsWith("the segment that record members-0@7 names")
                    .doesNotContain(NAME));
  }
}
