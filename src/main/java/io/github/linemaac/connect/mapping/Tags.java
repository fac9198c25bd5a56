package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.model.MaacLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads tags: a list of texts; one text with a separator between them (a comma, as in Treasure
 * Data's export); or text that is a JSON list, as a database's JSON columns are. Blank names are
 * dropped. Pure.
 */
final class Tags {
  private final Pattern separator;

  /** Reads tags with this text between two. */
  Tags(final String separator) {
    this.separator = Pattern.compile(Pattern.quote(separator));
  }

  List<String> of(final FieldValue found) throws InvalidValue {
    final List<String> tags = new ArrayList<>();
    for (final Object name : names(found.value())) {
      if (name != null) {
        add(tags, name);
      }
    }
    return tags;
  }

  private Collection<?> names(final Object value) throws InvalidValue {
    if (value instanceof Collection<?> names) {
      return isUnavailable(names) ? List.of() : names;
    }
    final String text = Text.of(value);
    if (text.equals(Json.NULL)) {
      return List.of();
    }
    if (!isBracketed(text, '[', ']') && !isBracketed(text, '{', '}')) {
      return Arrays.asList(separator.split(text, -1));
    }
    if (Json.whole(text) instanceof Collection<?> names) {
      return names;
    }
    throw new InvalidValue("is text in brackets, and not a JSON list as [\"vip\",\"new\"]");
  }

  /** What Debezium writes for a column of arrays that the database did not tell. */
  private static boolean isUnavailable(final Collection<?> names) {
    return names.size() == 1 && names.contains(Text.UNAVAILABLE);
  }

  private static boolean isBracketed(final String text, final char opening, final char closing) {
    return text.length() > 1
        && text.charAt(0) == opening
        && text.charAt(text.length() - 1) == closing;
  }

  private static void add(final List<String> tags, final Object value) throws InvalidValue {
    final String name = Text.of(value);
    if (Text.length(name) > MaacLimits.TAG_CHARACTERS) {
      throw new InvalidValue("has a tag longer than " + MaacLimits.TAG_CHARACTERS + " characters");
    }
    if (!name.isEmpty()) {
      tags.add(name);
    }
  }
}
