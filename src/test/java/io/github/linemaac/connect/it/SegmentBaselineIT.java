package io.github.linemaac.connect.it;

import static io.github.linemaac.connect.it.SegmentSink.LIST;
import static io.github.linemaac.connect.it.SegmentSink.ids;
import static io.github.linemaac.connect.it.SegmentSink.union;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics whose old records are gone, with either baseline, while MAAC's answers are a day old. */
class SegmentBaselineIT {

  private static final Set<String> YESTERDAY = ids(0, 1_000);

  @AutoClose
  private final SegmentSink sink =
      new SegmentSink(
          SharedKafka.broker(), SharedKafka.worker(), Map.of("cleanup.policy", "delete"));

  /** MAAC has the list since yesterday; of the topic, only what came since then is left. */
  @BeforeEach
  void forgetAllButToday() {
    sink.with("segment.max.shrink.percent", "20");
    sink.maac()
        .tell(
            maac -> {
              maac.segments().plantList(LIST, YESTERDAY, sink.maac().nowMs());
              maac.settings().segments.staleReads = true;
              maac.settings().segments.listsNewAtOnce = false;
            });
    sink.join(YESTERDAY);
    sink.topics().forgetRecords(sink.name());
    sink.leave(ids(0, 50));
    sink.joinLater(ids(1_000, 1_020));
  }

  @Test
  void withTheTopicAsBaselineTheListIsNotCutDownToWhatIsLeft() {
    assertThat(sink.start().awaitFailure())
        .contains(
            "would lose 1000 of the 1000 ids that MAAC has",
            "if the topic forgets old records, see segment.baseline");
    assertThat(sink.uploads()).isEmpty();
  }

  @Test
  void withMaacAsBaselineWhatCameSinceIsLaidOverItsList() {
    sink.with("segment.baseline", "maac").start().awaitList(LIST, ids(50, 1_020));

    // MAAC still shows yesterday's list, and the task that knew better is gone.
    sink.restart();
    sink.leave(ids(50, 60));
    sink.joinLater(ids(1_020, 1_022));
    sink.awaitList(LIST, ids(60, 1_022));

    // The daily refresh; what is replayed is on the list already.
    sink.maac().tell(maac -> maac.segments().refreshReads(sink.maac().nowMs()));
    sink.restart();
    sink.joinLater(ids(1_022, 1_024));
    sink.awaitList(LIST, ids(60, 1_024));

    sink.assertNoUploadLacks(ids(60, 1_020));
    assertThat(sink.onlyList(LIST).ids()).hasSize(964);
    assertThat(sink.topics().committedOffsets("connect-" + sink.name()))
        .as("offsets committed within a day of their upload")
        .isEmpty();
  }

  @Test
  void withMaacAsBaselineARestartReplaysOnlyWhatItsAnswersMayLack() {
    sink.maac().tell(maac -> maac.settings().segments.staleReads = false);
    sink.with("segment.baseline", "maac").with("segment.baseline.lag.ms", "0");
    sink.start().awaitAllCommitted();
    sink.topics().forgetRecords(sink.name());
    sink.leave(ids(50, 60));
    sink.joinLater(ids(1_020, 1_022));

    sink.restart().awaitAllCommitted();

    assertThat(sink.atMaac(LIST)).isEqualTo(union(ids(60, 1_000), ids(1_000, 1_022)));
    sink.assertNoUploadLacks(ids(60, 1_020));
  }
}
