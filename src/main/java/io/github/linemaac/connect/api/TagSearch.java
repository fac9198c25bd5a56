package io.github.linemaac.connect.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for the tags of one name over all pages: by the exact name, since MAAC's filter is none.
 * Pure but for its own state.
 */
public final class TagSearch {
  /** Far more pages of 300 than any account has tags that share a part of their names. */
  private static final int MAX_PAGES = 1_000;

  private final String name;
  private final List<String> ids = new ArrayList<>();
  private final Set<String> starts = new HashSet<>();
  private boolean neverEnds;
  private boolean done;
  private String start = "";

  /** A search that has not begun. */
  public TagSearch(final String name) {
    this.name = name;
  }

  /** The call that asks for the next page. */
  public Request next() {
    return TagCalls.find(name, start);
  }

  /** Takes in a page. */
  public void add(final TagPage page) {
    page.tags().stream().filter(tag -> tag.name().equals(name)).map(Tag::id).forEach(ids::add);
    start = page.next().orElse("");
    done = start.isEmpty();
    neverEnds = !done && (!starts.add(start) || starts.size() >= MAX_PAGES);
  }

  /** Whether all pages were seen. */
  public boolean isDone() {
    return done;
  }

  /** Whether the pages lead back to one that was seen, or on and on: then they say nothing. */
  public boolean neverEnds() {
    return neverEnds;
  }

  /** The numbers of the tags of that name; MAAC does not say that there is one at most. */
  public List<String> found() {
    return ids.stream().distinct().toList();
  }
}
