package io.github.linemaac.connect.simulation;

import static io.github.linemaac.connect.simulation.Scenario.ofSegments;
import static io.github.linemaac.connect.simulation.SegmentEntry.Kind.JOINS;
import static io.github.linemaac.connect.simulation.SegmentEntry.Kind.LEAVES;
import static io.github.linemaac.connect.simulation.SegmentEntry.Kind.LEAVES_EACH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.simulation.MaacEvent.CallsFail;
import io.github.linemaac.connect.simulation.MaacEvent.EmptyBehavior;
import io.github.linemaac.connect.simulation.MaacEvent.ListIsDeleted;
import io.github.linemaac.connect.simulation.MaacEvent.ListIsEdited;
import io.github.linemaac.connect.simulation.MaacEvent.ListIsExcluded;
import io.github.linemaac.connect.simulation.MaacEvent.ListsTake;
import io.github.linemaac.connect.simulation.MaacEvent.NewListsAreShownLate;
import io.github.linemaac.connect.simulation.MaacEvent.ReadsAreStale;
import io.github.linemaac.connect.simulation.TopicEvent.EverybodyLeaves;
import io.github.linemaac.connect.simulation.TopicEvent.ListRecord;
import io.github.linemaac.connect.simulation.TopicEvent.OffsetsAreSkipped;
import io.github.linemaac.connect.simulation.TopicEvent.PartitionIsTruncated;
import io.github.linemaac.connect.simulation.TopicEvent.RecordsAreStamped;
import io.github.linemaac.connect.simulation.TopicEvent.TopicGrows;
import io.github.linemaac.connect.simulation.TopicEvent.TopicIsDeleted;
import io.github.linemaac.connect.simulation.TopicEvent.TopicIsMadeAgain;
import io.github.linemaac.connect.simulation.WorkerEvent.AssignedAgain;
import io.github.linemaac.connect.simulation.WorkerEvent.AssignedUnopened;
import io.github.linemaac.connect.simulation.WorkerEvent.BrokerIsAway;
import io.github.linemaac.connect.simulation.WorkerEvent.Commit;
import io.github.linemaac.connect.simulation.WorkerEvent.CutOffWorkerEnds;
import io.github.linemaac.connect.simulation.WorkerEvent.PausedByUser;
import io.github.linemaac.connect.simulation.WorkerEvent.RecordsKeepComing;
import io.github.linemaac.connect.simulation.WorkerEvent.ResumedByUser;
import io.github.linemaac.connect.simulation.WorkerEvent.Revoked;
import io.github.linemaac.connect.simulation.WorkerEvent.WorkerDies;
import io.github.linemaac.connect.simulation.WorkerEvent.WorkerIsCutOff;
import io.github.linemaac.connect.simulation.World.Stamp;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.StoredSegment;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What lists live through, and how it ends: MAAC has them as the topics say. */
class SegmentScenariosTest {
  private static final String PATHS = "/openapi/v1/";

  private static ListRecord joins(final int person) {
    return new ListRecord(JOINS, person, 0, 0);
  }

  private static ListRecord leaves(final int person) {
    return new ListRecord(LEAVES, person, 0, 0);
  }

  @Test
  void aListIsDeletedBySomebodyElse() {
    for (final String baseline : new String[] {"topic", "maac"}) {
      ofSegments()
          .with("segment.baseline", baseline)
          .with("segment.baseline.lag.ms", 0)
          .times(10, SegmentScenariosTest::joins)
          .seconds(70)
          .happens(new ListIsDeleted(0))
          .happens(joins(11))
          .seconds(200)
          .endsWell();
    }
  }

  @Test
  void aListIsEditedBySomebodyElse() {
    ofSegments()
        .times(10, SegmentScenariosTest::joins)
        .seconds(70)
        .happens(new ListIsEdited(0, 77))
        .happens(new WorkerDies(5_000))
        .happens(joins(11))
        .seconds(200)
        .endsWell();
  }

  @Test
  void maacSaysOnceByMistakeThatAListIsGone() {
    ofSegments()
        .with("segment.baseline", "maac")
        .with("segment.baseline.lag.ms", 20_000)
        .happens(new ReadsAreStale())
        .times(10, SegmentScenariosTest::joins)
        .seconds(70)
        .happens(joins(11))
        .happens(leaves(1))
        .seconds(70)
        .happens(joins(12))
        .happens(leaves(2))
        .happens(new CallsFail(1, "PATCH", PATHS, InjectedFault.status(404)))
        .seconds(200)
        .then("there is one list", SegmentScenariosTest::isOneList)
        .endsWell();
  }

  @Test
  void aNewListIsShownLate() {
    ofSegments()
        .happens(new NewListsAreShownLate())
        .happens(new CallsFail(1, "POST", PATHS, new InjectedFault.ConnectionLost(true)))
        .times(10, SegmentScenariosTest::joins)
        .seconds(120)
        .then("there is one list", SegmentScenariosTest::isOneList)
        .endsWell();
  }

  private static void isOneList(final SegmentWorld world) {
    assertThat(world.sandbox().segments().named(SegmentWorld.name(0))).hasSize(1);
  }

  @Test
  void aListThatShrinksTooMuchIsNotUploaded() {
    ofSegments()
        .with("segment.max.shrink.percent", 20)
        .with("segment.upload.interval.ms", 0)
        .happens(new ListsTake(0))
        .times(10, SegmentScenariosTest::joins)
        .seconds(70)
        .happens(leaves(0))
        .happens(leaves(1))
        .seconds(20)
        .times(4, i -> leaves(2 + i))
        .then("the guard holds", world -> assertThat(world.maxShrinkPercent()).isEqualTo(20))
        .seconds(5)
        .then("somebody was asked", world -> assertThat(world.maxShrinkPercent()).isEqualTo(100))
        .endsWell();
  }

  @Test
  void noListIsLeftBehindWhileAllOfThemChange() {
    ofSegments()
        .with("segment.upload.interval.ms", 60_000)
        .happens(new ListsTake(20_000))
        .times(8, i -> new ListRecord(JOINS, i, i % 4, 0))
        .happens(new RecordsKeepComing(3_600_000, 5 * 60_000))
        .endsWell();
  }

  @Test
  void recordsOfLongAgoNeverStop() {
    for (final Stamp stamp : Stamp.values()) {
      ofSegments()
          .happens(new RecordsAreStamped(stamp))
          .times(8, SegmentScenariosTest::joins)
          .happens(new RecordsKeepComing(600_000, 5 * 60_000))
          .endsWell();
    }
  }

  @Test
  void aTopicIsMadeAgain() {
    for (final String baseline : new String[] {"topic", "maac"}) {
      ofSegments()
          .with("segment.baseline", baseline)
          .happens(new TopicGrows("lists", 2, 0))
          .times(20, SegmentScenariosTest::joins)
          .seconds(70)
          .happens(new PausedByUser())
          .seconds(5)
          .happens(new TopicIsMadeAgain("lists"))
          .times(8, i -> joins(100 + i))
          .happens(new ResumedByUser())
          .seconds(200)
          .endsWell();
    }
  }

  @Test
  void aPartitionIsTruncatedBeforeItsChangesAreUploaded() {
    ofSegments()
        .with("segment.baseline", "maac")
        .with("segment.baseline.lag.ms", 0)
        .times(10, SegmentScenariosTest::joins)
        .seconds(70)
        .times(10, i -> joins(20 + i))
        .seconds(1)
        .happens(new PartitionIsTruncated(0, 80))
        .happens(joins(50))
        .seconds(200)
        .happens(new Commit())
        .happens(new WorkerDies(5_000))
        .endsWell();
  }

  @Test
  void oneOfTwoTopicsIsDeleted() {
    ofSegments()
        .happens(new TopicGrows("a", 1, 0))
        .happens(new TopicGrows("b", 1, 0))
        .times(20, i -> new ListRecord(JOINS, i, 0, i % 2))
        .seconds(70)
        .happens(new TopicIsDeleted("b"))
        .times(10, i -> new ListRecord(JOINS, 50 + i, 0, 0))
        .seconds(600)
        .happens(new Commit())
        .then(
            "it is not waited for", world -> assertThat(world.changes().allIsCommitted()).isTrue())
        .endsWell();
  }

  @Test
  void aTopicGetsAPartitionSoThatPeopleChangeTheirs() {
    ofSegments()
        .happens(new TopicGrows("lists", 1, 5))
        .times(12, SegmentScenariosTest::joins)
        .seconds(70)
        .happens(new TopicGrows("lists", 1, 0))
        .times(12, i -> i % 3 == 0 ? leaves(i) : joins(i))
        .seconds(200)
        .endsWell();
  }

  @Test
  void aBrokerIsAwayWhileListsAreReadAgain() {
    ofSegments()
        .happens(new TopicGrows("lists", 3, 0))
        .times(30, SegmentScenariosTest::joins)
        .seconds(70)
        .happens(new Revoked(Set.of(0, 1, 2), false))
        .happens(new AssignedAgain())
        .happens(new BrokerIsAway(1, 50_000))
        .seconds(100)
        .endsWell();
  }

  @Test
  void connectForgetsToOpenAPartition() {
    ofSegments()
        .happens(new TopicGrows("lists", 2, 0))
        .times(20, SegmentScenariosTest::joins)
        .seconds(20)
        .happens(new Revoked(Set.of(1), false))
        .happens(new AssignedUnopened())
        .happens(joins(40))
        .seconds(100)
        .endsWell();
  }

  @Test
  void theLastOffsetsAreNoRecords() {
    ofSegments()
        .times(10, SegmentScenariosTest::joins)
        .happens(new OffsetsAreSkipped(0, 3))
        .seconds(100)
        .happens(new Commit())
        .then("all is committed", world -> assertThat(world.changes().allIsCommitted()).isTrue())
        .endsWell();
  }

  @Test
  void everybodyLeavesAndOneComesBack() {
    for (final String baseline : new String[] {"topic", "maac"}) {
      ofSegments()
          .with("segment.baseline", baseline)
          .with("segment.baseline.lag.ms", 0)
          .times(10, SegmentScenariosTest::joins)
          .seconds(70)
          .happens(new EverybodyLeaves(10, 0))
          .seconds(100)
          .happens(new WorkerDies(5_000))
          .seconds(100)
          .happens(joins(3))
          .endsWell();
    }
  }

  @Test
  void theLastOneLeavesAndSomebodyJoins() {
    for (final String baseline : new String[] {"topic", "maac"}) {
      for (final String behavior : new String[] {"keep", "placeholder", "delete"}) {
        final Set<Integer> left =
            switch (behavior) {
              case "keep" -> Set.of(0, 1, 2, 3, 4);
              case "placeholder" -> Set.of(9_999);
              default -> Set.of();
            };
        ofSegments()
            .happens(new EmptyBehavior(behavior))
            .with("segment.baseline", baseline)
            .with("segment.baseline.lag.ms", 0)
            .times(5, SegmentScenariosTest::joins)
            .seconds(70)
            .happens(new EverybodyLeaves(5, 0))
            .seconds(100)
            .then("MAAC has nobody, or who left", world -> assertHas(world, left))
            .happens(new WorkerDies(5_000))
            .seconds(130)
            .then("and again", world -> assertHas(world, left))
            .happens(joins(7))
            .seconds(130)
            .then("MAAC has who joined", world -> assertHas(world, Set.of(7)))
            .endsWell();
      }
    }
  }

  private static void assertHas(final SegmentWorld world, final Set<Integer> people) {
    assertThat(
            world.sandbox().segments().named(SegmentWorld.name(0)).stream()
                .flatMap(segment -> segment.ids().stream()))
        .containsExactlyInAnyOrderElementsOf(people.stream().map(TestRecords::lineUid).toList());
  }

  @Test
  void anotherSegmentExcludesTheOneThatTheLastOneLeaves() {
    ofSegments()
        .happens(new EmptyBehavior("delete"))
        .times(5, SegmentScenariosTest::joins)
        .seconds(70)
        .happens(new ListIsExcluded(0))
        .happens(new EverybodyLeaves(5, 0))
        .seconds(150)
        .then("it is deleted once it is excluded no more", world -> assertHas(world, Set.of()))
        .endsWell();
  }

  @Test
  void oneLeavesEachList() {
    for (final String baseline : new String[] {"topic", "maac"}) {
      ofSegments()
          .with("segment.baseline", baseline)
          .with("segment.baseline.lag.ms", 0)
          .happens(new TopicGrows("lists", 3, 0))
          .times(20, i -> new ListRecord(JOINS, i / 2, i % 2, 0))
          .seconds(70)
          .happens(new ListRecord(LEAVES_EACH, 3, 2, 0))
          .seconds(100)
          .then("3 is on no list", world -> assertThat(isOn(world, 3)).isEmpty())
          .happens(new ListRecord(JOINS, 3, 1, 0))
          .happens(new WorkerDies(5_000))
          .seconds(100)
          .endsWell();
    }
  }

  private static Set<String> isOn(final SegmentWorld world, final int person) {
    return world.sandbox().segments().all().stream()
        .filter(segment -> segment.ids().contains(TestRecords.lineUid(person)))
        .map(StoredSegment::name)
        .collect(Collectors.toSet());
  }

  @Test
  void aTaskThatWasCutOffGoesOnUploading() {
    ofSegments()
        .with("segment.upload.interval.ms", 0)
        .happens(new ListsTake(5_000))
        .times(10, SegmentScenariosTest::joins)
        .seconds(3)
        .happens(new WorkerIsCutOff(2_000))
        .times(10, i -> joins(20 + i))
        .seconds(60)
        .happens(new CutOffWorkerEnds())
        .endsWell();
  }
}
