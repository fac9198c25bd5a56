package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.simulation.MaacEvent.CallsFail;
import io.github.linemaac.connect.simulation.MaacEvent.ListIsDeleted;
import io.github.linemaac.connect.simulation.MaacEvent.ListIsEdited;
import io.github.linemaac.connect.simulation.MaacEvent.ListIsExcluded;
import io.github.linemaac.connect.simulation.MaacEvent.ListIsRenamed;
import io.github.linemaac.connect.simulation.MaacEvent.ListsTake;
import io.github.linemaac.connect.simulation.MaacEvent.NamesAreUnique;
import io.github.linemaac.connect.simulation.MaacEvent.NewListsAreShownLate;
import io.github.linemaac.connect.simulation.MaacEvent.PagesHave;
import io.github.linemaac.connect.simulation.MaacEvent.ReadsAreStale;
import io.github.linemaac.connect.simulation.SegmentEntry.Kind;
import io.github.linemaac.connect.simulation.TopicEvent.EverybodyLeaves;
import io.github.linemaac.connect.simulation.TopicEvent.ListRecord;
import io.github.linemaac.connect.simulation.WorkerEvent.AssignedAgain;
import io.github.linemaac.connect.simulation.WorkerEvent.BrokerIsAway;
import io.github.linemaac.connect.simulation.WorkerEvent.LagIsHidden;
import io.github.linemaac.connect.simulation.WorkerEvent.Revoked;
import io.github.linemaac.connect.simulation.WorkerEvent.WorkerDies;
import io.github.linemaac.sandbox.InjectedFault;
import java.util.List;

/** Random histories of a connector that keeps lists. */
final class SegmentHistories extends Histories<SegmentWorld> {
  private static final String PATHS = "/openapi/v1/";

  /** A broker that says nothing for longer may deceive, where it was asked before. */
  private static final int LONGEST_SILENCE_MS = 40_000;

  private final int people = 3 + upTo(40);
  private final int lists = 1 + upTo(3);
  private final boolean isFiltered = onceIn(2);
  private final boolean isLagHidden = !isFiltered && onceIn(2);
  private final int topics = onceIn(4) ? 2 : 1;
  private final boolean isOld = onceIn(4);

  private SegmentHistories(final long seed) {
    super(seed);
  }

  static History<SegmentWorld> of(final long seed) {
    return new SegmentHistories(seed).history(SegmentWorld::new);
  }

  @Override
  void begin() {
    configure("segment.upload.interval.ms", pick(List.of(0, 3_000, 60_000)));
    beginEmptying();
    configure("segment.baseline", onceIn(3) ? "maac" : "topic");
    configure("segment.baseline.lag.ms", isOld ? 20_000 : pick(List.of(0, 20_000)));
    configure("segment.max.shrink.percent", pick(List.of(100, 100, 20, 60)));
    if (isOld) {
      add(onceIn(2) ? new ReadsAreStale() : new NewListsAreShownLate());
    }
    configure("delivery.timeout.ms", pick(List.of(0, 0, 90_000)));
    configure("delivery.schedule", pick(List.of("", "", "* * * * *", "*/7 * * * *")));
    if (isLagHidden) {
      // Records that a transform drops are silence, which only the lag can tell from the end.
      add(new LagIsHidden());
    }
    configure("skip.invalid.records", !onceIn(6));
    beginTopics(topics);
    add(new ListsTake(pick(List.of(0L, 700L, 5_000L))));
    add(new PagesHave(pick(List.of(1, 300))));
    if (onceIn(2)) {
      add(new NamesAreUnique());
    }
    produce(upTo(60));
  }

  @Override
  void produce() {
    if (onceIn(4)) {
      produce(upTo(20));
    }
    if (onceIn(40)) {
      add(new EverybodyLeaves(people, upTo(lists)));
    }
  }

  private void produce(final int records) {
    for (int i = 0; i < records; i++) {
      add(new ListRecord(kind(), upTo(people), upTo(lists), upTo(topics)));
    }
  }

  private Kind kind() {
    final int percent = upTo(isFiltered ? 100 : 95);
    if (percent < 65) {
      return Kind.JOINS;
    }
    if (percent < 80) {
      return Kind.LEAVES;
    }
    if (percent < 90) {
      return percent < 87 ? Kind.TOMBSTONE : Kind.LEAVES_EACH;
    }
    return percent < 95 ? Kind.BAD : Kind.FILTERED;
  }

  /** Where no lag is shown, a clock that is a little wrong deceives any task. */
  @Override
  void stampOtherwise() {
    if (!isLagHidden) {
      super.stampOtherwise();
    }
  }

  /** Where no lag is shown, it may take an hour until it is believed that nothing is missing. */
  @Override
  void keepComing(final long ms, final long longestMs) {
    if (!isLagHidden) {
      super.keepComing(ms, longestMs);
    }
  }

  @Override
  void pauseByUser() {
    if (!isLagHidden) {
      super.pauseByUser();
    }
  }

  @Override
  void disturb() {
    switch (upTo(12)) {
      case 10 -> somebodyChangesAList();
      case 11 -> {
        if (!isOld) {
          disturbTime();
        }
      }

      case 0 -> {
        add(new WorkerDies(500 + upTo(20_000)));
        if (onceIn(2)) {
          // Of a partition that was never fetched, no silence is too long.
          add(new BrokerIsAway(aPartition(), upTo(600_000)));
        }
      }
      case 1 -> {
        add(new Revoked(somePartitions(), onceIn(4)));
        if (onceIn(2)) {
          add(new AssignedAgain());
          add(new BrokerIsAway(aPartition(), upTo(LONGEST_SILENCE_MS)));
        }
      }
      case 2 -> rebalance();
      case 3 -> add(new BrokerIsAway(aPartition(), upTo(LONGEST_SILENCE_MS)));
      case 4, 5 -> disturbConnect();
      default -> add(new CallsFail(1 + upTo(3), "", PATHS, segmentFault()));
    }
  }

  private void somebodyChangesAList() {
    switch (upTo(4)) {
      case 3 -> add(new ListIsExcluded(upTo(lists)));
      case 0 -> add(new ListIsDeleted(upTo(lists)));
      case 1 -> add(new ListIsRenamed(upTo(lists)));
      default -> add(new ListIsEdited(upTo(lists), upTo(people)));
    }
  }

  private InjectedFault segmentFault() {
    return fault(List.of(InjectedFault.status(pick(List.of(400, 401, 403)))));
  }
}
