package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.simulation.MaacEvent.DeletionsAre;
import io.github.linemaac.connect.simulation.MaacEvent.EmptyBehavior;
import io.github.linemaac.connect.simulation.SimulatedDeadLetters.Mode;
import io.github.linemaac.connect.simulation.TopicEvent.OffsetsAreSkipped;
import io.github.linemaac.connect.simulation.TopicEvent.PartitionIsTruncated;
import io.github.linemaac.connect.simulation.TopicEvent.RecordsAreStamped;
import io.github.linemaac.connect.simulation.TopicEvent.TopicGrows;
import io.github.linemaac.connect.simulation.TopicEvent.TopicIsDeleted;
import io.github.linemaac.connect.simulation.TopicEvent.TopicIsMadeAgain;
import io.github.linemaac.connect.simulation.WorkerEvent.AssignedAgain;
import io.github.linemaac.connect.simulation.WorkerEvent.AssignedUnopened;
import io.github.linemaac.connect.simulation.WorkerEvent.Commit;
import io.github.linemaac.connect.simulation.WorkerEvent.CommitFails;
import io.github.linemaac.connect.simulation.WorkerEvent.Configured;
import io.github.linemaac.connect.simulation.WorkerEvent.CutOffWorkerEnds;
import io.github.linemaac.connect.simulation.WorkerEvent.DeadLetterQueue;
import io.github.linemaac.connect.simulation.WorkerEvent.LateRound;
import io.github.linemaac.connect.simulation.WorkerEvent.OffsetAltered;
import io.github.linemaac.connect.simulation.WorkerEvent.PausedByUser;
import io.github.linemaac.connect.simulation.WorkerEvent.PollsAlone;
import io.github.linemaac.connect.simulation.WorkerEvent.RecordsKeepComing;
import io.github.linemaac.connect.simulation.WorkerEvent.Restarted;
import io.github.linemaac.connect.simulation.WorkerEvent.ResumedByUser;
import io.github.linemaac.connect.simulation.WorkerEvent.Revoked;
import io.github.linemaac.connect.simulation.WorkerEvent.Round;
import io.github.linemaac.connect.simulation.WorkerEvent.WallClockIsWrong;
import io.github.linemaac.connect.simulation.WorkerEvent.WentBackToCommitted;
import io.github.linemaac.connect.simulation.WorkerEvent.WhileMaacAnswers;
import io.github.linemaac.connect.simulation.WorkerEvent.WorkerIsCutOff;
import io.github.linemaac.connect.simulation.World.Stamp;
import io.github.linemaac.sandbox.InjectedFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Makes up a history from a seed: the parts that are the same for members and segments. */
abstract class Histories<W extends World<?>> {
  /**
   * Seven minutes between windows, a minute between uploads, a minute of back-off from before, and
   * a few lists that take five seconds each.
   */
  private static final long LONGEST_WAIT_MS = 10 * 60_000;

  /** More than there are partitions. */
  private static final int PARTITION_NUMBERS = 12;

  private static final long FOUR_YEARS_MS = 4L * 365 * 86_400_000;

  private final Random random;
  private final List<NumberedEvent<W>> steps = new ArrayList<>();
  private final boolean isCalm;

  Histories(final long seed) {
    this.random = new Random(seed);
    this.isCalm = onceIn(5);
  }

  final History<W> history(final Supplier<W> newWorld) {
    begin();
    final int rounds = 20 + upTo(120);
    for (int i = 0; i < rounds; i++) {
      produce();
      if (!isCalm && onceIn(12)) {
        disturb();
      }
      if (onceIn(10)) {
        add(new Commit());
      }
      round();
    }
    if (onceIn(12)) {
      keepComing(20 * 60_000, LONGEST_WAIT_MS);
    }
    return new History<>(newWorld, steps);
  }

  /** Records keep coming in the end, and none waits for long. */
  void keepComing(final long ms, final long longestMs) {
    add(new RecordsKeepComing(ms, longestMs));
  }

  /** How things are at first. */
  abstract void begin();

  /** What is produced before a round, if anything. */
  abstract void produce();

  /** Something goes wrong. */
  abstract void disturb();

  /** A worker may be late, and mostly is not. */
  private void round() {
    final int uploaderSteps = 1 + upTo(4);
    add(
        onceIn(4)
            ? new LateRound(uploaderSteps, upTo(3_000))
            : new Round(uploaderSteps, upTo(101)));
  }

  final void add(final Event<? super W> event) {
    steps.add(new NumberedEvent<>(steps.size(), random.nextLong(), event));
  }

  final void configure(final String key, final Object value) {
    add(new Configured(key, value.toString()));
  }

  /** What is done with segments that the last one has left. */
  final void beginEmptying() {
    add(new EmptyBehavior(pick(List.of("keep", "placeholder", "delete"))));
    add(new DeletionsAre(pick(List.of(204, 400, 403, 409)), pick(List.of(204, 404, 404))));
  }

  /** The topics as they are at first. */
  final void beginTopics(final int topics) {
    for (int topic = 0; topic < topics; topic++) {
      add(new TopicGrows("topic-" + topic, 1 + upTo(3), onceIn(4) ? upTo(50) : 0));
    }
    if (onceIn(8)) {
      add(new DeadLetterQueue(Mode.ABSENT));
    }
  }

  /** What Connect, its user and its broker do beside rebalancing. */
  final void disturbConnect() {
    switch (upTo(14)) {
      case 7 -> add(new TopicIsMadeAgain("topic-" + upTo(2)));
      case 8 -> add(new PartitionIsTruncated(aPartition(), upTo(101)));
      case 9 -> add(new WentBackToCommitted());
      case 10 -> add(new OffsetAltered(aPartition(), upTo(101)));
      case 11 -> {
        add(new Revoked(somePartitions(), onceIn(4)));
        add(new AssignedUnopened());
      }
      case 12 -> add(new WorkerIsCutOff(upTo(20_000)));
      case 13 -> add(new CutOffWorkerEnds());
      case 0 -> add(new Restarted(upTo(20_000)));
      case 1 -> add(new CommitFails());
      case 2 -> add(new DeadLetterQueue(pick(List.of(Mode.FAILS, Mode.THROWS))));
      case 3 -> grow();
      case 4 -> add(new OffsetsAreSkipped(aPartition(), 1 + upTo(10)));
      case 5 -> add(onceIn(2) ? new ResumedByUser() : new TopicIsDeleted("topic-1"));
      default -> pauseByUser();
    }
  }

  /** Clocks of producers and of the worker go wrong. */
  final void disturbTime() {
    if (onceIn(2)) {
      stampOtherwise();
    } else {
      add(new WallClockIsWrong(pick(List.of(0L, 0L, FOUR_YEARS_MS, -FOUR_YEARS_MS, 90_000L))));
    }
  }

  void stampOtherwise() {
    add(new RecordsAreStamped(pick(List.of(Stamp.values()))));
  }

  /** A topic gets one more partition, so keys change theirs; or it is a new one. */
  void grow() {
    add(new TopicGrows("topic-" + upTo(2), 1, 0));
  }

  /** A pause of the user, where it can be seen. */
  void pauseByUser() {
    add(new PausedByUser());
    add(new LateRound(1, upTo(120_000)));
  }

  /** Partitions go, or come back. */
  final void rebalance() {
    if (onceIn(3)) {
      add(
          new WhileMaacAnswers(
              List.of(
                  new Revoked(somePartitions(), onceIn(2)),
                  new AssignedAgain(),
                  new PollsAlone(upTo(500)),
                  new PollsAlone(upTo(500)))));
      return;
    }
    add(onceIn(2) ? new AssignedAgain() : new Revoked(somePartitions(), onceIn(4)));
  }

  final Set<Integer> somePartitions() {
    return onceIn(2) ? Set.of(0, 1, 2) : Set.of(aPartition());
  }

  final int aPartition() {
    return upTo(PARTITION_NUMBERS);
  }

  /** How a call of any kind can fail. */
  final InjectedFault fault(final List<InjectedFault> ofItsKind) {
    return switch (upTo(12)) {
      case 0 -> InjectedFault.status(500);
      case 1 -> InjectedFault.status(503, 2);
      case 2 -> InjectedFault.status(429, 7);
      case 3 -> InjectedFault.status(413);
      case 4 -> new InjectedFault.ConnectionLost(false);
      case 5 -> new InjectedFault.ConnectionLost(true);
      case 6 -> new InjectedFault.Hangs(pick(List.of(1_000L, 60_000L)), onceIn(2));
      case 7 -> new InjectedFault.HalfBody();
      case 8 -> new InjectedFault.NotJson();
      case 9 -> new InjectedFault.EndlessBody();
      case 10 -> InjectedFault.status(404);
      default -> pick(ofItsKind);
    };
  }

  /** A number below this one. */
  final int upTo(final int bound) {
    return random.nextInt(bound);
  }

  final boolean onceIn(final int times) {
    return random.nextInt(times) == 0;
  }

  final <T> T pick(final List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
