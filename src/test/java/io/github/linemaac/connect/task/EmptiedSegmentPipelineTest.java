package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.sandbox.InjectedFault;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a record that empties a segment counts as delivered, and which record may do so. */
class EmptiedSegmentPipelineTest {
  private static final String PLACEHOLDER = TestRecords.lineUid(299);
  private static final long LAG_MS = 108_000_000;

  private static SegmentPipelineFixture fixture(final String behavior, final String baseline) {
    final SegmentPipelineFixture fixture =
        new SegmentPipelineFixture(
            "segment.empty.behavior",
            behavior,
            "segment.placeholder.line_uid",
            behavior.equals("placeholder") ? PLACEHOLDER : "",
            "segment.baseline",
            baseline,
            "segment.upload.interval.ms",
            "0");
    fixture.sandbox.settings().segments.readyAfterMs = 0;
    return fixture;
  }

  private static List<String> inMaac(final SegmentPipelineFixture fixture) {
    return fixture.sandbox.segments().named("vip").stream()
        .flatMap(segment -> segment.ids().stream())
        .toList();
  }

  private static List<String> emptied(final String behavior) {
    return behavior.equals("placeholder") ? List.of(PLACEHOLDER) : List.of();
  }

  @ParameterizedTest
  @ValueSource(strings = {"placeholder", "delete"})
  void theLastToLeaveIsDeliveredOnceMaacHasConfirmedIt(final String behavior) {
    final SegmentPipelineFixture fixture = fixture(behavior, "topic");
    fixture.readUp();
    assertThat(fixture.committed(fixture.p0, 1)).contains(1L);
    fixture.sandbox.faults().next(3, "", "/openapi/v1/", new InjectedFault.ConnectionLost(false));
    fixture.put(fixture.removal(fixture.p0, 1, 1));
    assertThat(fixture.committed(fixture.p0, 2)).as("the calls are lost").contains(1L);

    fixture.deliver();

    assertThat(fixture.committed(fixture.p0, 2)).contains(2L);
    assertThat(inMaac(fixture)).isEqualTo(emptied(behavior));
    assertThat(fixture.metrics.of(Metric.SEGMENTS)).isZero();
    final boolean isUpload = behavior.equals("placeholder");
    assertThat(fixture.metrics.of(Metric.IMPORTS_SUCCEEDED)).isEqualTo(isUpload ? 2 : 1);
    assertThat(fixture.metrics.of(Metric.IMPORTS_SUBMITTED)).isEqualTo(isUpload ? 5 : 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"placeholder", "delete"})
  void overMaacsSegmentItIsDeliveredLaterAsAnyChangeIs(final String behavior) {
    final SegmentPipelineFixture fixture = fixture(behavior, "maac");
    plant(fixture, 100, 101);
    fixture.open(fixture.p0);
    fixture.put(fixture.removal(fixture.p0, 5, 100), fixture.removal(fixture.p0, 6, 101));
    fixture.deliver();
    assertThat(inMaac(fixture)).isEqualTo(emptied(behavior));
    assertThat(fixture.committed(fixture.p0, 7)).isEmpty();
    fixture.pass(LAG_MS);
    assertThat(fixture.committed(fixture.p0, 7)).contains(7L);

    fixture.put(fixture.fresh(fixture.p0, 7, 1));
    fixture.deliver();

    assertThat(inMaac(fixture)).containsExactly(TestRecords.lineUid(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep", "placeholder", "delete"})
  void aRemovalWhoseJoiningIsCompactedAwayIsEnough(final String behavior) {
    final SegmentPipelineFixture fixture = fixture(behavior, "topic");
    plant(fixture, 1);
    fixture.open(fixture.p0);

    fixture.put(fixture.removal(fixture.p0, 3, 1));
    fixture.deliver();

    assertThat(inMaac(fixture))
        .isEqualTo(behavior.equals("keep") ? List.of(TestRecords.lineUid(1)) : emptied(behavior));
    assertThat(fixture.committed(fixture.p0, 4)).contains(4L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"placeholder", "delete"})
  void aTopicWithoutRecordsEmptiesNothing(final String behavior) {
    final SegmentPipelineFixture fixture = fixture(behavior, "topic");
    plant(fixture, 1);
    fixture.open(fixture.p0, fixture.p1);
    fixture.put(fixture.tombstone(fixture.p0, 3, 2));
    fixture.pass(600_000);
    fixture.deliver();
    fixture.close(fixture.p0);
    fixture.pass(600_000);
    fixture.deliver();

    assertThat(inMaac(fixture)).isNotEmpty();
  }

  @Test
  void whatIsDeletedIsMadeAgainWhenSomebodyJoins() {
    final SegmentPipelineFixture fixture = fixture("delete", "topic");
    fixture.readUp();
    fixture.put(fixture.removal(fixture.p0, 1, 1));
    fixture.deliver();
    fixture.put(fixture.fresh(fixture.p0, 2, 2));
    fixture.deliver();

    assertThat(inMaac(fixture)).containsExactly(TestRecords.lineUid(2));
    assertThat(fixture.sandbox.segments().named("vip").get(0).id()).isEqualTo(2);
  }

  private static void plant(final SegmentPipelineFixture fixture, final int... members) {
    fixture
        .sandbox
        .segments()
        .plantList(
            "vip",
            Arrays.stream(members).mapToObj(TestRecords::lineUid).toList(),
            fixture.clock.monotonicMs());
  }
}
