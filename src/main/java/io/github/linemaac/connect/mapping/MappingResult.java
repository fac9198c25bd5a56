package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.model.FieldFault;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SnapshotPart;
import java.util.List;

/** What a record is to MAAC. */
public sealed interface MappingResult {

  /**
   * A member to bring up to date.
   *
   * @param omitted what of the record breaks a rule and is left out of the member
   * @param keptTags how many tags the record would take off that must not be taken off
   */
  record Update(Member member, List<FieldFault> omitted, int keptTags) implements MappingResult {}

  /** Someone joins or leaves a segment. */
  record Membership(SegmentChange change) implements MappingResult {}

  /** Part of a snapshot of a segment. */
  record Part(SnapshotPart part) implements MappingResult {}

  /** Part of a snapshot that must not be sent; it counts as one of the snapshot's ids. */
  record InvalidPart(Rejection rejection, SnapshotPart.Rejected part) implements MappingResult {}

  /** Nothing that MAAC could be told, and rightly so. */
  record Nothing() implements MappingResult {}

  /** Something that must not be sent. */
  record Invalid(Rejection rejection) implements MappingResult {}
}
