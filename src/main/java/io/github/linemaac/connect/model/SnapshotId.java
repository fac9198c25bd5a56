package io.github.linemaac.connect.model;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which snapshot of a segment is meant: the number of a run, or a date. Numbers are ordered as
 * numbers, other texts as texts, so that a later date is a later snapshot; every number comes
 * before every other text, so that the order is one.
 */
public final class SnapshotId implements Comparable<SnapshotId> {
  private static final int MAX_CHARACTERS = 255;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private final String text;
  private final Optional<BigDecimal> number;

  private SnapshotId(final String text, final Optional<BigDecimal> number) {
    this.text = text;
    this.number = number;
  }

  /** Why a text names no snapshot, in words that follow the name of a field. */
  public static Optional<String> fault(final String text) {
    return CleanText.lineFault(text, MAX_CHARACTERS);
  }

  /** The snapshot of a text; numbers that are equal name the same one. */
  public static SnapshotId of(final String text) {
    return NUMBER.matcher(text).matches()
        ? ofNumber(new BigDecimal(text).stripTrailingZeros())
        : new SnapshotId(text, Optional.empty());
  }

  private static SnapshotId ofNumber(final BigDecimal number) {
    return new SnapshotId(number.toPlainString(), Optional.of(number));
  }

  @Override
  public int compareTo(final SnapshotId other) {
    if (number.isPresent() && other.number.isPresent()) {
      return number.get().compareTo(other.number.get());
    }
    return number.isPresent() == other.number.isPresent()
        ? text.compareTo(other.text)
        : Boolean.compare(number.isEmpty(), other.number.isEmpty());
  }

  @Override
  public boolean equals(final Object other) {
    return other instanceof SnapshotId that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Says nothing of the value: it is a record's. */
  @Override
  public String toString() {
    return "SnapshotId";
  }
}
