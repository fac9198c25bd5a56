package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.simulation.SegmentChanges.Change;
import io.github.linemaac.connect.simulation.SnapshotEntry.Kind;
import io.github.linemaac.connect.simulation.SnapshotEntry.Run;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** What must be true of a history of snapshots, told from what was written and uploaded. */
final class SnapshotBooks {
  private final SnapshotWorld world;
  private final SegmentChanges changes;
  private final Map<Run, Written> written = new HashMap<>();

  /** What MAAC has of each list, and the oldest run that it may be. */
  private final Map<String, Content> contents = new HashMap<>();

  private final Set<SnapshotEntry> waived = new HashSet<>();
  private final Set<String> touched = new HashSet<>();
  private boolean hasZombie;
  private boolean mayGoBack;

  /** All that was ever written of a run. */
  private static final class Written {
    private final Set<String> taken = new HashSet<>();
    private final Set<String> all = new HashSet<>();
    private int size = -1;

    boolean isComplete() {
      return size == all.size();
    }

    boolean saysNobody() {
      return size == 0;
    }
  }

  private record Content(Set<String> ids, int oldestRun) {}

  SnapshotBooks(final SnapshotWorld world) {
    this.world = world;
    this.changes = new SegmentChanges(world);
  }

  void isWritten(final SnapshotEntry entry) {
    final Written run = written.computeIfAbsent(entry.run(), first -> new Written());
    if (entry.kind() == Kind.END) {
      run.size = entry.size();
    } else {
      run.all.add(entry.id());
      if (entry.kind() == Kind.ID) {
        run.taken.add(entry.id());
      }
    }
  }

  /** The ids that were written of a run, good and bad. */
  Set<String> ids(final Run run) {
    return written.getOrDefault(run, new Written()).all;
  }

  void isTouched(final String list) {
    checkUploads();
    touched.add(list);
  }

  /** What was written may be gone, and is read by nobody. */
  void isCut() {
    checkUploads();
    mayGoBack = true;
  }

  void isPassedOver(final List<SnapshotEntry> entries) {
    checkUploads();
    waived.addAll(entries);
    mayGoBack = true;
  }

  void hasZombie(final boolean exists) {
    checkUploads();
    hasZombie = exists;
    mayGoBack |= exists;
    if (exists) {
      touched.addAll(world.lists());
    }
  }

  /** Each upload is a complete run, and none goes back to an older one. */
  void checkUploads() {
    for (final Change change : changes.take()) {
      final String list = change.name();
      final int[] runs = runsOf(list, change.members()).sorted().toArray();
      assertThat(runs).as("%s was uploaded, which is a complete run", list).isNotEmpty();
      final Content before = contents.get(list);
      final int floor = before == null || mayGoBack ? 0 : before.oldestRun();
      final int newest = runs[runs.length - 1];
      assertThat(newest)
          .as("what is uploaded of %s is no older than what MAAC had", list)
          .isGreaterThanOrEqualTo(floor);
      contents.put(
          list,
          new Content(
              change.members(),
              IntStream.of(runs).filter(run -> run >= floor).findFirst().orElseThrow()));
      if (!hasZombie) {
        touched.remove(list);
      }
    }
  }

  private IntStream runsOf(final String list, final Set<String> ids) {
    return written.entrySet().stream()
        .filter(entry -> entry.getKey().list().equals(list))
        .filter(entry -> entry.getValue().isComplete() && entry.getValue().taken.equals(ids))
        .filter(entry -> !ids.isEmpty() || entry.getValue().saysNobody())
        .mapToInt(entry -> entry.getKey().number());
  }

  /** What is committed is in MAAC, or superseded, or in the dead-letter queue. */
  void checkCommitted(final Map<TopicPartition, Long> committed) {
    checkUploads();
    committed.forEach(
        (partition, offset) ->
            world.topics().log(partition).before(offset).forEach(this::checkAccountedFor));
  }

  private void checkAccountedFor(final SnapshotEntry entry) {
    if (waived.contains(entry)) {
      return;
    }
    if (entry.isBad()) {
      assertThat(world.deadLetters().has(entry) || !world.deadLetters().isThere())
          .as("%s is committed and in the dead-letter queue", entry)
          .isTrue();
    }
    final String list = entry.run().list();
    if (touched.contains(list) || mayGoBack) {
      return;
    }
    final Content content = contents.get(list);
    final boolean isSettled =
        written.entrySet().stream()
            .filter(run -> run.getKey().list().equals(list))
            .filter(run -> run.getKey().number() >= entry.run().number())
            .filter(run -> run.getValue().isComplete())
            .map(Map.Entry::getValue)
            .anyMatch(run -> isNothingToUpload(run) || run.taken.equals(idsOf(content)));
    assertThat(isSettled).as("%s is committed, so MAAC has its run or a newer one", entry).isTrue();
  }

  /** Whether MAAC keeps what it has: all of its ids were rejected, or none is ever left empty. */
  private boolean isNothingToUpload(final Written run) {
    return run.taken.isEmpty() && (changes.keepsTheLast() || !run.saysNobody());
  }

  private static Set<String> idsOf(final Content content) {
    return content == null ? Set.of() : content.ids();
  }

  /** What must be true once all is delivered. */
  void checkBalance() {
    checkUploads();
    for (final String list : world.lists()) {
      final int last =
          written.keySet().stream()
              .filter(run -> run.list().equals(list))
              .mapToInt(Run::number)
              .max()
              .orElseThrow();
      assertThat(contents.get(list).ids())
          .as("MAAC has the last run of %s", list)
          .isEqualTo(written.get(new Run(list, last)).taken);
    }
    for (final SnapshotEntry entry : world.topics().present()) {
      assertThat(
              entry.isBad()
                  ? world.deadLetters().has(entry)
                      || !world.deadLetters().isThere()
                      || waived.contains(entry)
                  : world.deadLetters().has(entry))
          .as("%s is a dead letter if it is bad, and else it is none", entry)
          .isEqualTo(entry.isBad());
    }
  }
}
