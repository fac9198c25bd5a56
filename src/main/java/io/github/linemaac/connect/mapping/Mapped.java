package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.SegmentChange;

/** What a record is to MAAC. */
public sealed interface Mapped {

  /** A member to bring up to date. */
  record Update(Member member) implements Mapped {}

  /** Someone joins or leaves a list. */
  record Membership(SegmentChange change) implements Mapped {}

  /** Nothing that MAAC could be told, and rightly so. */
  record Nothing() implements Mapped {}

  /** Something that must not be sent. */
  record Invalid(Rejection rejection) implements Mapped {}
}
