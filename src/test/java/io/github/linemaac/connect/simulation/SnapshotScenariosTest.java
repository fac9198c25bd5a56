package io.github.linemaac.connect.simulation;

import static io.github.linemaac.connect.simulation.Scenario.ofSnapshots;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.simulation.MaacEvent.EmptyBehavior;
import io.github.linemaac.connect.simulation.SnapshotEvent.BadIdIsWritten;
import io.github.linemaac.connect.simulation.SnapshotEvent.IdIsWritten;
import io.github.linemaac.connect.simulation.SnapshotEvent.LateRecord;
import io.github.linemaac.connect.simulation.SnapshotEvent.RunBreaks;
import io.github.linemaac.connect.simulation.SnapshotEvent.RunEnds;
import io.github.linemaac.connect.simulation.SnapshotEvent.RunEndsFirst;
import io.github.linemaac.connect.simulation.SnapshotEvent.RunsAreKeyed;
import io.github.linemaac.connect.simulation.TopicEvent.TopicGrows;
import io.github.linemaac.connect.simulation.WorkerEvent.BrokerIsAway;
import io.github.linemaac.connect.simulation.WorkerEvent.Commit;
import io.github.linemaac.connect.simulation.WorkerEvent.Revoked;
import io.github.linemaac.connect.simulation.WorkerEvent.WorkerDies;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What snapshots live through, and how it ends: MAAC has the newest that is complete. */
class SnapshotScenariosTest {

  private static Scenario<SnapshotWorld> inPartitions(final int partitions) {
    return ofSnapshots()
        .with("segment.upload.interval.ms", 0)
        .happens(new TopicGrows("topic-0", partitions, 0));
  }

  private static IdIsWritten id(final int person) {
    return new IdIsWritten(0, person);
  }

  private static Scenario<SnapshotWorld> hasMembers(
      final Scenario<SnapshotWorld> scenario, final int members) {
    return scenario.then(
        "MAAC has " + members, world -> assertThat(world.listed(0)).hasSize(members));
  }

  @Test
  void aSnapshotIsNeverCompletedAndTheNextSupersedesIt() {
    final Scenario<SnapshotWorld> broken =
        inPartitions(3).times(10, SnapshotScenariosTest::id).happens(new RunEnds(0, 1)).seconds(80);
    hasMembers(broken, 0).times(5, SnapshotScenariosTest::id).happens(new RunEnds(0, 0));
    hasMembers(broken.seconds(80), 5).endsWell();
  }

  @Test
  void aRunBreaksAndTheListStaysAsItWas() {
    final Scenario<SnapshotWorld> broken =
        inPartitions(3)
            .times(5, SnapshotScenariosTest::id)
            .happens(new RunEnds(0, 0))
            .times(3, SnapshotScenariosTest::id)
            .happens(new RunBreaks(0))
            .seconds(80)
            .happens(new WorkerDies(5_000))
            .seconds(80);
    hasMembers(broken, 5).endsWell();
  }

  @Test
  void aRunFindsNobody() {
    for (final String behavior : new String[] {"keep", "placeholder", "delete"}) {
      final int left =
          switch (behavior) {
            case "keep" -> 5;
            case "placeholder" -> 1;
            default -> 0;
          };
      final Scenario<SnapshotWorld> emptied =
          inPartitions(3)
              .happens(new EmptyBehavior(behavior))
              .times(5, SnapshotScenariosTest::id)
              .happens(new RunEnds(0, 0))
              .seconds(80)
              .happens(new RunEnds(0, 0))
              .seconds(80);
      hasMembers(emptied, left).happens(new WorkerDies(5_000)).seconds(80);
      hasMembers(emptied, left)
          .times(3, SnapshotScenariosTest::id)
          .happens(new RunEnds(0, 0))
          .seconds(80);
      hasMembers(emptied, 3).endsWell();
    }
  }

  @Test
  void anEndRecordComesFirst() {
    hasMembers(inPartitions(3).happens(new RunEndsFirst(0, 7)).seconds(80), 7).endsWell();
  }

  @Test
  void aTaskDiesInTheMiddleOfASnapshot() {
    final Scenario<SnapshotWorld> killed =
        inPartitions(3)
            .times(10, SnapshotScenariosTest::id)
            .seconds(10)
            .happens(new Commit())
            .happens(new WorkerDies(5_000))
            .times(20, SnapshotScenariosTest::id)
            .happens(new RunEnds(0, 0))
            .happens(new WorkerDies(5_000))
            .seconds(80);
    hasMembers(killed, 20).endsWell();
  }

  @Test
  void aPartitionIsTakenAwayInTheMiddleOfASnapshot() {
    final Scenario<SnapshotWorld> revoked =
        inPartitions(3)
            .times(10, SnapshotScenariosTest::id)
            .seconds(10)
            .happens(new Revoked(Set.of(1), true))
            .times(20, SnapshotScenariosTest::id)
            .happens(new RunEnds(0, 0))
            .seconds(400);
    hasMembers(revoked, 20).endsWell();
  }

  @Test
  void anIdThatBreaksARuleHoldsNothingUp() {
    final Scenario<SnapshotWorld> bad =
        inPartitions(3)
            .times(3, SnapshotScenariosTest::id)
            .happens(new BadIdIsWritten(0, 1))
            .happens(new BadIdIsWritten(0, 1))
            .happens(new RunEnds(0, 0))
            .seconds(80);
    hasMembers(bad, 3).endsWell();
  }

  @Test
  void anOlderRunHidesBehindABrokerThatIsAway() {
    for (int away = 0; away < 3; away++) {
      inPartitions(3)
          .happens(new RunsAreKeyed(true))
          .times(3, SnapshotScenariosTest::id)
          .happens(new RunEnds(0, 0))
          .seconds(80)
          .happens(new BrokerIsAway(away, 30_000))
          .times(4, SnapshotScenariosTest::id)
          .happens(new RunEnds(0, 0))
          .times(5, SnapshotScenariosTest::id)
          .happens(new RunEnds(0, 0))
          .seconds(20)
          .happens(new Commit())
          .happens(new WorkerDies(1_000))
          .seconds(80)
          .endsWell();
    }
  }

  @Test
  void severalListsShareATopicAndOneWaits() {
    final Scenario<SnapshotWorld> waiting =
        inPartitions(2)
            .happens(new RunsAreKeyed(true))
            .happens(new IdIsWritten(1, 1))
            .times(3, SnapshotScenariosTest::id)
            .happens(new RunEnds(0, 0))
            .times(4, SnapshotScenariosTest::id)
            .happens(new RunEnds(0, 0))
            .seconds(80)
            .happens(new Commit())
            .happens(new WorkerDies(1_000))
            .seconds(80);
    hasMembers(waiting, 4).endsWell();
  }

  @Test
  void whatComesLateChangesNothing() {
    final Scenario<SnapshotWorld> late =
        inPartitions(2)
            .times(3, SnapshotScenariosTest::id)
            .happens(new RunEnds(0, 0))
            .times(4, SnapshotScenariosTest::id)
            .happens(new RunEnds(0, 0))
            .seconds(80)
            .times(3, i -> new LateRecord(0, i))
            .seconds(10)
            .happens(new WorkerDies(1_000))
            .seconds(80);
    hasMembers(late, 4).endsWell();
  }
}
