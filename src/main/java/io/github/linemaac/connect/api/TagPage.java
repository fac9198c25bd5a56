package io.github.linemaac.connect.api;

import java.util.List;
import java.util.Optional;

/**
 * One page of the list of tags.
 *
 * @param next the token of the next page, decoded; empty on the last one
 */
public record TagPage(List<Tag> tags, Optional<String> next) {

  /** Copies the list, so that a page never changes. */
  public TagPage {
    tags = List.copyOf(tags);
  }
}
