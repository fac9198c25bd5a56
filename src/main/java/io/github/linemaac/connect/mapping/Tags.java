package io.github.linemaac.connect.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Reads tags: a list of texts, or one text with commas (as in Treasure Data's export). Blank names
 * are dropped. Pure.
 */
final class Tags {
  /** MAAC, prize API: 255 characters; its UI takes 50. */
  private static final int MAX_CHARACTERS = 255;

  private Tags() {}

  static List<String> of(final Located found) throws InvalidValue {
    final List<String> tags = new ArrayList<>();
    if (found.value() instanceof Collection<?> names) {
      for (final Object name : names) {
        if (name != null) {
          add(tags, Text.of(name));
        }
      }
    } else {
      for (final String name : Text.of(found.value()).split(",", -1)) {
        add(tags, Text.of(name));
      }
    }
    return tags;
  }

  private static void add(final List<String> tags, final String name) throws InvalidValue {
    if (Text.length(name) > MAX_CHARACTERS) {
      throw new InvalidValue("has a tag longer than " + MAX_CHARACTERS + " characters");
    }
    if (!name.isEmpty()) {
      tags.add(name);
    }
  }
}
