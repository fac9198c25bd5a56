package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.schedule.CatchUp;
import io.github.linemaac.connect.schedule.Lag;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.sandbox.InjectedFault;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Segments that are read from the topic: what is uploaded, and what is committed when. */
class SegmentPipelineTest {
  private final SegmentPipelineFixture fixture = new SegmentPipelineFixture();

  @Test
  void readsWhatItIsAssignedFromItsBeginning() {
    fixture.open(fixture.p0);
    assertThat(fixture.context.rewound()).containsExactly(fixture.p0);
  }

  @Test
  void whoLeavesEachSegmentNamesNone() {
    final SegmentPipelineFixture several = new SegmentPipelineFixture("segment.name", "");
    several.open(several.p0);
    several.put(
        several.named(several.p0, 0, 1, "gold"),
        several.named(several.p0, 1, 2, "gold"),
        several.named(several.p0, 2, 1, "vip"),
        several.named(several.p0, 3, 2, "vip"),
        several.tombstone(several.p0, 4, 1));
    several.deliver();
    several.deliver();
    assertThat(several.members()).containsExactly(TestRecords.lineUid(2));
    assertThat(several.sandbox.segments().named("gold").get(0).ids())
        .containsExactly(TestRecords.lineUid(2));
    assertThat(several.committed(several.p0, 5)).contains(5L);
  }

  @Test
  void commitsNothingBeforeEveryListWasConfirmedOnceAndThenAll() {
    fixture.open(fixture.p0);
    fixture.put(fixture.fresh(fixture.p0, 0, 1));
    assertThat(fixture.delivery.isUnderWay()).isTrue();
    fixture.sandbox.settings().segments.readyAfterMs = 60_000;
    assertThat(fixture.committed(fixture.p0, 1)).isEmpty();
    fixture.deliver();
    assertThat(fixture.context.commitsRequested()).isPositive();
    assertThat(fixture.committed(fixture.p0, 1)).contains(1L);
  }

  @Test
  void commitsAtOnceWhatHasNoOneInIt() {
    fixture.lag = new Lag.Awaited();
    fixture.open(fixture.p0);
    fixture.lag = new Lag.Known(0);
    fixture.put();
    assertThat(fixture.context.commitsRequested()).isPositive();
    assertThat(fixture.committed(fixture.p0, 7)).contains(7L);
    assertThat(fixture.maac.takeCalls()).isEmpty();
  }

  @Test
  void afterThatAChangeHoldsItsOffsetUntilItIsConfirmed() {
    fixture.readUp();
    fixture.put(fixture.fresh(fixture.p0, 1, 1), fixture.fresh(fixture.p0, 2, 2));
    assertThat(fixture.committed(fixture.p0, 3)).as("1 changed nothing").contains(2L);
    fixture.put();
    assertThat(fixture.context.takeWake().orElseThrow()).isBetween(1L, 60_000L);
    fixture.pass(60_000);
    fixture.put();
    fixture.deliver();
    assertThat(fixture.committed(fixture.p0, 3)).contains(3L);
    assertThat(fixture.members()).hasSize(2);
  }

  @Test
  void whatComesAndGoesBetweenTwoUploadsHoldsNothingBackForEver() {
    fixture.readUp();
    fixture.put(fixture.fresh(fixture.p0, 1, 2), fixture.removal(fixture.p0, 2, 2));
    fixture.pass(60_000);
    fixture.put();
    fixture.deliver();
    assertThat(fixture.committed(fixture.p0, 3)).contains(3L);
    fixture.put(fixture.fresh(fixture.p0, 3, 3));
    fixture.pass(60_000);
    fixture.put();
    fixture.deliver();
    assertThat(fixture.members()).containsExactly(TestRecords.lineUid(1), TestRecords.lineUid(3));
  }

  @Test
  void aListThatEverybodyLeftHoldsNothingBackForEver() {
    fixture.readUp();
    fixture.put(fixture.removal(fixture.p0, 1, 1));
    fixture.pass(60_000);
    fixture.put();
    fixture.deliver();
    assertThat(fixture.committed(fixture.p0, 2)).contains(2L);
    assertThat(fixture.members()).containsExactly(TestRecords.lineUid(1));
  }

  @Test
  void aTombstoneRemoves() {
    fixture.open(fixture.p0);
    fixture.put(fixture.old(fixture.p0, 0, 1), fixture.old(fixture.p0, 1, 2));
    fixture.put(fixture.tombstone(fixture.p0, 2, 1));
    fixture.deliver();
    assertThat(fixture.members()).containsExactly(TestRecords.lineUid(2));
  }

  @Test
  void aRejectedRecordIsPassedOver() {
    fixture.open(fixture.p0);
    fixture.put(TestRecords.at(fixture.p0, 0, "no record"), fixture.fresh(fixture.p0, 1, 1));
    fixture.deliver();
    assertThat(fixture.committed(fixture.p0, 2)).contains(2L);
    assertThat(fixture.members()).hasSize(1);
  }

  @Test
  void aRejectedRecordIsRejectedAgainWhenItsPartitionIsReadAgain() {
    for (int life = 1; life <= 2; life++) {
      fixture.open(fixture.p0);
      fixture.put(TestRecords.at(fixture.p0, 0, "no record"), fixture.fresh(fixture.p0, 1, 1));
      fixture.deliver();
      assertThat(fixture.metrics.of(Metric.RECORDS_REJECTED)).isEqualTo(life);
      assertThat(fixture.committed(fixture.p0, 2)).contains(2L);
      fixture.close(fixture.p0);
    }
  }

  @Test
  void commitsNothingBeforeTheLastOfSeveralListsWasConfirmedOnce() {
    fixture.open(fixture.p0);
    // What was committed before is read again: most of it belongs to a list that is confirmed late.
    fixture.put(
        fixture.named(fixture.p0, 5, 1, "late"),
        fixture.named(fixture.p0, 6, 1, "vip"),
        fixture.named(fixture.p0, 7, 1, "latest"));
    for (int uploads = 1; uploads < 3; uploads++) {
      fixture.run();
      assertThat(fixture.committed(fixture.p0, 8)).as("after %s uploads", uploads).isEmpty();
      fixture.put();
    }
    assertThat(fixture.committed(fixture.p0, 8)).as("the last one is on its way").isEmpty();
    fixture.deliver();
    assertThat(fixture.committed(fixture.p0, 8)).contains(8L);
  }

  @Test
  void whatIsTakenAwayDropsTheUploadAndEverythingIsReadAgain() {
    fixture.open(fixture.p0, fixture.p1);
    fixture.put(fixture.fresh(fixture.p0, 0, 1), fixture.fresh(fixture.p1, 0, 2));
    fixture.context.rewound();
    fixture.close(fixture.p1);
    fixture.deliver();
    assertThat(fixture.maac.takeCalls()).isEmpty();
    assertThat(fixture.committed(fixture.p0, 1)).isEmpty();

    fixture.pass(CatchUp.AWAY_MS - 1);
    fixture.put(fixture.old(fixture.p0, 0, 1), fixture.fresh(fixture.p0, 1, 1));
    fixture.deliver();
    assertThat(fixture.maac.takeCalls()).as("what P1 holds is missing").isEmpty();

    fixture.open(fixture.p1);
    fixture.put(fixture.old(fixture.p0, 0, 1), fixture.old(fixture.p1, 0, 2));
    fixture.put(fixture.fresh(fixture.p0, 1, 1), fixture.fresh(fixture.p1, 1, 3));
    fixture.deliver();
    assertThat(fixture.members()).hasSize(3);
    assertThat(fixture.committed(fixture.p0, 2)).contains(2L);
  }

  @Test
  void allThatIsTakenAwayBeginsAnewWhenItComesBack() {
    fixture.readUp();
    fixture.close(fixture.p0);
    fixture.open(fixture.p0);
    assertThat(fixture.committed(fixture.p0, 1)).isEmpty();
    fixture.put(fixture.fresh(fixture.p0, 0, 1), fixture.fresh(fixture.p0, 1, 2));
    fixture.deliver();
    assertThat(fixture.members()).hasSize(2);
    assertThat(fixture.committed(fixture.p0, 2)).contains(2L);
  }

  @Test
  void aFatalOutcomeIsThrownByTheNextPutAndNothingIsCommitted() {
    fixture.sandbox.faults().next("GET", "/openapi/v1/segment/", InjectedFault.status(401));
    fixture.open(fixture.p0);
    fixture.put(fixture.fresh(fixture.p0, 0, 1));
    fixture.run();
    assertThat(fixture.committed(fixture.p0, 1)).isEmpty();
    assertThatThrownBy(() -> fixture.put())
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("api.token");
  }

  @Test
  void aListThatGrowsBeyondAllLimitsFailsBeforeMemoryDoes() {
    fixture.open(fixture.p0);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i <= 600_000; i++) {
                fixture.pipeline.put(List.of(fixture.old(fixture.p0, i, i)));
              }
            })
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("600000")
        .hasMessageContaining("field.segment_name");
  }

  @Test
  void aNameThatDiffersFromRecordToRecordFailsBeforeMemoryDoesAndBeforeMaacHasAnyList() {
    fixture.open(fixture.p0);
    for (int i = 0; i < 1_000; i++) {
      fixture.put(fixture.named(fixture.p0, i, 1, "list " + i));
    }
    fixture.put(fixture.named(fixture.p0, 1_000, 2, "list 7"));
    assertThatThrownBy(() -> fixture.put(fixture.named(fixture.p0, 1_001, 1, "one more")))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("more than 1000 segments")
        .hasMessageContaining("members-0@1001")
        .hasMessageContaining("field.segment_name")
        .hasMessageNotContaining("one more");
  }

  @Test
  void namesThatComeInOtherWordsAfterEachAssignmentAreCountedTogether() {
    for (int life = 0; life < 2; life++) {
      fixture.open(fixture.p0);
      for (int i = 0; i < 500; i++) {
        fixture.put(fixture.named(fixture.p0, i, 1, "list " + i + " of " + life));
      }
      fixture.close(fixture.p0);
    }
    fixture.open(fixture.p0);
    assertThatThrownBy(() -> fixture.put(fixture.named(fixture.p0, 0, 1, "one more")))
        .isInstanceOf(ConnectException.class);
  }
}
