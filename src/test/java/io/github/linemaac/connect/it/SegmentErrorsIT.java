package io.github.linemaac.connect.it;

import static io.github.linemaac.connect.it.SegmentSink.LIST;
import static io.github.linemaac.connect.it.SegmentSink.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.sandbox.Sandbox;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a list's way shows over REST, with what to do, and MAAC's list stays as it is. */
@Tag("every-kafka")
class SegmentErrorsIT {

  private static final String CONNECTOR = "MaacSinkConnector";

  @AutoClose
  private final SegmentSink sink = new SegmentSink(SharedKafka.broker(), SharedKafka.worker());

  @Test
  void twoListsOfOneName() {
    assertThat(failureWhere(this::plantTwice))
        .contains("exists more than once in MAAC", "delete or rename all but one");
  }

  @Test
  void aSegmentByConditionsOfThatName() {
    assertThat(
            failureWhere(
                maac -> maac.segments().plantByConditions(LIST, ids(0, 5), sink.maac().nowMs())))
        .contains("has the name of a segment that is defined by conditions", "choose another name");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403})
  void theAccountHasAsManySegmentsAsItMayHave(int status) {
    assertThat(
            failureWhere(
                maac -> {
                  maac.settings().segments.cap = 1;
                  maac.settings().segments.capStatus = status;
                  maac.segments().plantList("other", ids(0, 5), sink.maac().nowMs());
                }))
        .contains("HTTP " + status, "whether the account may have more segments");
  }

  @Test
  void aListThatIsThereAlreadyAndIsToBeLeftAlone() {
    sink.with("update.segment", "false");

    assertThat(failureWhere(maac -> plant(maac, 5)))
        .contains("exists in MAAC already", "set update.segment=true, or choose another name");
    assertThat(sink.atMaac(LIST)).isEqualTo(ids(0, 5));
  }

  @Test
  void aListThatWouldLoseMoreThanItMay() {
    sink.with("segment.max.shrink.percent", "20");

    assertThat(failureWhere(maac -> plant(maac, 1_000)))
        .contains(
            "would lose 980 of the 1000 ids that MAAC has",
            "raise segment.max.shrink.percent for this once and restart the task")
        .doesNotContain("U0000");
    assertThat(sink.atMaac(LIST)).hasSize(1_000);
  }

  @Test
  void aListThatMaacIsNotReadyWithInTime() {
    sink.with("import.timeout.ms", "1000").with("import.poll.interval.ms", "100");
    sink.maac().tell(maac -> maac.settings().segments.readyAfterMs = 600_000);
    sink.joinLater(ids(0, 20));

    assertThat(sink.start().awaitFailure())
        .contains("MAAC was not ready with it within import.timeout.ms=1000", "restart the task");
    assertThat(sink.uploads()).containsExactly(ids(0, 20));
  }

  @Test
  void whatStandsInTheWayAlreadyIsToldBeforeTheConnectorIsMade() {
    sink.maac().tell(this::plantTwice);
    assertThatThrownBy(sink::start)
        .hasMessageContaining("answered 400")
        .hasMessageContaining("the segment of segment.name exists more than once in MAAC");

    sink.with("segment.name", "by conditions");
    sink.maac()
        .tell(
            maac ->
                maac.segments().plantByConditions("by conditions", ids(0, 5), sink.maac().nowMs()));
    assertThat(sink.rest().validate(CONNECTOR, sink.config()))
        .hasEntrySatisfying(
            "segment.name",
            faults ->
                assertThat(faults.get(0)).contains("defined by conditions", "choose another name"))
        .containsOnlyKeys("segment.name");

    sink.with("segment.name", "taken").with("update.segment", "false");
    sink.maac().tell(maac -> maac.segments().plantList("taken", ids(0, 5), sink.maac().nowMs()));
    assertThat(sink.rest().validate(CONNECTOR, sink.config()))
        .hasEntrySatisfying(
            "update.segment",
            faults -> assertThat(faults.get(0)).contains("exists in MAAC already"))
        .containsOnlyKeys("segment.name", "update.segment");

    assertThat(sink.rest().connectors()).doesNotContain(sink.name());
    assertThat(sink.with("segment.name", "free").start().uploads()).isEmpty();
  }

  /** The trouble begins when the connector runs: before, it would not have been made. */
  private String failureWhere(Consumer<Sandbox> trouble) {
    sink.start();
    sink.maac().tell(trouble);
    sink.joinLater(ids(0, 20));
    String failure = sink.awaitFailure();
    assertThat(sink.uploads()).isEmpty();
    return failure;
  }

  private void plant(Sandbox maac, int people) {
    maac.segments().plantList(LIST, ids(0, people), sink.maac().nowMs());
  }

  private void plantTwice(Sandbox maac) {
    plant(maac, 5);
    plant(maac, 5);
  }
}
