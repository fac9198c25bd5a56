package io.github.linemaac.connect.simulation;

import static io.github.linemaac.connect.simulation.MemberEntry.Kind.BAD;
import static io.github.linemaac.connect.simulation.MemberEntry.Kind.BAD_TO_MAAC;
import static io.github.linemaac.connect.simulation.MemberEntry.Kind.GOOD;
import static io.github.linemaac.connect.simulation.MemberEntry.Kind.REMOVAL;
import static io.github.linemaac.connect.simulation.Scenario.ofMembers;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.simulation.MaacEvent.CallsFail;
import io.github.linemaac.connect.simulation.MaacEvent.CountersTell;
import io.github.linemaac.connect.simulation.MaacEvent.ImportsTake;
import io.github.linemaac.connect.simulation.MaacEvent.MemberBlocks;
import io.github.linemaac.connect.simulation.MaacEvent.SomebodyImports;
import io.github.linemaac.connect.simulation.MemberProducer.Size;
import io.github.linemaac.connect.simulation.SimulatedDeadLetters.Mode;
import io.github.linemaac.connect.simulation.TopicEvent.MemberRecord;
import io.github.linemaac.connect.simulation.TopicEvent.MemberRecordTwice;
import io.github.linemaac.connect.simulation.TopicEvent.PartitionIsTruncated;
import io.github.linemaac.connect.simulation.TopicEvent.RecordsAre;
import io.github.linemaac.connect.simulation.TopicEvent.TopicGrows;
import io.github.linemaac.connect.simulation.TopicEvent.TopicIsMadeAgain;
import io.github.linemaac.connect.simulation.WorkerEvent.AssignedAgain;
import io.github.linemaac.connect.simulation.WorkerEvent.AssignedUnopened;
import io.github.linemaac.connect.simulation.WorkerEvent.Commit;
import io.github.linemaac.connect.simulation.WorkerEvent.CommitFails;
import io.github.linemaac.connect.simulation.WorkerEvent.CutOffWorkerEnds;
import io.github.linemaac.connect.simulation.WorkerEvent.DeadLetterQueue;
import io.github.linemaac.connect.simulation.WorkerEvent.OffsetAltered;
import io.github.linemaac.connect.simulation.WorkerEvent.PausedByUser;
import io.github.linemaac.connect.simulation.WorkerEvent.ResumedByUser;
import io.github.linemaac.connect.simulation.WorkerEvent.Revoked;
import io.github.linemaac.connect.simulation.WorkerEvent.WallClockIsWrong;
import io.github.linemaac.connect.simulation.WorkerEvent.WentBackToCommitted;
import io.github.linemaac.connect.simulation.WorkerEvent.WorkerDies;
import io.github.linemaac.connect.simulation.WorkerEvent.WorkerIsCutOff;
import io.github.linemaac.sandbox.ImportFate;
import io.github.linemaac.sandbox.ImportSettings.Counts;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.Sandbox;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What members live through, and how it ends: everything is delivered, once all is well again. */
class MemberScenariosTest {
  private static final String IMPORTS = "/openapi/v1/member/import/";

  private static MemberRecord record(final MemberEntry.Kind kind, final int member) {
    return new MemberRecord(kind, member, 0, 0);
  }

  @Test
  void aWorkerDiesWhileABatchIsTakenApart() {
    ofMembers()
        .with("batch.max.records", 16)
        .with("flush.interval.ms", 1_000)
        .times(16, i -> record(i % 5 == 2 ? BAD_TO_MAAC : GOOD, i))
        .seconds(20)
        .then(
            "MAAC has rejected the import, and not all is delivered",
            world -> {
              hasRejected(world);
              assertThat(world.changes().allIsCommitted()).isFalse();
            })
        .happens(new WorkerDies(10_000))
        .seconds(20)
        .happens(new WorkerDies(10_000))
        .endsWell();
  }

  private static void hasRejected(final MemberWorld world) {
    assertThat(world.sandbox().imports().stats().rejected()).isPositive();
  }

  @Test
  void aTaskThatLivesInPeacePutsEachTagOnce() {
    ofMembers()
        .with("tags.resend", "changed")
        .with("tags", "all")
        .with("batch.max.records", 7)
        .times(60, i -> i % 3 == 0 ? new MemberRecordTwice(i % 5, 0, 0) : record(GOOD, i % 5))
        .seconds(30)
        .then("it is at peace", world -> assertThat(world.putsTagsOnce()).isTrue())
        .endsWell();
  }

  private static Scenario<MemberWorld> ofMembersWhomTagsLeave() {
    return ofMembers()
        .with("tags.removable", "r-*")
        .with("customer.id.null", "unbind")
        .with("tag.removals.per.second", 1)
        .happens(new TopicGrows("members", 2, 0));
  }

  private static long takenOff(final MemberWorld world) {
    return world.sandbox().account().removals().made().size();
  }

  @Test
  void aWorkerDiesWhileTagsAreTakenOff() {
    ofMembersWhomTagsLeave()
        .times(20, i -> record(i % 3 == 0 ? REMOVAL : GOOD, i % 7))
        .seconds(15)
        .happens(new Commit())
        .then(
            "some are taken off, and not all is committed",
            world -> {
              assertThat(takenOff(world)).isPositive();
              assertThat(world.changes().allIsCommitted()).isFalse();
            })
        .happens(new WorkerDies(10_000))
        .times(10, i -> record(i % 3 == 0 ? REMOVAL : GOOD, i % 7))
        .endsWell();
  }

  @Test
  void partitionsAreTakenAwayWhileTagsAreTakenOff() {
    ofMembersWhomTagsLeave()
        .times(20, i -> record(i % 2 == 0 ? REMOVAL : GOOD, i % 7))
        .seconds(12)
        .happens(new Revoked(Set.of(0), false))
        .seconds(10)
        .happens(new AssignedAgain())
        .times(5, i -> record(REMOVAL, i))
        .endsWell();
  }

  @Test
  void maacIsDownWhileTagsAreTakenOff() {
    ofMembersWhomTagsLeave()
        .times(20, i -> record(i % 2 == 0 ? REMOVAL : GOOD, i % 7))
        .seconds(10)
        .happens(new CallsFail(20, "", "/openapi/v1/taglinemember/", InjectedFault.status(502)))
        .happens(
            new CallsFail(
                3, "", "/openapi/v1/taglinemember/", new InjectedFault.ConnectionLost(true)))
        .happens(new CallsFail(2, "", "/openapi/v1/tag/", InjectedFault.status(401)))
        .seconds(30)
        .times(5, i -> record(GOOD, i))
        .endsWell();
  }

  @Test
  void aTopicIsMadeAgainWhileItIsPaused() {
    ofMembers()
        .with("batch.max.records", 5)
        .happens(new TopicGrows("members", 1, 0))
        .happens(new ImportsTake(30_000))
        .times(60, i -> record(GOOD, i))
        .rounds(6)
        .then("it is paused", world -> assertThat(world.worker().isPausedByTask()).isTrue())
        .happens(new TopicIsMadeAgain("members"))
        .times(7, i -> record(GOOD, 100 + i))
        .happens(new Commit())
        .seconds(300)
        .happens(new Commit())
        .happens(new WorkerDies(5_000))
        .endsWell();
  }

  @Test
  void aPartitionIsTruncatedBehindWhatIsInFlight() {
    ofMembers()
        .happens(new ImportsTake(30_000))
        .times(20, i -> record(GOOD, i % 4))
        .seconds(8)
        .happens(new PartitionIsTruncated(0, 60))
        .times(5, i -> record(GOOD, i % 4))
        .seconds(2)
        .happens(new Commit())
        .endsWell();
  }

  @Test
  void theAnswerToAnImportIsLostAndMaacIsBusyWithIt() {
    ofMembers()
        .happens(new ImportsTake(20_000))
        .happens(new CallsFail(1, "POST", IMPORTS, new InjectedFault.ConnectionLost(true)))
        .times(5, i -> record(GOOD, i))
        .seconds(30)
        .endsWell();
  }

  @Test
  void aLookAtARunningImportIsAnsweredWith404() {
    ofMembers()
        .happens(new ImportsTake(20_000))
        .happens(new CallsFail(4, "GET", IMPORTS, InjectedFault.status(404)))
        .times(5, i -> record(GOOD, i))
        .seconds(40)
        .endsWell();
  }

  @Test
  void anImportNeverEnds() {
    ofMembers()
        .happens(
            new CallsFail(1, "POST", IMPORTS, new InjectedFault.ImportEnds(ImportFate.NEVER_ENDS)))
        .times(5, i -> record(GOOD, i))
        .seconds(100)
        .endsWell();
  }

  @Test
  void somebodyElseImportsMostOfTheTime() {
    ofMembers()
        .happens(new ImportsTake(700))
        .times(20, i -> i % 2 == 0 ? new SomebodyImports(15_000) : record(GOOD, i))
        .seconds(60)
        .endsWell();
  }

  @Test
  void twoConnectorsShareTheAccount() {
    final Sandbox account = new Sandbox();
    final SimulatedTime time = new SimulatedTime();
    final MemberWorld one = new MemberWorld(account, time, 0);
    final MemberWorld other = new MemberWorld(account, time, 1_000);
    for (final MemberWorld world : new MemberWorld[] {one, other}) {
      world.happens(false);
      world.configure("imports.per.minute", "7");
      world.configure("batch.max.records", "3");
    }
    account.settings().imports.durationMs = 7_000;
    for (int i = 0; i < 900; i++) {
      if (i < 30) {
        one.producer().produce(GOOD, i, 0, 0);
        other.producer().produce(GOOD, i, 0, 0);
      }
      one.lives().lateRound(5, 500);
      other.lives().lateRound(5, 500);
    }
    new HappyEnd(one).live();
    new HappyEnd(other).live();
  }

  @Test
  void theUserPausesTheConnectorAndTheTopicIsMadeAgain() {
    ofMembers()
        .happens(new TopicGrows("members", 2, 0))
        .times(30, i -> record(GOOD, i))
        .seconds(3)
        .happens(new PausedByUser())
        .seconds(10)
        .happens(new TopicIsMadeAgain("members"))
        .times(10, i -> record(GOOD, 50 + i))
        .seconds(10)
        .happens(new ResumedByUser())
        .seconds(10)
        .endsWell();
  }

  @Test
  void theDeadLetterTopicTakesNothing() {
    ofMembers()
        .times(10, i -> record(i % 3 == 0 ? BAD : GOOD, i))
        .happens(new DeadLetterQueue(Mode.FAILS))
        .seconds(20)
        .happens(new Commit())
        .endsWell();
  }

  @Test
  void aDeadLetterOfMaacsIsOnItsWayAtACommit() {
    ofMembers()
        .with("batch.max.records", 1)
        .happens(new ImportsTake(0))
        .times(12, i -> i % 2 == 0 ? record(BAD_TO_MAAC, i) : record(GOOD, i))
        .times(80, i -> i % 2 == 0 ? new Commit() : new WorkerEvent.LateRound(1, 1_000))
        .then("MAAC has rejected some", MemberScenariosTest::hasRejected)
        .endsWell();
  }

  @Test
  void aBadRecordFailsATaskThatSkipsNone() {
    ofMembers()
        .with("skip.invalid.records", false)
        .times(10, i -> record(i == 4 ? BAD : GOOD, i))
        .seconds(20)
        .endsWell();
  }

  @Test
  void maacTellsOneKindOfFaultAtATime() {
    for (final Counts counts : Counts.values()) {
      ofMembers()
          .with("batch.max.records", 20)
          .happens(new CountersTell(counts))
          .times(20, i -> record(i % 3 == 0 ? BAD_TO_MAAC : GOOD, i))
          .seconds(60)
          .then("MAAC has rejected some", MemberScenariosTest::hasRejected)
          .endsWell();
    }
  }

  @Test
  void maacsCountersCannotBeTrue() {
    ofMembers()
        .happens(
            new CallsFail(3, "POST", IMPORTS, new InjectedFault.ImportEnds(ImportFate.MISCOUNTED)))
        .times(10, i -> record(GOOD, i))
        .seconds(60)
        .endsWell();
  }

  @Test
  void anOffsetIsSetBackOverRest() {
    ofMembers()
        .times(20, i -> record(GOOD, i % 6))
        .seconds(20)
        .happens(new Commit())
        .happens(new OffsetAltered(0, 25))
        .seconds(20)
        .endsWell();
  }

  @Test
  void connectGoesBackToWhatWasCommitted() {
    ofMembers()
        .with("batch.max.records", 4)
        .times(20, i -> record(GOOD, i % 6))
        .seconds(12)
        .happens(new CommitFails())
        .happens(new Commit())
        .happens(new WentBackToCommitted())
        .seconds(3)
        .endsWell();
  }

  @Test
  void connectForgetsToOpenAPartition() {
    ofMembers()
        .happens(new TopicGrows("members", 2, 7))
        .times(10, i -> record(GOOD, i))
        .seconds(5)
        .happens(new Revoked(Set.of(1), false))
        .happens(new AssignedUnopened())
        .times(10, i -> record(GOOD, i))
        .seconds(20)
        .endsWell();
  }

  /** Connect closes only what it knows. */
  @Test
  void aPartitionThatConnectForgotToOpenIsTakenAway() {
    ofMembers()
        .with("delivery.schedule", "* * * * *")
        .happens(new TopicGrows("members", 2, 0))
        .seconds(5)
        .happens(new Revoked(Set.of(1), true))
        .happens(new AssignedUnopened())
        .seconds(5)
        .happens(new Revoked(Set.of(1), false))
        .times(10, i -> record(GOOD, i))
        .seconds(90)
        .happens(new AssignedAgain())
        .seconds(90)
        .endsWell();
  }

  @Test
  void aMobileNumberComesInTwoForms() {
    ofMembers()
        .with("import.key", "mobile")
        .times(9, i -> new MemberRecord(GOOD, i % 2, 0, i % 2 == 0 ? i / 2 % 2 : 0))
        .seconds(30)
        .endsWell();
  }

  @Test
  void aTaskThatWasCutOffGoesOnSending() {
    ofMembers()
        .happens(new ImportsTake(4_500))
        .with("batch.max.records", 4)
        .times(20, i -> record(GOOD, i % 8))
        .seconds(6)
        .happens(new WorkerIsCutOff(3_000))
        .times(10, i -> record(GOOD, i % 8))
        .seconds(40)
        .happens(new CutOffWorkerEnds())
        .endsWell();
  }

  @Test
  void moreIsHeldThanMemoryIsMeantToHold() {
    ofMembers()
        .happens(new ImportsTake(20_000))
        .happens(new RecordsAre(Size.HELD))
        .times(300, i -> record(GOOD, i))
        .seconds(8)
        .then("it is paused", world -> assertThat(world.worker().isPausedByTask()).isTrue())
        .endsWell();
  }

  @Test
  void bodiesAreAsLargeAsMaacTakesThem() {
    ofMembers().happens(new RecordsAre(Size.SENT)).times(230, i -> record(GOOD, i)).endsWell();
  }

  @Test
  void aMemberWhoBlocksTheAccountIsToldOf() {
    ofMembers()
        .with("mismatch.behavior", "report")
        .happens(new MemberBlocks(2))
        .times(6, i -> record(GOOD, i))
        .seconds(20)
        .then(
            "the one is reported and nobody else",
            world ->
                assertThat(world.topics().present())
                    .filteredOn(world.deadLetters()::has)
                    .hasSize(1))
        .endsWell();
  }

  @Test
  void oneLookAtAWrongClockDoesNotEndASchedule() {
    ofMembers()
        .with("delivery.schedule", "* * * * *")
        .times(5, i -> record(GOOD, i))
        .seconds(130)
        .happens(new WallClockIsWrong(4L * 365 * 86_400_000))
        .seconds(1)
        .happens(new WallClockIsWrong(0))
        .times(5, i -> record(GOOD, i))
        .seconds(200)
        .then(
            "all is delivered in time",
            world -> assertThat(world.changes().allIsCommitted()).isTrue())
        .endsWell();
  }
}
