package io.github.linemaac.connect.simulation;

/** What is written of snapshots. */
sealed interface SnapshotEvent extends Event<SnapshotWorld> {

  @Override
  default boolean isCalm() {
    return true;
  }

  /** An id of the run that is being written. */
  record IdIsWritten(int list, int person) implements SnapshotEvent {
    @Override
    public void happenIn(final SnapshotWorld world) {
      world.writeId(list, person);
    }
  }

  /** A record of the run that is being written breaks a rule. */
  record BadIdIsWritten(int list, int what) implements SnapshotEvent {
    @Override
    public void happenIn(final SnapshotWorld world) {
      world.writeBad(list, what);
    }
  }

  /**
   * The run ends, and the next one begins.
   *
   * @param missing how many ids its end record counts that were never written
   */
  record RunEnds(int list, int missing) implements SnapshotEvent {
    @Override
    public void happenIn(final SnapshotWorld world) {
      world.endRun(list, missing);
    }
  }

  /** A run whose end record is written before its ids, which are as many people as this. */
  record RunEndsFirst(int list, int people) implements SnapshotEvent {
    @Override
    public void happenIn(final SnapshotWorld world) {
      world.endFirst(list, people);
    }
  }

  /** The run breaks without an end record, and the next one begins. */
  record RunBreaks(int list) implements SnapshotEvent {
    @Override
    public void happenIn(final SnapshotWorld world) {
      world.breakRun(list);
    }
  }

  /** Something of an earlier run is written a second time. */
  record LateRecord(int list, int which) implements SnapshotEvent {
    @Override
    public void happenIn(final SnapshotWorld world) {
      world.writeAgain(list, which);
    }
  }

  /** From now on all of a run goes to one partition, or each id to one of its own. */
  record RunsAreKeyed(boolean byRun) implements SnapshotEvent {
    @Override
    public void happenIn(final SnapshotWorld world) {
      world.key(byRun);
    }
  }

  /** Somebody deletes a list. */
  record SnapshotListIsDeleted(int list) implements SnapshotEvent {
    @Override
    public void happenIn(final SnapshotWorld world) {
      world.isTouched(list);
      world.sandbox().segments().deletedBySomebody(SegmentWorld.name(list));
    }

    @Override
    public boolean isCalm() {
      return false;
    }
  }
}
