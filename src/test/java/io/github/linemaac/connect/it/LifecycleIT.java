package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.sandbox.InjectedFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an operator does over REST while members are on their way. */
class LifecycleIT {

  private static final String IMPORT = "/openapi/v1/member/import/";

  @AutoClose private final MemberSink sink = SharedKafka.sink();

  @Test
  void whilePausedNothingIsConsumedAlsoWhenMemoryHasRoomAgain() {
    sink.maac()
        .tell(maac -> maac.faults().next("GET", IMPORT, new InjectedFault.Hangs(60_000, true)));
    List<MemberRecord> members = sink.sendMembers(0, 4_000);
    sink.with("batch.max.records", "100").with("consumer.override.max.poll.records", "100").start();
    sink.awaitImportsTaken(1);

    sink.pause();
    // What is held, four batches and the rest of a poll, is let go; there is room again.
    sink.maac().releaseHangs();
    sink.awaitImportsDone(4);

    await("nothing more to be imported")
        .pollInterval(Duration.ofMillis(100))
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(20))
        .until(() -> sink.imports().rowsAccepted() <= 600);

    sink.resume().awaitAllCommitted();
    assertThat(sink.membersAtMaac()).isEqualTo(Set.copyOf(members));
  }

  @Test
  void aConnectorDeletedDuringAnImportLeavesAtOnceAndItsSuccessorDeliversAll() {
    sink.maac().tell(maac -> maac.settings().imports.durationMs = 3_000);
    List<MemberRecord> members = sink.sendMembers(0, 1_000);
    sink.start().awaitImportsTaken(1);

    sink.rest().delete(sink.name());
    await("the connector to be gone")
        .atMost(Duration.ofSeconds(10))
        .until(() -> sink.rest().status(sink.name()).isEmpty());
    assertThat(sink.committedRecords()).isZero();
    assertThat(sink.workerLog())
        .doesNotContain("Graceful stop of task %s-0 failed".formatted(sink.name()));

    sink.start().awaitAllCommitted();
    assertThat(sink.membersAtMaac()).isEqualTo(Set.copyOf(members));
    assertThat(sink.deadLetters()).isEmpty();
  }

  @Test
  void offsetsThatAreResetMakeEverythingComeAgain() {
    List<MemberRecord> members = sink.sendMembers(0, 100);
    sink.start().awaitAllCommitted();

    sink.stop();
    assertThat(sink.rest().resetOffsets(sink.name())).contains("successfully");
    assertThat(sink.committedRecords()).isZero();

    sink.resume().awaitAllCommitted();
    assertThat(sink.imports().rowsAccepted()).isEqualTo(2L * members.size());
  }

  @Test
  void anOffsetThatIsSetBackMakesWhatFollowsComeAgain() {
    List<MemberRecord> members = sink.sendMembers(0, 100);
    sink.start().awaitAllCommitted();
    sink.maac().tell(maac -> maac.settings().imports.durationMs = 500);

    sink.stop();
    assertThat(sink.rest().alterOffset(sink.name(), new TopicPartition(sink.topic(), 1), 7))
        .contains("successfully");
    assertThat(sink.committed()).isEqualTo(Map.of(0, 25L, 1, 7L, 2, 25L, 3, 25L));

    sink.resume().awaitImportsTaken(2);
    assertThat(sink.committed()).as("committed while the import runs").containsEntry(1, 7L);
    sink.awaitAllCommitted();
    assertThat(sink.imports().rowsAccepted()).isEqualTo(members.size() + 18L);
  }

  @Test
  void whatRunsIsRestartedAndPausedAndResumedWhileMaacIsDown() {
    sink.sendMembers(0, 10);
    sink.start().awaitAllCommitted();
    sink.maac().tell(maac -> maac.faults().next(100_000, "", "/", InjectedFault.status(503)));
    List<MemberRecord> members = sink.sendMembers(10, 10);

    sink.restart().pause().resume().stop().resume();
    assertThat(sink.committedRecords()).isEqualTo(10);

    sink.maac().tell(maac -> maac.faults().clear());
    sink.awaitAllCommitted();
    assertThat(sink.membersAtMaac()).containsAll(members);
  }

  @Test
  void theEndOfAPartitionThatATransformDroppedIsCommitted() {
    sink.start();
    sink.sendMembers(0, 8);
    sink.awaitAllCommitted();
    sink.with("predicates", "all")
        .with(
            "predicates.all.type",
            "org.apache.kafka.connect.transforms.predicates.TopicNameMatches")
        .with("predicates.all.pattern", ".*")
        .with("transforms", "drop")
        .with("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter")
        .with("transforms.drop.predicate", "all")
        .start();

    sink.sendMembers(100, 8);
    sink.awaitAllCommitted();

    assertThat(sink.lineUidsAtMaac()).hasSize(8);
  }
}
