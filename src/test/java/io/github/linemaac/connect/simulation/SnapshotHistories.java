package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.simulation.MaacEvent.CallsFail;
import io.github.linemaac.connect.simulation.MaacEvent.ListIsExcluded;
import io.github.linemaac.connect.simulation.MaacEvent.ListsTake;
import io.github.linemaac.connect.simulation.MaacEvent.PagesHave;
import io.github.linemaac.connect.simulation.SnapshotEvent.BadIdIsWritten;
import io.github.linemaac.connect.simulation.SnapshotEvent.IdIsWritten;
import io.github.linemaac.connect.simulation.SnapshotEvent.LateRecord;
import io.github.linemaac.connect.simulation.SnapshotEvent.RunBreaks;
import io.github.linemaac.connect.simulation.SnapshotEvent.RunEnds;
import io.github.linemaac.connect.simulation.SnapshotEvent.RunEndsFirst;
import io.github.linemaac.connect.simulation.SnapshotEvent.RunsAreKeyed;
import io.github.linemaac.connect.simulation.SnapshotEvent.SnapshotListIsDeleted;
import io.github.linemaac.connect.simulation.WorkerEvent.AssignedAgain;
import io.github.linemaac.connect.simulation.WorkerEvent.BrokerIsAway;
import io.github.linemaac.connect.simulation.WorkerEvent.Revoked;
import io.github.linemaac.connect.simulation.WorkerEvent.WorkerDies;
import io.github.linemaac.sandbox.InjectedFault;
import java.util.List;

/** Random histories of a connector whose lists come as snapshots. */
final class SnapshotHistories extends Histories<SnapshotWorld> {
  private static final int LONGEST_SILENCE_MS = 40_000;

  private final int people = 2 + upTo(12);
  private final int lists = 1 + upTo(3);

  private SnapshotHistories(final long seed) {
    super(seed);
  }

  static History<SnapshotWorld> of(final long seed) {
    return new SnapshotHistories(seed).history(SnapshotWorld::new);
  }

  @Override
  void begin() {
    configure("segment.upload.interval.ms", pick(List.of(0, 3_000, 60_000)));
    beginEmptying();
    configure("segment.max.shrink.percent", pick(List.of(100, 100, 60)));
    configure("delivery.timeout.ms", pick(List.of(0, 0, 90_000)));
    configure("delivery.schedule", pick(List.of("", "", "* * * * *")));
    configure("skip.invalid.records", !onceIn(6));
    beginTopics(1);
    add(new RunsAreKeyed(onceIn(3)));
    add(new ListsTake(pick(List.of(0L, 700L, 5_000L))));
    add(new PagesHave(pick(List.of(1, 300))));
    for (int i = 0; i < upTo(30); i++) {
      write();
    }
  }

  @Override
  void produce() {
    if (onceIn(3)) {
      for (int i = 0; i < upTo(10); i++) {
        write();
      }
    }
  }

  private void write() {
    final int list = upTo(lists);
    switch (upTo(20)) {
      case 0 -> add(new BadIdIsWritten(list, upTo(3)));
      case 1, 2 -> add(new RunEnds(list, 0));
      case 3 -> add(onceIn(2) ? new RunEnds(list, 1) : new RunBreaks(list));
      case 4 -> add(new RunEndsFirst(list, 1 + upTo(people)));
      case 5 -> add(new LateRecord(list, upTo(100)));
      default -> add(new IdIsWritten(list, upTo(people)));
    }
  }

  /** One that is broken may be the last for long, and so may one that waits for its window. */
  @Override
  void keepComing(final long ms, final long longestMs) {
    // An age says nothing here.
  }

  @Override
  void disturb() {
    switch (upTo(11)) {
      case 10 -> add(new ListIsExcluded(upTo(lists)));
      case 0, 1 -> add(new WorkerDies(500 + upTo(20_000)));
      case 2 -> {
        add(new Revoked(somePartitions(), onceIn(4)));
        if (onceIn(2)) {
          add(new AssignedAgain());
        }
      }
      case 3 -> rebalance();
      case 4 -> add(new BrokerIsAway(aPartition(), upTo(LONGEST_SILENCE_MS)));
      case 5, 6 -> disturbConnect();
      case 7 -> add(new SnapshotListIsDeleted(upTo(lists)));
      default ->
          add(
              new CallsFail(
                  1 + upTo(3),
                  "",
                  "/openapi/v1/",
                  fault(List.of(InjectedFault.status(pick(List.of(400, 401, 403)))))));
    }
  }
}
