package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.Rejection;

/** What a record is to MAAC. */
public sealed interface Mapped {

  /** Something to deliver. */
  record Update(Member member) implements Mapped {}

  /** Nothing that MAAC could be told, and rightly so. */
  record Nothing() implements Mapped {}

  /** Something that must not be sent. */
  record Invalid(Rejection rejection) implements Mapped {}
}
