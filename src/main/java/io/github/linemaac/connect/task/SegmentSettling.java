package io.github.linemaac.connect.task;

import io.github.linemaac.connect.segments.SegmentTable;
import io.github.linemaac.connect.upload.Outcome;

/** MAAC has a segment as the records say. */
final class SegmentSettling extends Settling {
  private final SegmentTable segments;

  SegmentSettling(final SegmentTable segments) {
    this.segments = segments;
  }

  @Override
  public void segmentReady(final Outcome.SegmentReady ready) {
    segments.confirmed(ready.upload());
    safeOffsetsMoved();
  }

  @Override
  public void segmentUnchanged(final Outcome.SegmentUnchanged unchanged) {
    segments.confirmed(unchanged.upload());
    safeOffsetsMoved();
  }

  @Override
  public void segmentDeleted(final Outcome.SegmentDeleted deleted) {
    segments.confirmed(deleted.upload());
    safeOffsetsMoved();
  }

  @Override
  public void segmentEmpty(final Outcome.SegmentEmpty empty) {
    segments.emptied(empty.upload());
    safeOffsetsMoved();
  }
}
