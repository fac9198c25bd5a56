package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.api.SegmentCsv;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.segments.SegmentPlan.Goal;
import io.github.linemaac.connect.upload.Outcome;
import java.util.List;

/** Where a {@link SegmentStateMachine} stands. */
sealed interface SegmentUploadState {

  /** Not asked for anything yet, and not in the uploader's hands. */
  record New() implements SegmentUploadState {}

  /** What MAAC has of the segment is looked at. */
  record LookingUp() implements SegmentUploadState {}

  /** These ids are to replace what MAAC has. */
  record Uploading(Goal.Holds goal) implements SegmentUploadState {
    LineUidSet ids() {
      return goal.ids();
    }

    int csvBytes() {
      return SegmentCsv.bytes(ids().size());
    }
  }

  /** MAAC has taken them, and is looked at until it says ready. */
  record Awaiting(Uploading uploaded, PendingSegment pending) implements SegmentUploadState {}

  /** Nobody is on the segment, and MAAC is to delete it. */
  record Deleting(String id) implements SegmentUploadState {}

  /**
   * Nothing more is to be done.
   *
   * @param untold what was decided before any call was made
   */
  record Done(List<Outcome> untold) implements SegmentUploadState {}
}
