package io.github.linemaac.connect.model;

import java.util.Optional;

/**
 * The name of a segment.
 *
 * @param text the name, exactly as MAAC has it
 * @param label what logs and errors call it: the name if it stands in the configuration, else where
 *     a record gave it, since values of records are not told
 */
public record SegmentName(String text, String label) {
  /** Why a segment cannot be called so, in words that follow the name of a field or key. */
  public static Optional<String> fault(final String text) {
    return CleanText.lineFault(text, MaacLimits.SEGMENT_NAME_CHARACTERS);
  }

  /** The name in {@code segment.name}. */
  public static SegmentName configured(final String text) {
    return new SegmentName(text, "the segment of segment.name");
  }

  /** A name that a record gave. */
  public static SegmentName named(final String text, final String coordinates) {
    return new SegmentName(text, "the segment that record " + coordinates + " names");
  }

  @Override
  public boolean equals(final Object other) {
    return other instanceof SegmentName that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return label;
  }
}
