package io.github.linemaac.connect.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One page of the list of segments.
 *
 * @param next the token of the next page, decoded; empty on the last one
 */
public record SegmentPage(List<Segment> segments, Optional<String> next) {

  /** Copies the list, so that a page never changes. */
  public SegmentPage {
    segments = List.copyOf(segments);
  }

  /** The same without some, by their numbers. */
  public SegmentPage without(final Predicate<String> isLeftOut) {
    return new SegmentPage(
        segments.stream().filter(segment -> !isLeftOut.test(segment.id())).toList(), next);
  }
}
