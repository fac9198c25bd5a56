package io.github.linemaac.connect.api;

import io.github.linemaac.connect.model.LineUid;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads the file of those whom an import did not match (MAAC OpenAPI, import task). Its form is not
 * documented but for being a CSV, so every LINE user id in it is taken, whatever the columns,
 * separators, quotes and ends of lines. Pure.
 */
public final class UnmatchedIds {
  private UnmatchedIds() {}

  /** The ids in a file, each once. */
  public static Set<LineUid> read(final byte[] file) {
    // Ids are ASCII; whatever else is there need not be understood.
    final String text = new String(file, StandardCharsets.ISO_8859_1);
    final Set<LineUid> ids = new HashSet<>();
    int from = text.indexOf('U');
    while (from >= 0) {
      final int to = from + LineUid.CHARACTERS;
      if (to <= text.length() && stands(text, from, to)) {
        ids.add(LineUid.of(text.substring(from, to)));
      }
      from = text.indexOf('U', from + 1);
    }
    return ids;
  }

  private static boolean stands(final String text, final int from, final int to) {
    return (from == 0 || !isWord(text.charAt(from - 1)))
        && (to == text.length() || !isWord(text.charAt(to)))
        && LineUid.isLineUid(text.substring(from, to));
  }

  private static boolean isWord(final char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  }
}
