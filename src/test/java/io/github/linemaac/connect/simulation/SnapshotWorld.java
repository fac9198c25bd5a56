package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.simulation.SnapshotEntry.Kind;
import io.github.linemaac.connect.simulation.SnapshotEntry.Run;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.task.SinkContext;
import io.github.linemaac.sandbox.Sandbox;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A world with a connector whose lists come as snapshots. */
final class SnapshotWorld extends World<SnapshotEntry> {
  private final SnapshotBooks books = new SnapshotBooks(this);
  private final Map<String, Integer> runs = new LinkedHashMap<>();
  private boolean isKeyedByRun;

  SnapshotWorld() {
    super("segments", new Sandbox(), new SimulatedTime());
    configure("segment.mode", "snapshot");
    configure("segment.max.shrink.percent", "100");
    configure("segment.max.shrink.ids", "0");
    sandbox().settings().segments.dropsUnknownContacts = false;
  }

  void key(final boolean byRun) {
    isKeyedByRun = byRun;
  }

  /** Who is on a list in MAAC; nobody if there is none. */
  List<String> listed(final int list) {
    return sandbox().segments().named(SegmentWorld.name(list)).stream()
        .flatMap(segment -> segment.ids().stream())
        .toList();
  }

  /** The lists that records are about. */
  Set<String> lists() {
    return runs.keySet();
  }

  private Run run(final int list) {
    final String name = SegmentWorld.name(list);
    return new Run(name, runs.computeIfAbsent(name, first -> 8));
  }

  private void nextRun(final int list) {
    runs.merge(SegmentWorld.name(list), 1, Integer::sum);
  }

  void writeId(final int list, final int person) {
    write(run(list), Kind.ID, TestRecords.lineUid(person), 0);
  }

  void writeBad(final int list, final int what) {
    write(run(list), Kind.BAD, "nobody " + what, 0);
  }

  void endRun(final int list, final int missing) {
    write(run(list), Kind.END, "", books.ids(run(list)).size() + missing);
    nextRun(list);
  }

  void endFirst(final int list, final int people) {
    final Set<String> ids = new LinkedHashSet<>(books.ids(run(list)));
    for (int person = 0; person < people; person++) {
      ids.add(TestRecords.lineUid(person));
    }
    write(run(list), Kind.END, "", ids.size());
    for (int person = 0; person < people; person++) {
      writeId(list, person);
    }
    nextRun(list);
  }

  void breakRun(final int list) {
    run(list);
    nextRun(list);
  }

  /** Never an end record: whole runs do not come a second time. */
  void writeAgain(final int list, final int which) {
    final List<SnapshotEntry> before =
        topics().present().stream()
            .filter(entry -> entry.run().list().equals(SegmentWorld.name(list)))
            .filter(entry -> entry.run().number() < run(list).number())
            .filter(entry -> entry.kind() == Kind.ID)
            .toList();
    if (!before.isEmpty()) {
      final SnapshotEntry entry = before.get(which % before.size());
      write(entry.run(), Kind.ID, entry.id(), 0);
    }
  }

  private void write(final Run run, final Kind kind, final String id, final int size) {
    final int hash = isKeyedByRun ? run.number() : (run.list() + id).hashCode();
    final PartitionLog<SnapshotEntry> log = logFor(0, hash & 0xffff);
    final SnapshotEntry entry =
        new SnapshotEntry(
            topics().count(), log.partition(), log.end(), stampMs(), run, kind, id, size);
    books.isWritten(entry);
    topics().produced(log, entry);
  }

  /** Somebody else changes a list in MAAC. */
  void isTouched(final int list) {
    books.isTouched(SegmentWorld.name(list));
  }

  @Override
  Started start(final MaacConfig started, final SinkContext intake, final TaskMetrics metrics) {
    return SegmentWorld.start(this, started, intake, metrics);
  }

  @Override
  void assigns(final Collection<TopicPartition> partitions) {
    // What is committed says all.
  }

  @Override
  void readsAgain(final Collection<TopicPartition> partitions) {
    // What is read again says the same.
  }

  @Override
  void isCut(final TopicPartition partition, final long offset) {
    books.isCut();
  }

  @Override
  void isPassedOver(final List<SnapshotEntry> entries) {
    books.isPassedOver(entries);
  }

  @Override
  void hasZombie(final boolean exists) {
    books.hasZombie(exists);
  }

  @Override
  void produceSomething() {
    final int list = dice().nextInt(Math.max(1, runs.size()));
    if (dice().onceIn(5)) {
      endRun(list, dice().onceIn(4) ? 1 : 0);
    } else {
      writeId(list, dice().nextInt(50));
    }
  }

  @Override
  void taskHasFailed(final String message) {
    if (message.contains("exists more than once")) {
      lists()
          .forEach(
              list -> {
                books.isTouched(list);
                sandbox().segments().keepOneNamed(list);
              });
    }
    // Whatever it was, it is over when the task starts again.
    sandbox().segments().excludeNone();
  }

  @Override
  void check() {
    books.checkUploads();
  }

  @Override
  void checkCommitted(final Map<TopicPartition, Long> offsets) {
    books.checkCommitted(offsets);
  }

  /** What is not complete is superseded by a last run, which is in every partition. */
  @Override
  void prepareEnd() {
    isKeyedByRun = false;
    for (final String list : List.copyOf(runs.keySet())) {
      final int number = Integer.parseInt(list.substring(list.indexOf(' ') + 1));
      breakRun(number);
      final Run last = run(number);
      for (final PartitionLog<SnapshotEntry> log : topics().logs()) {
        final SnapshotEntry entry =
            new SnapshotEntry(
                topics().count(),
                log.partition(),
                log.end(),
                stampMs(),
                last,
                Kind.ID,
                TestRecords.lineUid(log.partition().hashCode() & 0xfff),
                0);
        books.isWritten(entry);
        topics().produced(log, entry);
      }
      endRun(number, 0);
    }
  }

  @Override
  void checkBalance() {
    books.checkBalance();
  }
}
