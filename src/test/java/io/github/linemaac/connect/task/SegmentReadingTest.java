package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.schedule.Lag;
import org.junit.jupiter.api.Test;

/** Segments are uploaded once all partitions are caught up, and not before. */
class SegmentReadingTest {
  private final SegmentPipelineFixture fixture = new SegmentPipelineFixture();

  @Test
  void uploadsNothingBeforeItIsReadUp() {
    fixture.open(fixture.p0, fixture.p1);
    for (int i = 0; i < 100; i++) {
      fixture.put(fixture.old(fixture.p0, i, i));
      fixture.pass(1_000);
    }
    assertThat(fixture.maac.takeCalls()).isEmpty();
    assertThat(fixture.committed(fixture.p0, 100)).isEmpty();
    fixture.put(fixture.fresh(fixture.p0, 100, 100), fixture.fresh(fixture.p1, 0, 200));
    fixture.deliver();
    assertThat(fixture.members()).hasSize(102);
  }

  @Test
  void asksToBeCalledAgainWhileItReads() {
    fixture.open(fixture.p0);
    fixture.put();
    assertThat(fixture.context.takeWake().orElseThrow()).isBetween(1L, 1_000L);
  }

  @Test
  void aPausedConnectorIsNotTakenForOneThatIsReadUp() {
    fixture.lag = new Lag.Known(1_000);
    fixture.open(fixture.p0);
    fixture.put(fixture.old(fixture.p0, 0, 1));
    fixture.pass(3_600_000);
    fixture.put();
    assertThat(fixture.delivery.isUnderWay()).isFalse();
  }

  @Test
  void aPartitionThatCouldNotBeFetchedIsNotTakenForAnEmptyOne() {
    fixture.lag = new Lag.Awaited();
    fixture.open(fixture.p0, fixture.p1);
    fixture.put(fixture.fresh(fixture.p0, 0, 1));
    fixture.pass(3_600_000);
    fixture.put();
    assertThat(fixture.delivery.isUnderWay()).as("nobody knows what P1 holds").isFalse();
    fixture.lag = new Lag.Known(0);
    fixture.put();
    assertThat(fixture.delivery.isUnderWay()).isTrue();
  }

  @Test
  void aLagFromBeforeTheRewindDoesNotSayThatAPartitionIsReadUp() {
    fixture.open(fixture.p0, fixture.p1);
    fixture.lag = new Lag.Known(0);
    fixture.put(fixture.fresh(fixture.p0, 0, 1), fixture.fresh(fixture.p1, 0, 2));
    fixture.deliver();
    fixture.maac.takeCalls();
    fixture.close(fixture.p1);
    fixture.put(fixture.fresh(fixture.p0, 1, 3));
    fixture.open(fixture.p1);
    fixture.put(fixture.fresh(fixture.p1, 1, 2));
    fixture.pass(30_000);
    fixture.put();
    assertThat(fixture.delivery.isUnderWay()).as("P0 has given nothing since").isFalse();
  }

  @Test
  void recordsFromBeforeTheRewindDoNotSayThatAPartitionIsReadUp() {
    fixture.open(fixture.p0, fixture.p1);
    fixture.put(fixture.fresh(fixture.p0, 9, 1), fixture.fresh(fixture.p1, 0, 2));
    fixture.deliver();
    fixture.maac.takeCalls();
    fixture.close(fixture.p1);
    fixture.put(fixture.fresh(fixture.p0, 10, 3));
    fixture.open(fixture.p1);
    fixture.put(fixture.fresh(fixture.p1, 1, 2));
    fixture.deliver();
    assertThat(fixture.maac.takeCalls()).as("P0 is read again from its beginning").isEmpty();
    fixture.put(
        fixture.old(fixture.p0, 0, 4),
        fixture.fresh(fixture.p0, 11, 1),
        fixture.fresh(fixture.p0, 12, 3));
    fixture.deliver();
    assertThat(fixture.members()).hasSize(4);
  }

  @Test
  void aPartitionThatIsNewIsReadUpBeforeTheNextUpload() {
    fixture.readUp();
    fixture.maac.takeCalls();
    fixture.open(fixture.p1);
    fixture.pass(60_000);
    fixture.put(fixture.fresh(fixture.p0, 1, 2), fixture.old(fixture.p1, 0, 3));
    fixture.deliver();
    assertThat(fixture.maac.takeCalls()).isEmpty();
    fixture.put(fixture.fresh(fixture.p1, 1, 4));
    fixture.deliver();
    assertThat(fixture.members()).hasSize(4);
  }
}
