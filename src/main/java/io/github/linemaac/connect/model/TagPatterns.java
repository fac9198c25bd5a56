package io.github.linemaac.connect.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tags by their exact names, or by what their names begin with: {@code tier-*}. Immutable. */
public final class TagPatterns {
  private static final String ANY = "*";

  private final Set<String> names = new HashSet<>();
  private final List<String> prefixes = new ArrayList<>();

  private TagPatterns(final List<String> patterns) {
    for (final String pattern : patterns) {
      if (pattern.endsWith(ANY)) {
        prefixes.add(pattern.substring(0, pattern.length() - ANY.length()));
      } else {
        names.add(pattern);
      }
    }
  }

  /** The tags that one of these is, or names the beginning of. */
  public static TagPatterns of(final List<String> patterns) {
    return new TagPatterns(patterns);
  }

  /** Whether no tag is meant. */
  public boolean isEmpty() {
    return names.isEmpty() && prefixes.isEmpty();
  }

  /** Whether the tag of this name is meant. */
  public boolean match(final String tag) {
    return names.contains(tag) || prefixes.stream().anyMatch(tag::startsWith);
  }

  @Override
  public boolean equals(final Object other) {
    return other instanceof TagPatterns that
        && names.equals(that.names)
        && prefixes.equals(that.prefixes);
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + prefixes.hashCode();
  }

  @Override
  public String toString() {
    return names + " " + prefixes;
  }
}
