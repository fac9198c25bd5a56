package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.Segment;
import io.github.linemaac.connect.api.SegmentPage;
import io.github.linemaac.connect.model.SegmentName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the one list of a name over all pages: by its exact name, since MAAC's filter is none,
 * and among lists only. Pure but for its own state.
 */
final class SegmentSearch {
  /** Far more pages of 300 than any account has segments; ends a listing that never ends. */
  private static final int MAX_PAGES = 1_000;

  private final SegmentName name;
  private final List<Segment> lists = new ArrayList<>();
  private boolean conditionsOfThatName;
  private String start = "";
  private int pages;
  private boolean done;

  SegmentSearch(final SegmentName name) {
    this.name = name;
  }

  /** The token of the page to ask for; empty for the first one. */
  String start() {
    return start;
  }

  /** Takes in a page; says what is wrong if no one list can be meant. */
  Optional<String> add(final SegmentPage page) {
    for (final Segment segment : page.segments()) {
      if (segment.name().equals(name.text())) {
        if (segment.isList()) {
          lists.add(segment);
        } else {
          conditionsOfThatName = true;
        }
      }
    }
    start = page.next().orElse("");
    done = start.isEmpty() || ++pages >= MAX_PAGES;
    return done ? problem().map(what -> what + ", then restart the task") : Optional.empty();
  }

  /** What is wrong with what was found. */
  Optional<String> problem() {
    if (lists.stream().map(Segment::id).distinct().count() > 1) {
      return Optional.of(
          name
              + " exists more than once in MAAC, and which one is meant cannot be told: delete or"
              + " rename all but one");
    }
    if (lists.isEmpty() && conditionsOfThatName) {
      return Optional.of(
          name
              + " has the name of a segment that is made by conditions, which cannot be uploaded:"
              + " take another name, or rename that segment in MAAC");
    }
    return Optional.empty();
  }

  boolean isDone() {
    return done;
  }

  Optional<Segment> found() {
    return lists.stream().findFirst();
  }
}
