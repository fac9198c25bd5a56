package io.github.linemaac.connect.model;

import java.util.Optional;

/**
 * What text must be like to be sent, whether it comes from a record or from the configuration.
 * Pure.
 */
public final class CleanText {
  private CleanText() {}

  /**
   * The text without white space and invisible marks around it: what Python's strip takes off,
   * no-break and ideographic spaces included, since MAAC's blank check would see through it; byte
   * order marks and zero-width or directional marks, which nobody sees, and with which no id
   * matches.
   */
  public static String strip(final String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isNothing(text.charAt(from))) {
      from++;
    }
    while (to > from && isNothing(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** How many characters a text has, as MAAC's back end would count them: code points. */
  public static int length(final String text) {
    return text.codePointCount(0, text.length());
  }

  /** Why no database and no encoding takes the text, in words that follow its name. */
  public static Optional<String> fault(final String text) {
    for (int i = 0; i < text.length(); i++) {
      final char c = text.charAt(i);
      if (c == 0) {
        return Optional.of("holds a NUL character");
      }
      if (c >= Character.MIN_SURROGATE) {
        if (c == '\uFFFD') {
          return Optional.of("holds U+FFFD, which stands for what is not UTF-8");
        }
        if (Character.isSurrogate(c)) {
          if (!Character.isHighSurrogate(c)
              || i + 1 == text.length()
              || !Character.isLowSurrogate(text.charAt(i + 1))) {
            return Optional.of("holds half a character (an unpaired surrogate)");
          }
          i++;
        }
      }
    }
    return Optional.empty();
  }

  /** Why a text cannot be one line that people read, of so many characters at most. */
  public static Optional<String> lineFault(final String text, final int maxCharacters) {
    if (length(text) > maxCharacters) {
      return Optional.of("is longer than " + maxCharacters + " characters");
    }
    return fault(text)
        .or(
            () ->
                text.chars().anyMatch(Character::isISOControl)
                    ? Optional.of("holds a control character, such as a line break")
                    : Optional.empty());
  }

  /** Whether a text holds a mark that nobody sees: it is not what it looks like. */
  public static boolean holdsInvisible(final String text) {
    return text.chars().anyMatch(c -> isInvisible((char) c));
  }

  private static boolean isNothing(final char c) {
    return c == ' '
        || (c < ' ' && Character.isWhitespace(c))
        || (c > '~' && (c == '\u0085' || Character.isSpaceChar(c) || isInvisible(c)));
  }

  /** Whether a character is a byte order mark, or zero-width, or only gives a direction. */
  public static boolean isInvisible(final char c) {
    return (c >= '\u200B' && c <= '\u200F')
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2060' && c <= '\u2069')
        || c == '\uFEFF';
  }
}
