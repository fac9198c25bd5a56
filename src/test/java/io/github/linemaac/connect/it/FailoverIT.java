package io.github.linemaac.connect.it;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.ConnectorStatus;
import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.cluster.WorkerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Brokers and workers come and go while members are on their way. The worker commits by itself only
 * once a minute, as workers do by default: whatever is committed sooner, the connector asked for.
 */
class FailoverIT {

  private static final int MEMBERS = 10_000;
  private static final int BATCH = 500;

  private static KafkaBroker broker;
  private static WorkerSettings settings;
  private static ConnectWorker worker;

  @BeforeAll
  static void start() {
    broker = KafkaBroker.start();
    settings = WorkerSettings.of(broker).with("offset.flush.interval.ms", "60000");
    worker = ConnectWorker.start(settings);
  }

  @AfterAll
  static void close() {
    worker.close();
    broker.close();
  }

  @Test
  void offsetsAreCommittedSoonAfterTheirImportIsConfirmedAndNeverBefore() {
    try (MemberSink sink = slowSink(300)) {
      List<MemberRecord> members = sink.sendMembers(0, MEMBERS);
      sink.start();

      Set<Long> seen = new TreeSet<>();
      await("all to be committed")
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofSeconds(40))
          .until(
              () -> {
                seen.add(assertNothingCommittedAhead(sink, members));
                return sink.committedRecords() == MEMBERS;
              });
      assertThat(seen).as("commits, one for each import").hasSizeGreaterThan(MEMBERS / BATCH / 2);
    }
  }

  @Test
  void aWorkerKilledDuringAnImportGoesOnWithLittleToRepeat() {
    try (MemberSink sink = slowSink(300)) {
      List<MemberRecord> members = sink.sendMembers(0, MEMBERS);
      sink.start().awaitImportsDone(4);

      worker.kill();
      worker.restart();
      sink.awaitAllCommitted();

      assertThat(sink.membersAtMaac()).isEqualTo(Set.copyOf(members));
      // The import that ran, and the one before it, whose commit may not have got through.
      assertThat(sink.imports().rowsAccepted()).isLessThanOrEqualTo(MEMBERS + 2 * BATCH);
    }
  }

  @Test
  void aBrokerKilledDuringAnImportIsWaitedFor() {
    try (MemberSink sink = slowSink(300)) {
      List<MemberRecord> members = sink.sendMembers(0, MEMBERS);
      sink.start().awaitImportsDone(4);

      broker.kill();
      broker.restart();
      sink.awaitAllCommitted();

      assertThat(sink.membersAtMaac()).isEqualTo(Set.copyOf(members));
      assertThat(sink.deadLetters()).isEmpty();
    }
  }

  @Test
  void connectorsMoveToASecondWorkerAndBackDuringImports() {
    try (MemberSink first = slowSink(1_000);
        MemberSink second = slowSink(1_000)) {
      List<MemberSink> sinks = List.of(first, second);
      sinks.forEach(sink -> sink.sendMembers(0, MEMBERS));
      sinks.forEach(sink -> sink.start().awaitImportsTaken(1));

      try (ConnectWorker joining = ConnectWorker.start(settings)) {
        await("each worker to run a task")
            .atMost(Duration.ofMinutes(1))
            .until(() -> sinks.stream().flatMap(FailoverIT::runningOn).distinct().count() == 2);
        joining.stop();
      }
      sinks.forEach(sink -> sink.maac().tell(maac -> maac.settings().imports.durationMs = 0));
      sinks.forEach(MemberSink::awaitAllCommitted);

      for (MemberSink sink : sinks) {
        assertThat(sink.lineUidsAtMaac()).hasSize(MEMBERS);
        assertThat(sink.deadLetters()).isEmpty();
      }
    }
  }

  /** A connector with small batches for a MAAC that takes its time. */
  private static MemberSink slowSink(long durationMs) {
    MemberSink sink = new MemberSink(broker, worker);
    sink.maac().tell(maac -> maac.settings().imports.durationMs = durationMs);
    return sink.with("batch.max.records", Integer.toString(BATCH));
  }

  private static Stream<String> runningOn(MemberSink sink) {
    return sink.rest().status(sink.name()).stream()
        .flatMap(status -> status.tasks().stream())
        .filter(task -> task.state().equals("RUNNING"))
        .map(ConnectorStatus.Task::workerId);
  }

  /** Gives how much is committed. */
  private static long assertNothingCommittedAhead(MemberSink sink, List<MemberRecord> members) {
    Map<Integer, Long> committed = sink.committed();
    Set<String> atMaac = sink.lineUidsAtMaac();
    Set<String> ahead =
        Stream.iterate(0, i -> i < members.size(), i -> i + 1)
            .filter(i -> i / MemberSink.PARTITIONS < committed.get(i % MemberSink.PARTITIONS))
            .map(i -> members.get(i).lineUid())
            .filter(lineUid -> !atMaac.contains(lineUid))
            .collect(toSet());
    assertThat(ahead).as("members committed and not at MAAC").isEmpty();
    return committed.values().stream().mapToLong(offset -> offset).sum();
  }
}
