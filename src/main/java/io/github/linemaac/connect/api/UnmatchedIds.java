package io.github.linemaac.connect.api;

import io.github.linemaac.connect.model.LineUid;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the file of those whom an import did not match (MAAC OpenAPI, import task). Its form is not
 * documented but for being a CSV, so every LINE user id in it is taken, whatever the columns,
 * separators, quotes and ends of lines. Pure.
 */
public final class UnmatchedIds {
  /** An id that is a word of its own: \b knows other words before Java 19 than since. */
  private static final Pattern ID =
      Pattern.compile("(?<![0-9A-Za-z_])U[0-9a-f]{32}(?![0-9A-Za-z_])");

  private UnmatchedIds() {}

  /** The ids in a file, each once. */
  public static Set<LineUid> read(final byte[] file) {
    // Ids are ASCII; whatever else is there need not be understood.
    return ID.matcher(new String(file, StandardCharsets.ISO_8859_1))
        .results()
        .map(found -> LineUid.of(found.group()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
