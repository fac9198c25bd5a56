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

/** Lists that are read from the topic: what is uploaded when, and what is committed. */
class SegmentPipelineTest {
  private final SegmentPipelineFixture bench = new SegmentPipelineFixture();

  @Test
  void readsWhatItIsAssignedFromItsBeginning() {
    bench.open(bench.p0);
    assertThat(bench.intake.rewound()).containsExactly(bench.p0);
  }

  @Test
  void uploadsNothingBeforeItIsReadUp() {
    bench.open(bench.p0, bench.p1);
    for (int i = 0; i < 100; i++) {
      bench.put(bench.old(bench.p0, i, i));
      bench.pass(1_000);
    }
    assertThat(bench.maac.takeCalls()).isEmpty();
    assertThat(bench.committed(bench.p0, 100)).isEmpty();
    bench.put(bench.fresh(bench.p0, 100, 100), bench.fresh(bench.p1, 0, 200));
    bench.deliver();
    assertThat(bench.members()).hasSize(102);
  }

  @Test
  void asksToBeCalledAgainWhileItReads() {
    bench.open(bench.p0);
    bench.put();
    assertThat(bench.intake.takeWake().orElseThrow()).isBetween(1L, 1_000L);
  }

  @Test
  void commitsNothingBeforeEveryListWasConfirmedOnceAndThenAll() {
    bench.open(bench.p0);
    bench.put(bench.fresh(bench.p0, 0, 1));
    assertThat(bench.delivery.isUnderWay()).isTrue();
    bench.sandbox.settings().segments.readyAfterMs = 60_000;
    assertThat(bench.committed(bench.p0, 1)).isEmpty();
    bench.deliver();
    assertThat(bench.intake.commitsRequested()).isPositive();
    assertThat(bench.committed(bench.p0, 1)).contains(1L);
  }

  @Test
  void commitsAtOnceWhatHasNoOneInIt() {
    bench.lag = new Lag.Awaited();
    bench.open(bench.p0);
    bench.lag = new Lag.Known(0);
    bench.put();
    assertThat(bench.intake.commitsRequested()).isPositive();
    assertThat(bench.committed(bench.p0, 7)).contains(7L);
    assertThat(bench.maac.takeCalls()).isEmpty();
  }

  @Test
  void afterThatAChangeHoldsItsOffsetUntilItIsConfirmed() {
    bench.readUp();
    bench.put(bench.fresh(bench.p0, 1, 1), bench.fresh(bench.p0, 2, 2));
    assertThat(bench.committed(bench.p0, 3)).as("1 changed nothing").contains(2L);
    bench.put();
    assertThat(bench.intake.takeWake().orElseThrow()).isBetween(1L, 60_000L);
    bench.pass(60_000);
    bench.put();
    bench.deliver();
    assertThat(bench.committed(bench.p0, 3)).contains(3L);
    assertThat(bench.members()).hasSize(2);
  }

  @Test
  void whatComesAndGoesBetweenTwoUploadsHoldsNothingBackForEver() {
    bench.readUp();
    bench.put(bench.fresh(bench.p0, 1, 2), bench.removal(bench.p0, 2, 2));
    bench.pass(60_000);
    bench.put();
    bench.deliver();
    assertThat(bench.committed(bench.p0, 3)).contains(3L);
    bench.put(bench.fresh(bench.p0, 3, 3));
    bench.pass(60_000);
    bench.put();
    bench.deliver();
    assertThat(bench.members()).containsExactly(TestRecords.lineUid(1), TestRecords.lineUid(3));
  }

  @Test
  void aListThatEverybodyLeftHoldsNothingBackForEver() {
    bench.readUp();
    bench.put(bench.removal(bench.p0, 1, 1));
    bench.pass(60_000);
    bench.put();
    bench.deliver();
    assertThat(bench.committed(bench.p0, 2)).contains(2L);
    assertThat(bench.members()).containsExactly(TestRecords.lineUid(1));
  }

  @Test
  void aTombstoneRemoves() {
    bench.open(bench.p0);
    bench.put(bench.old(bench.p0, 0, 1), bench.old(bench.p0, 1, 2));
    bench.put(bench.tombstone(bench.p0, 2, 1));
    bench.deliver();
    assertThat(bench.members()).containsExactly(TestRecords.lineUid(2));
  }

  @Test
  void aRejectedRecordIsPassedOver() {
    bench.open(bench.p0);
    bench.put(TestRecords.at(bench.p0, 0, "no record"), bench.fresh(bench.p0, 1, 1));
    bench.deliver();
    assertThat(bench.committed(bench.p0, 2)).contains(2L);
    assertThat(bench.members()).hasSize(1);
  }

  @Test
  void aRejectedRecordIsRejectedAgainWhenItsPartitionIsReadAgain() {
    for (int life = 1; life <= 2; life++) {
      bench.open(bench.p0);
      bench.put(TestRecords.at(bench.p0, 0, "no record"), bench.fresh(bench.p0, 1, 1));
      bench.deliver();
      assertThat(bench.metrics.of(Metric.RECORDS_REJECTED)).isEqualTo(life);
      assertThat(bench.committed(bench.p0, 2)).contains(2L);
      bench.close(bench.p0);
    }
  }

  @Test
  void commitsNothingBeforeTheLastOfSeveralListsWasConfirmedOnce() {
    bench.open(bench.p0);
    // What was committed before is read again: most of it belongs to a list that is confirmed late.
    bench.put(
        bench.named(bench.p0, 5, 1, "late"),
        bench.named(bench.p0, 6, 1, "vip"),
        bench.named(bench.p0, 7, 1, "latest"));
    for (int uploads = 1; uploads < 3; uploads++) {
      bench.run();
      assertThat(bench.committed(bench.p0, 8)).as("after %s uploads", uploads).isEmpty();
      bench.put();
    }
    assertThat(bench.committed(bench.p0, 8)).as("the last one is on its way").isEmpty();
    bench.deliver();
    assertThat(bench.committed(bench.p0, 8)).contains(8L);
  }

  @Test
  void aPausedConnectorIsNotTakenForOneThatIsReadUp() {
    bench.lag = new Lag.Known(1_000);
    bench.open(bench.p0);
    bench.put(bench.old(bench.p0, 0, 1));
    bench.pass(3_600_000);
    bench.put();
    assertThat(bench.delivery.isUnderWay()).isFalse();
  }

  @Test
  void aPartitionThatCouldNotBeFetchedIsNotTakenForAnEmptyOne() {
    bench.lag = new Lag.Awaited();
    bench.open(bench.p0, bench.p1);
    bench.put(bench.fresh(bench.p0, 0, 1));
    bench.pass(3_600_000);
    bench.put();
    assertThat(bench.delivery.isUnderWay()).as("nobody knows what P1 holds").isFalse();
    bench.lag = new Lag.Known(0);
    bench.put();
    assertThat(bench.delivery.isUnderWay()).isTrue();
  }

  @Test
  void aLagFromBeforeTheRewindDoesNotSayThatAPartitionIsReadUp() {
    bench.open(bench.p0, bench.p1);
    bench.lag = new Lag.Known(0);
    bench.put(bench.fresh(bench.p0, 0, 1), bench.fresh(bench.p1, 0, 2));
    bench.deliver();
    bench.maac.takeCalls();
    bench.close(bench.p1);
    bench.put(bench.fresh(bench.p0, 1, 3));
    bench.open(bench.p1);
    bench.put(bench.fresh(bench.p1, 1, 2));
    bench.pass(30_000);
    bench.put();
    assertThat(bench.delivery.isUnderWay()).as("P0 has given nothing since").isFalse();
  }

  @Test
  void whatIsTakenAwayDropsTheUploadAndEverythingIsReadAgain() {
    bench.open(bench.p0, bench.p1);
    bench.put(bench.fresh(bench.p0, 0, 1), bench.fresh(bench.p1, 0, 2));
    bench.intake.rewound();
    bench.close(bench.p1);
    bench.deliver();
    assertThat(bench.maac.takeCalls()).isEmpty();
    assertThat(bench.committed(bench.p0, 1)).isEmpty();

    bench.pass(CatchUp.AWAY_MS - 1);
    bench.put(bench.old(bench.p0, 0, 1), bench.fresh(bench.p0, 1, 1));
    bench.deliver();
    assertThat(bench.maac.takeCalls()).as("what P1 holds is missing").isEmpty();

    bench.open(bench.p1);
    bench.put(bench.old(bench.p0, 0, 1), bench.old(bench.p1, 0, 2));
    bench.put(bench.fresh(bench.p0, 1, 1), bench.fresh(bench.p1, 1, 3));
    bench.deliver();
    assertThat(bench.members()).hasSize(3);
    assertThat(bench.committed(bench.p0, 2)).contains(2L);
  }

  @Test
  void recordsFromBeforeTheRewindDoNotSayThatAPartitionIsReadUp() {
    bench.open(bench.p0, bench.p1);
    bench.put(bench.fresh(bench.p0, 9, 1), bench.fresh(bench.p1, 0, 2));
    bench.deliver();
    bench.maac.takeCalls();
    bench.close(bench.p1);
    bench.put(bench.fresh(bench.p0, 10, 3));
    bench.open(bench.p1);
    bench.put(bench.fresh(bench.p1, 1, 2));
    bench.deliver();
    assertThat(bench.maac.takeCalls()).as("P0 is read again from its beginning").isEmpty();
    bench.put(
        bench.old(bench.p0, 0, 4), bench.fresh(bench.p0, 11, 1), bench.fresh(bench.p0, 12, 3));
    bench.deliver();
    assertThat(bench.members()).hasSize(4);
  }

  @Test
  void allThatIsTakenAwayBeginsAnewWhenItComesBack() {
    bench.readUp();
    bench.close(bench.p0);
    bench.open(bench.p0);
    assertThat(bench.committed(bench.p0, 1)).isEmpty();
    bench.put(bench.fresh(bench.p0, 0, 1), bench.fresh(bench.p0, 1, 2));
    bench.deliver();
    assertThat(bench.members()).hasSize(2);
    assertThat(bench.committed(bench.p0, 2)).contains(2L);
  }

  @Test
  void aPartitionThatIsNewIsReadUpBeforeTheNextUpload() {
    bench.readUp();
    bench.maac.takeCalls();
    bench.open(bench.p1);
    bench.pass(60_000);
    bench.put(bench.fresh(bench.p0, 1, 2), bench.old(bench.p1, 0, 3));
    bench.deliver();
    assertThat(bench.maac.takeCalls()).isEmpty();
    bench.put(bench.fresh(bench.p1, 1, 4));
    bench.deliver();
    assertThat(bench.members()).hasSize(4);
  }

  @Test
  void aFatalOutcomeIsThrownByTheNextPutAndNothingIsCommitted() {
    bench.sandbox.faults().next("GET", "/openapi/v1/segment/", InjectedFault.status(401));
    bench.open(bench.p0);
    bench.put(bench.fresh(bench.p0, 0, 1));
    bench.run();
    assertThat(bench.committed(bench.p0, 1)).isEmpty();
    assertThatThrownBy(() -> bench.put())
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("api.token");
  }

  @Test
  void aListThatGrowsBeyondAllLimitsFailsBeforeMemoryDoes() {
    bench.open(bench.p0);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i <= 600_000; i++) {
                bench.pipeline.put(List.of(bench.old(bench.p0, i, i)));
              }
            })
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("600000")
        .hasMessageContaining("field.segment_name");
  }

  @Test
  void aNameThatDiffersFromRecordToRecordFailsBeforeMemoryDoesAndBeforeMaacHasAnyList() {
    bench.open(bench.p0);
    for (int i = 0; i < 1_000; i++) {
      bench.put(bench.named(bench.p0, i, 1, "list " + i));
    }
    bench.put(bench.named(bench.p0, 1_000, 2, "list 7"));
    assertThatThrownBy(() -> bench.put(bench.named(bench.p0, 1_001, 1, "one more")))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("more than 1000 segments")
        .hasMessageContaining("members-0@1001")
        .hasMessageContaining("field.segment_name")
        .hasMessageNotContaining("one more");
  }

  @Test
  void namesThatComeInOtherWordsAfterEachAssignmentAreCountedTogether() {
    for (int life = 0; life < 2; life++) {
      bench.open(bench.p0);
      for (int i = 0; i < 500; i++) {
        bench.put(bench.named(bench.p0, i, 1, "list " + i + " of " + life));
      }
      bench.close(bench.p0);
    }
    bench.open(bench.p0);
    assertThatThrownBy(() -> bench.put(bench.named(bench.p0, 0, 1, "one more")))
        .isInstanceOf(ConnectException.class);
  }
}
