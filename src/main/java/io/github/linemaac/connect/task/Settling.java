package io.github.linemaac.connect.task;

import io.github.linemaac.connect.upload.Outcome;

/**
 * What settles no record, unless a stage says otherwise. A new outcome does not compile before it
 * is decided here that it settles none, or in a stage what it does.
 */
abstract class Settling implements Outcome.Handler {
  private boolean safeOffsetsMoved;

  /**
   * Settles what has become of records.
   *
   * @return whether something more may be committed now
   */
  final boolean settle(final Outcome outcome) {
    safeOffsetsMoved = false;
    outcome.accept(this);
    return safeOffsetsMoved;
  }

  /** Something more may be committed now. */
  final void safeOffsetsMoved() {
    safeOffsetsMoved = true;
  }

  @Override
  public void confirmed(final Outcome.Confirmed outcome) {}

  @Override
  public void unchanged(final Outcome.Unchanged outcome) {}

  @Override
  public void removing(final Outcome.Removing outcome) {}

  @Override
  public void removed(final Outcome.Removed outcome) {}

  @Override
  public void removalsDone(final Outcome.RemovalsDone outcome) {}

  @Override
  public void segmentReady(final Outcome.SegmentReady outcome) {}

  @Override
  public void segmentUnchanged(final Outcome.SegmentUnchanged outcome) {}

  @Override
  public void segmentEmpty(final Outcome.SegmentEmpty outcome) {}

  @Override
  public void segmentDeleted(final Outcome.SegmentDeleted outcome) {}

  @Override
  public void rejected(final Outcome.Rejected outcome) {}

  @Override
  public void isolating(final Outcome.Isolating outcome) {}

  @Override
  public void retrying(final Outcome.Retrying outcome) {}

  @Override
  public void slotAwaited(final Outcome.SlotAwaited outcome) {}

  @Override
  public void slotFree(final Outcome.SlotFree outcome) {}

  @Override
  public void failed(final Outcome.Failed outcome) {}
}
