package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Removals;
import java.util.Optional;

/** One thing to take off a member, and how far that is. One thread. */
final class Removal {
  private final RowRemovals row;
  private final Optional<String> tag;
  private int misses;
  private int idsDone;
  private long notBeforeMs = Long.MIN_VALUE;

  /**
   * Not tried yet.
   *
   * @param tag the tag; empty for the customer id
   */
  Removal(final RowRemovals row, final Optional<String> tag) {
    this.row = row;
    this.tag = tag;
  }

  RowRemovals row() {
    return row;
  }

  /** The tag; empty for the customer id. */
  Optional<String> tag() {
    return tag;
  }

  /** The field of a record that asks for it. */
  String field() {
    return tag.isPresent() ? "tags_removed" : MemberField.CUSTOMER_ID.jsonName();
  }

  /** This one and no other. */
  Removals alone() {
    return new Removals(tag.stream().toList(), tag.isEmpty());
  }

  /** Whether it is one of these. */
  boolean isIn(final Removals removals) {
    return tag.map(removals.tags()::contains).orElseGet(removals::unbinds);
  }

  /** Whether it is still to be made. */
  boolean isOpen() {
    return row.open().contains(this);
  }

  /** It is not tried before. */
  long notBeforeMs() {
    return notBeforeMs;
  }

  /** How many of the tag's numbers are done with. */
  int idsDone() {
    return idsDone;
  }

  /** Goes on with the next of the tag's numbers. */
  void nextId() {
    idsDone++;
    misses = 0;
  }

  /** The tag has other numbers than was thought. */
  void beginAnew() {
    idsDone = 0;
  }

  /**
   * MAAC does not know what is to be taken off.
   *
   * @param againMs when it may be asked again
   * @return whether it has said so twice
   */
  boolean isMissing(final long againMs) {
    notBeforeMs = againMs;
    return ++misses > 1;
  }
}
