package io.github.linemaac.connect.api;

import io.github.linemaac.connect.model.SegmentName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the one segment of a name over all pages: by its exact name, since MAAC's filter is
 * none, and among uploaded ones only. Pure but for its own state.
 */
public final class SegmentSearch {
  /** Far more pages of 300 than any account has segments. */
  private static final int MAX_PAGES = 100;

  private final SegmentName name;
  private final List<Segment> lists = new ArrayList<>();
  private final Set<String> starts = new HashSet<>();
  private boolean conditionsOfThatName;
  private boolean neverEnds;
  private boolean done;
  private String start = "";

  public SegmentSearch(final SegmentName name) {
    this.name = name;
  }

  /** The token of the page to ask for; empty for the first one. */
  public String start() {
    return start;
  }

  /** Takes in a page. */
  public void add(final SegmentPage page) {
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
    done = start.isEmpty();
    neverEnds = !done && (!starts.add(start) || starts.size() >= MAX_PAGES);
  }

  /** What is wrong with what was found. */
  public Optional<String> problem() {
    if (lists.stream().map(Segment::id).distinct().count() > 1) {
      return Optional.of(
          name
              + " exists more than once in MAAC, and it is ambiguous which one is meant: delete or"
              + " rename all but one");
    }
    if (lists.isEmpty() && conditionsOfThatName) {
      return Optional.of(
          name
              + " has the name of a segment that is defined by conditions, which cannot be"
              + " uploaded: choose another name, or rename that segment in MAAC");
    }
    return Optional.empty();
  }

  /** Whether all pages were seen. */
  public boolean isDone() {
    return done;
  }

  /** Whether the pages lead back to one that was seen, or on and on: then they say nothing. */
  public boolean neverEnds() {
    return neverEnds;
  }

  public Optional<Segment> found() {
    return lists.stream().findFirst();
  }
}
