package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.api.TagPage;
import io.github.linemaac.connect.api.TagSearch;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which numbers the tags of one batch have: as they are remembered, or as they are found now. Pure
 * but for its own state; one thread.
 */
final class TagLookup {
  private final TagIds remembered;
  private final Map<String, List<String>> found = new HashMap<>();
  private final Set<String> missedOnce = new HashSet<>();
  private Optional<Search> search = Optional.empty();

  private record Search(String tag, TagSearch pages) {}

  /** How far a search is. */
  enum Progress {
    MORE_PAGES,
    FOUND,
    /** MAAC lists no such tag, which may be a mistake: the search begins anew. */
    MISSED_ONCE,
    /** The pages say nothing: the search begins anew. */
    NEVER_ENDS
  }

  TagLookup(final TagIds remembered) {
    this.remembered = remembered;
  }

  /** The numbers of a tag; none if MAAC has no such tag; empty if it has to be searched. */
  Optional<List<String>> ids(final String tag) {
    return Optional.ofNullable(found.get(tag)).or(() -> remembered.of(tag));
  }

  /**
   * Whether the numbers of a tag may be old ones; if so, they are forgotten, and it is searched.
   */
  boolean forgetsOld(final String tag) {
    if (found.containsKey(tag)) {
      return false;
    }
    remembered.forget(tag);
    return true;
  }

  /** The call that searches a tag further. */
  Request search(final String tag) {
    if (search.filter(current -> current.tag().equals(tag)).isEmpty()) {
      search = Optional.of(new Search(tag, new TagSearch(tag)));
    }
    return search.orElseThrow().pages().next();
  }

  /** Takes in a page of the search. */
  Progress add(final TagPage page) {
    final Search current = search.orElseThrow();
    current.pages().add(page);
    if (!current.pages().isDone() && !current.pages().neverEnds()) {
      return Progress.MORE_PAGES;
    }
    search = Optional.empty();
    return current.pages().neverEnds()
        ? Progress.NEVER_ENDS
        : found(current.tag(), current.pages().found());
  }

  private Progress found(final String tag, final List<String> ids) {
    if (ids.isEmpty() && missedOnce.add(tag)) {
      return Progress.MISSED_ONCE;
    }
    found.put(tag, ids);
    if (!ids.isEmpty()) {
      remembered.found(tag, ids);
    }
    return Progress.FOUND;
  }
}
