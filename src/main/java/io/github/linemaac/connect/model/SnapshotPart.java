package io.github.linemaac.connect.model;

/** What one record is to the snapshot of a segment that it belongs to. */
public sealed interface SnapshotPart {

  /** The segment. */
  SegmentName segment();

  /** Which snapshot of the segment. */
  SnapshotId snapshot();

  /** Somebody is on the segment. */
  record Joined(SegmentName segment, SnapshotId snapshot, LineUid lineUid)
      implements SnapshotPart {}

  /**
   * A record that was rejected, and that counts as one of the snapshot's ids.
   *
   * @param id what tells its id from others: the id itself, or a digest of what stands there
   */
  record Rejected(SegmentName segment, SnapshotId snapshot, LineUid id) implements SnapshotPart {}

  /**
   * The snapshot is written to its end.
   *
   * @param ids how many distinct ids it has
   */
  record End(SegmentName segment, SnapshotId snapshot, long ids) implements SnapshotPart {}
}
