package io.github.linemaac.connect.it;

import static io.github.linemaac.connect.it.SegmentSink.LIST;
import static io.github.linemaac.connect.it.SegmentSink.ids;
import static io.github.linemaac.connect.it.SegmentSink.union;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.DeadLetter;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.SandboxSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Lists stay what their topic says, and none is ever uploaded half built. */
class SegmentsIT {

  private static final String LISTS = "/openapi/v1/custom_segment/";

  @AutoClose
  private final SegmentSink sink = new SegmentSink(SharedKafka.broker(), SharedKafka.worker());

  @Test
  void aListOf300000IsUploadedWholeAndLoses1000AndIsRefusedAt300001() {
    Set<String> all = ids(0, 300_000);
    sink.join(all);
    sink.start().awaitAllCommitted();
    assertThat(sink.uploads()).containsExactly(all);

    sink.leave(ids(299_000, 300_000));
    sink.awaitAllCommitted();

    assertThat(sink.atMaac(LIST)).isEqualTo(ids(0, 299_000));
    sink.assertNoUploadLacks(ids(0, 299_000));

    sink.join(ids(299_000, 300_001));
    assertThat(sink.awaitFailure())
        .contains("has 300001 ids, and MAAC takes 300000", "Split it into several segments");
    sink.assertNoUploadLacks(ids(0, 299_000));
    assertThat(sink.violations()).isEmpty();
  }

  @Test
  void aRestartDuringTheRebuildUploadsNothingHalfBuilt() {
    Set<String> members = ids(0, 20_000);
    sink.join(members);
    sink.start().awaitAllCommitted();

    // It reads for five seconds at least, so each of these comes in the middle.
    sink.restart().restart().restart();
    sink.join(ids(20_000, 20_010));
    sink.awaitAllCommitted();

    assertThat(sink.atMaac(LIST)).isEqualTo(ids(0, 20_010));
    sink.assertNoUploadLacks(members);
    assertThat(sink.onlyList(LIST).ids()).hasSize(20_010);
  }

  @Test
  void aTopicThatNeverFallsSilentIsReadUpAllTheSame() {
    Set<String> members = ids(0, 20_000);
    sink.join(members);
    sink.start();

    int[] newcomer = {20_000};
    await("the first upload, with no silence before it")
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              sink.join(ids(newcomer[0], newcomer[0] += 20));
              return !sink.uploads().isEmpty();
            });

    sink.awaitList(LIST, ids(0, newcomer[0]));
    sink.assertNoUploadLacks(members);
  }

  @Test
  void aTopicHoldsSeveralListsAndATombstoneOfAMemberMeansEach() {
    sink.with("segment.name", "");
    sink.join("gold", ids(0, 60));
    sink.join("silver", ids(40, 100));
    sink.leave("gold", ids(0, 10));
    sink.leave(ids(50, 60));
    sink.joinLater(ids(200, 201));
    sink.start().awaitAllCommitted();

    // One partition may be read before the other, so a tombstone may come before who joins.
    assertThat(sink.atMaac("gold"))
        .containsAll(ids(10, 50))
        .doesNotContainAnyElementsOf(ids(0, 10));
    assertThat(sink.atMaac("silver")).containsAll(ids(60, 100));
    assertThat(sink.topics().deadLetters(sink.deadLetterTopic()))
        .extracting(DeadLetter::reason)
        .containsOnly("segment_name: is missing or blank, and segment.name is not set");

    sink.leave(ids(50, 60));
    sink.awaitList("gold", ids(10, 50));
    sink.awaitList("silver", union(ids(40, 50), ids(60, 100)));
    sink.awaitAllCommitted();
    assertThat(sink.uploads("gold"))
        .allSatisfy(upload -> assertThat(upload).containsAll(ids(10, 50)));
    assertThat(sink.uploads("silver"))
        .allSatisfy(upload -> assertThat(upload).containsAll(ids(60, 100)));
  }

  @Test
  void anAnswerToACreationThatIsLostMakesNoTwin() {
    sink.maac()
        .tell(maac -> maac.faults().next("POST", LISTS, new InjectedFault.ConnectionLost(true)));
    sink.join(ids(0, 50));
    sink.joinLater(ids(50, 52));
    sink.start().awaitAllCommitted();

    assertThat(sink.onlyList(LIST).ids()).containsExactlyInAnyOrderElementsOf(ids(0, 52));
    assertThat(sink.uploads()).containsOnly(ids(0, 52));
  }

  @Test
  void aListThatIsEmptiedIsNotUploaded() {
    sink.joinLater(ids(0, 2));
    sink.start().awaitAllCommitted();

    sink.leave(ids(0, 2));
    sink.awaitAllCommitted();

    assertThat(sink.uploads()).isNotEmpty().allSatisfy(upload -> assertThat(upload).isNotEmpty());
    assertThat(sink.violations()).isEmpty();
  }

  @Test
  void aListThatMaacComputesForLongIsNotSentAgainMeanwhile() {
    sink.maac().tell(maac -> maac.settings().segments.readyAfterMs = SandboxSettings.NEVER);
    sink.joinLater(ids(0, 10));
    sink.start().awaitUploads(1);
    sink.join(ids(10, 20));
    await("no further upload")
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(10))
        .until(() -> sink.uploads().size() == 1);
    assertThat(sink.topics().committedOffsets("connect-" + sink.name())).isEmpty();

    sink.maac()
        .tell(
            maac -> {
              maac.settings().segments.readyAfterMs = 0;
              maac.segments().makeAllReady(sink.maac().nowMs());
            });
    sink.awaitAllCommitted();

    assertThat(sink.uploads()).containsExactly(ids(0, 10), ids(0, 20));
  }

  @Test
  void aCompactedTopicMakesTheSameListAsAllThatWasWritten() {
    Map<String, String> quickly =
        Map.of(
            "cleanup.policy", "compact",
            "segment.ms", "100",
            "min.cleanable.dirty.ratio", "0.001",
            "delete.retention.ms", "0");
    try (SegmentSink compacted =
        new SegmentSink(SharedKafka.broker(), SharedKafka.worker(), quickly)) {
      for (int round = 0; round < 3; round++) {
        compacted.join(ids(0, 3_000));
        compacted.leave(ids(0, 1_000));
      }
      await("most records to be compacted away")
          .pollInterval(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(40))
          .until(
              () -> {
                // Only segments that are closed are compacted, and a record closes one.
                compacted.join(ids(2_980, 3_000));
                return compacted.topics().read(compacted.name()).size() < 4_000;
              });
      compacted.join(ids(3_000, 3_100));

      compacted.start().awaitAllCommitted();
      assertThat(compacted.uploads()).containsExactly(ids(1_000, 3_100));
    }
  }
}
