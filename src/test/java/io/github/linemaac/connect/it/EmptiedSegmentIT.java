package io.github.linemaac.connect.it;

import static io.github.linemaac.connect.it.SegmentSink.LIST;
import static io.github.linemaac.connect.it.SegmentSink.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.sandbox.StoredSegment;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The last member leaves a segment: what MAAC has then, and what is committed. */
class EmptiedSegmentIT {
  private static final String CONNECTOR = "MaacSinkConnector";
  private static final Set<String> PLACEHOLDER = ids(999, 1_000);

  @AutoClose
  private final SegmentSink sink = new SegmentSink(SharedKafka.broker(), SharedKafka.worker());

  /** Some join, and leave one after the other. */
  private void lastOneLeaves() {
    sink.join(ids(0, 2));
    sink.joinLater(ids(2, 3));
    sink.start().awaitAllCommitted();
    assertThat(sink.atMaac(LIST)).isEqualTo(ids(0, 3));
    // In each partition, since somebody may have joined in each.
    sink.leaveEverywhere(ids(0, 2));
    sink.leaveEverywhere(ids(2, 3));
    sink.awaitAllCommitted();
  }

  @Test
  void maacKeepsTheLastSegmentUnlessToldOtherwise() {
    lastOneLeaves();

    assertThat(sink.workerLog()).contains("is now empty. An empty segment is never uploaded");
    assertThat(sink.atMaac(LIST)).isNotEmpty();
    assertNoneIsEmpty();
  }

  @Test
  void thePlaceholderIsThereUntilSomebodyJoins() {
    sink.maac().tell(maac -> maac.members().follow(PLACEHOLDER, sink.maac().nowMs()));
    sink.with("segment.empty.behavior", "placeholder")
        .with("segment.placeholder.line_uid", PLACEHOLDER.iterator().next());

    lastOneLeaves();

    assertThat(sink.atMaac(LIST)).isEqualTo(PLACEHOLDER);
    final long number = sink.onlyList(LIST).id();
    sink.restart();
    sink.join(ids(7, 8));
    sink.awaitList(LIST, ids(7, 8));
    sink.awaitAllCommitted();
    assertThat(sink.onlyList(LIST).id()).isEqualTo(number);
    assertNoneIsEmpty();
  }

  @Test
  void theSegmentIsDeletedAndMadeAgainWhenSomebodyJoins() {
    sink.with("segment.empty.behavior", "delete");

    lastOneLeaves();

    assertThat(sink.atMaac(LIST)).isEmpty();
    final List<StoredSegment> deleted = sink.maac().ask(maac -> maac.segments().deletions());
    assertThat(deleted).hasSize(1);
    sink.join(ids(7, 8));
    sink.awaitList(LIST, ids(7, 8));
    sink.awaitAllCommitted();
    assertThat(sink.onlyList(LIST).id()).isGreaterThan(deleted.get(0).id());
    assertThat(sink.workerLog()).contains("was segment " + deleted.get(0).id() + " until it was");
    assertNoneIsEmpty();
  }

  @Test
  void aDeletionThatMaacRefusesFailsTheTaskAndComesAfterARestart() {
    sink.with("segment.empty.behavior", "delete");
    sink.join(ids(0, 1));
    sink.joinLater(ids(0, 1));
    sink.start().awaitAllCommitted();
    sink.maac().tell(maac -> maac.segments().excludedBySomebody(LIST));
    sink.leaveEverywhere(ids(0, 1));

    assertThat(sink.awaitFailure()).contains("If another segment excludes it, take it out");

    assertThat(sink.atMaac(LIST)).isEqualTo(ids(0, 1));
    sink.maac().tell(maac -> maac.segments().excludeNone());
    sink.restart().awaitAllCommitted();
    assertThat(sink.atMaac(LIST)).isEmpty();
  }

  @Test
  void aPlaceholderThatMaacDoesNotKnowIsAFaultOfTheConfiguration() {
    sink.with("segment.empty.behavior", "placeholder")
        .with("segment.placeholder.line_uid", PLACEHOLDER.iterator().next());

    assertThat(sink.rest().validate(CONNECTOR, sink.config()).toString())
        .contains("segment.placeholder.line_uid", "MAAC does not know the LINE user id");
  }

  private void assertNoneIsEmpty() {
    assertThat(sink.uploads()).isNotEmpty().allSatisfy(upload -> assertThat(upload).isNotEmpty());
    assertThat(sink.violations()).isEmpty();
  }
}
