package io.github.linemaac.connect.segments;

import static io.github.linemaac.connect.segments.SegmentFixture.LISTS;
import static io.github.linemaac.connect.segments.SegmentFixture.SEGMENTS;
import static io.github.linemaac.connect.segments.SegmentFixture.range;
import static io.github.linemaac.connect.segments.SegmentFixture.uids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.sandbox.InjectedFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that a segment is not found, once or for a minute. */
class SegmentNotFoundTest extends SegmentAnswersFixture {
  @Test
  void overMaacsListOneNotFoundDoesNotUndoWhatWasConfirmed() {
    fixture.with(SegmentFixture.settings(Baseline.MAAC, true, 20));
    plant(range(1, 10));
    fixture.sandbox.settings().segments.staleReads = true;
    fixture.overlay(new int[] {11}, 1);
    fixture.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));

    assertThat(fixture.overlay(new int[] {12}, 2)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(range(3, 12)));
  }

  @ParameterizedTest
  @EnumSource
  void oneNotFoundMakesNoTwinOfAListThatMaacDoesNotShowYet(final Baseline baseline) {
    fixture.with(SegmentFixture.settings(baseline, true, 20));
    fixture.sandbox.settings().segments.listsNewAtOnce = false;
    fixture.deliver(1, 2);
    fixture.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void theShrinkGuardComparesWithWhatWasConfirmedAfterANotFoundToo() {
    plant(1);
    fixture.sandbox.settings().segments.staleReads = true;
    fixture.deliver(range(1, 10));
    fixture.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));

    fixture.deliver(range(1, 8));

    assertThat(failure(1, 2, 3)).contains("would lose 5 of the 8 ids");
  }

  @Test
  void aListThatIsNotFoundForLessThanAMinuteIsNotMadeAgain() {
    fixture.sandbox.settings().segments.listsNewAtOnce = false;
    fixture.sandbox.faults().next(6, "GET", LIST, InjectedFault.status(404));

    assertThat(fixture.deliver(1, 2)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2));
    assertThat(fixture.uploads()).isEqualTo(1);
  }

  @Test
  void aListThatIsNotFoundBeforeItsUploadForLessThanAMinuteIsNotMadeAgain() {
    fixture.sandbox.settings().segments.listsNewAtOnce = false;
    fixture.deliver(1, 2);
    fixture.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));
    fixture.sandbox.faults().next(5, "GET", LIST, InjectedFault.status(404));

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void aListThatIsGoneForAMinuteIsMadeAgainThenAndNotLater() {
    fixture.deliver(1, 2);
    fixture.delete();
    final long beganMs = fixture.clock.monotonicMs();

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.sandbox.segments().uploads().get(1).atMs() - beganMs)
        .isBetween(60_000L, 65_000L);
  }

  @Test
  void aListWhoseCreationWasLostIsMadeAgainAfterAMinuteAndNotLater() {
    fixture.sandbox.faults().next("POST", LISTS, new InjectedFault.ConnectionLost(false));
    final long beganMs = fixture.clock.monotonicMs();

    fixture.deliver(1, 2);

    assertThat(fixture.sandbox.segments().uploads().get(0).atMs() - beganMs)
        .isBetween(60_000L, 65_000L);
  }

  @Test
  void whatIsFoundAgainUnderTheSameNumberIsStillWhatWasConfirmed() {
    fixture.with(SegmentFixture.settings(Baseline.MAAC, true, 20));
    plant(range(1, 10));
    fixture.sandbox.settings().segments.staleReads = true;
    fixture.overlay(new int[] {11}, 1);
    fixture.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));
    // A minute, and the listing shows it all the same.
    fixture.sandbox.faults().next(7, "GET", LIST, InjectedFault.status(404));

    assertThat(fixture.overlay(new int[] {12}, 2)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(range(3, 12)));
  }

  @Test
  void whatIsFoundAgainUnderTheSameNumberIsStillOurOwn() {
    fixture.with(SegmentFixture.settings(Baseline.TOPIC, false, 20));
    fixture.deliver(1, 2);
    fixture.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));
    fixture.sandbox.faults().next(7, "GET", LIST, InjectedFault.status(404));

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void whatIsFoundAfterACreationThatWasLostIsOurOwn() {
    fixture.with(SegmentFixture.settings(Baseline.TOPIC, false, 20));
    fixture.sandbox.faults().next("POST", LISTS, new InjectedFault.ConnectionLost(true));

    assertThat(fixture.deliver(1, 2)).isInstanceOf(Outcome.SegmentReady.class);
  }

  @Test
  void aMinuteOfNotFoundWithAnAnswerInItIsNone() {
    fixture.sandbox.settings().segments.listsNewAtOnce = false;
    fixture.deliver(1, 2);
    final InjectedFault answer = json(shown());
    fixture.sandbox.faults().next(2, "PATCH", LISTS, InjectedFault.status(404));
    fixture.sandbox.faults().next(4, "GET", LIST, InjectedFault.status(404));
    fixture.sandbox.faults().next("GET", LIST, answer);
    fixture.sandbox.faults().next(5, "GET", LIST, InjectedFault.status(404));

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3));
  }

  @Test
  void aMinuteOfNotFoundWithALookInItIsNone() {
    fixture.sandbox.settings().segments.listsNewAtOnce = false;
    fixture.sandbox.settings().segments.readyAfterMs = 200_000;
    fixture.deliver(1, 2);
    final String pending =
        "{\"id\":1,\"name\":\"vip\",\"segment_type\":2,\"member_count\":-1,\"status\":1}";
    fixture.sandbox.faults().next(5, "GET", LIST, InjectedFault.status(404));
    fixture.sandbox.faults().next("GET", LIST, json(pending));
    fixture.sandbox.faults().next(6, "GET", LIST, InjectedFault.status(404));

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.uploads()).isEqualTo(2);
  }

  @Test
  void aMinuteOfNotFoundIsOverOnceTheIdsAreRead() {
    plant(1, 2);
    fixture.sandbox.faults().next(7, "GET", LIST, InjectedFault.status(404));
    fixture.maac.before(
        "PATCH",
        () -> {
          fixture.sandbox.faults().next("PATCH", LISTS, InjectedFault.status(404));
          fixture.sandbox.faults().next(2, "GET", SEGMENTS, json(NONE));
        });

    assertThat(fixture.deliver(1, 2, 3)).isInstanceOf(Outcome.SegmentReady.class);

    assertThat(fixture.members()).isEqualTo(uids(1, 2, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET " + SEGMENTS, "POST " + LISTS})
  void oneNotFoundIsNotAWrongUrl(final String call) {
    final String[] parts = call.split(" ", 2);
    fixture.sandbox.faults().next(3, parts[0], parts[1], InjectedFault.status(404));

    assertThat(fixture.deliver(1, 2)).isInstanceOf(Outcome.SegmentReady.class);
  }

  @Test
  void aMinuteOfNotFoundWithAListingInItIsNoWrongUrl() {
    fixture.sandbox.settings().pageSize = 1;
    plantOther("old vip");
    fixture.sandbox.faults().next(5, "GET", SEGMENTS, InjectedFault.status(404));
    fixture.sandbox.faults().next("GET", SEGMENTS, json("{\"results\":[],\"next\":\"b\"}"));
    fixture.sandbox.faults().next(2, "GET", SEGMENTS, InjectedFault.status(404));

    assertThat(fixture.deliver(1, 2)).isInstanceOf(Outcome.SegmentReady.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET " + SEGMENTS, "POST " + LISTS})
  void aMinuteOfNotFoundIs(final String call) {
    final String[] parts = call.split(" ", 2);
    fixture.sandbox.faults().next(1_000, parts[0], parts[1], InjectedFault.status(404));
    final long beganMs = fixture.clock.monotonicMs();

    assertThat(failure(1, 2)).contains("404").contains("check api.url");

    assertThat(fixture.clock.monotonicMs() - beganMs).isBetween(60_000L, 62_000L);
  }
}
