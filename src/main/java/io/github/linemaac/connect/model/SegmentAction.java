package io.github.linemaac.connect.model;

/** What a record does to a segment. */
public enum SegmentAction {
  /** Puts its id on the segment. */
  ADD,
  /** Takes its id off the segment. */
  REMOVE,
  /** Says that a snapshot of the segment is written to its end. */
  COMPLETE
}
