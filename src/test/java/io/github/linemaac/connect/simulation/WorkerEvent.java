package io.github.linemaac.connect.simulation;

import java.util.List;
import java.util.Set;

/** What the worker does, and what happens to it and to its consumer. */
interface WorkerEvent extends Event<World<?>> {

  /** One round of worker and uploader, and so much of the wait until the next. */
  record Round(int uploaderSteps, int sleptPercent) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().round(uploaderSteps, sleptPercent);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** One round, and the next comes so much later, whenever it is due. */
  record LateRound(int uploaderSteps, long lateMs) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().lateRound(uploaderSteps, lateMs);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** The flush interval of the worker is over. */
  record Commit() implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().commit();
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** The task's thread has its turn, and the uploader's none, and so much time passes. */
  record PollsAlone(long ms) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().poll();
      world.time().pass(ms);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** All this happens while the next call to MAAC is under way. */
  record WhileMaacAnswers(List<WorkerEvent> events) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.whileMaacAnswers(events);
    }
  }

  /** A key of the connector's configuration, from its next start on. */
  record Configured(String key, String value) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.configure(key, value);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** The worker's consumer shows no lag. */
  record LagIsHidden() implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().hideLag();
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** The process ends without a word, and its task starts elsewhere after a while. */
  record WorkerDies(long downMs) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().workerDies(downMs);
    }
  }

  /**
   * The worker loses Kafka but not MAAC, so its uploader goes on beside the next task, which starts
   * elsewhere after a while.
   */
  record WorkerIsCutOff(long afterMs) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().workerIsCutOff(afterMs);
    }
  }

  /** The worker that was cut off ends. */
  record CutOffWorkerEnds() implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().zombiesEnd();
    }
  }

  /** The worker's time of day is wrong by so much; 0: right again. */
  record WallClockIsWrong(long byMs) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.time().isWrongBy(byMs);
    }
  }

  /**
   * Nothing goes wrong any more, and records keep coming for so long.
   *
   * @param longestMs how long one may wait
   */
  record RecordsKeepComing(long ms, long longestMs) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      new HappyEnd(world).flow(ms, longestMs);
    }
  }

  /**
   * Partitions are taken away.
   *
   * @param lost whether it comes too late for a last commit
   */
  record Revoked(Set<Integer> partitions, boolean lost) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().revoke(world.topics().numbered(partitions), lost);
    }
  }

  /** All partitions that were taken away come back. */
  record AssignedAgain() implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().assignRest();
    }
  }

  /** An operator restarts the connector. */
  record Restarted(long afterMs) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().restart(afterMs);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** The user pauses the connector. */
  record PausedByUser() implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.worker().heldByUser(true);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** The user resumes the connector. */
  record ResumedByUser() implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.worker().heldByUser(false);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** The group's coordinator does not take the next commit. */
  record CommitFails() implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().failNextCommit();
    }
  }

  /** From now on, the dead-letter queue does this with reports. */
  record DeadLetterQueue(SimulatedDeadLetters.Mode mode) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.deadLetters().become(mode);
    }

    @Override
    public boolean isCalm() {
      return mode == SimulatedDeadLetters.Mode.ABSENT || mode == SimulatedDeadLetters.Mode.WRITES;
    }
  }

  /** Partitions that were taken away come back, and Connect does not open them. */
  record AssignedUnopened() implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().assignRestUnopened();
    }
  }

  /** Connect goes back to what was committed last, and tells the task nothing. */
  record WentBackToCommitted() implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.worker().goBackToCommitted();
    }
  }

  /** Somebody sets a committed offset over REST, to a share of the partition. */
  record OffsetAltered(int partition, int percent) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.changes().alterOffset(partition, percent);
    }
  }

  /** A partition gives nothing for so long. */
  record BrokerIsAway(int partition, long forMs) implements WorkerEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.lives().loseBroker(partition, forMs);
    }
  }
}
