package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.model.CleanText;

/**
 * The digits of a telephone number as people write it, with a plus before them if there is one, and
 * without the signs that they put between digits. Nothing is guessed: what may be a masked digit, a
 * letter, a second number or an extension breaks a rule. Pure.
 */
final class DialedDigits {
  /** Longer than any number with all its signs. */
  private static final int MAX_CHARACTERS = 64;

  /** No area code, with country code and trunk zero, has more digits before a slash or bracket. */
  private static final int MAX_AREA_DIGITS = 6;

  private static final String DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30FC\uFF0D";
  private static final String DOTS = ".\uFF0E";
  private static final String SLASHES = "/\uFF0F";
  private static final String OPENING = "([\uFF08\uFF3B";
  private static final String CLOSING = ")]\uFF09\uFF3D";
  private static final String PLUSES = "+\uFF0B";
  private static final String APOSTROPHES = "'\u2019";

  private final String text;
  private final StringBuilder digits = new StringBuilder();
  private boolean hasPlus;

  private DialedDigits(final String text) {
    this.text = text;
  }

  /** The digits; the empty text where there are none, or where the text is far too long. */
  static String of(final String text) throws InvalidValue {
    if (text.length() > MAX_CHARACTERS || text.chars().noneMatch(c -> digit(c) >= 0)) {
      return "";
    }
    if (isDecimal(text)) {
      throw new InvalidValue("is a decimal number, so digits of it may be lost");
    }
    return new DialedDigits(text).read();
  }

  private String read() throws InvalidValue {
    // A spreadsheet's sign that digits are text.
    final int start = APOSTROPHES.indexOf(text.charAt(0)) < 0 ? 0 : 1;
    for (int i = start; i < text.length(); i++) {
      take(i);
    }
    return (hasPlus ? "+" : "") + digits;
  }

  private void take(final int at) throws InvalidValue {
    final char c = text.charAt(at);
    final int digit = digit(c);
    if (digit >= 0) {
      digits.append((char) ('0' + digit));
    } else if (PLUSES.indexOf(c) >= 0) {
      if (hasPlus || digits.length() > 0) {
        throw new InvalidValue("holds a second number or an extension");
      }
      hasPlus = true;
    } else if (!isBetweenDigits(c) || repeats(at)) {
      throw new InvalidValue(
          Character.isLetter(text.codePointAt(at))
              ? "holds a letter"
              : "holds a masked digit, a second number or an extension");
    } else if ((SLASHES.indexOf(c) >= 0 || OPENING.indexOf(c) >= 0)
        && digits.length() > MAX_AREA_DIGITS) {
      throw new InvalidValue("holds a second number or an extension");
    }
  }

  /** Digits of any script are digits, full-width ones among them. */
  private static int digit(final int c) {
    return Character.digit(c, 10);
  }

  private static boolean isBetweenDigits(final char c) {
    return Character.isSpaceChar(c)
        || CleanText.isInvisible(c)
        || c == '\t'
        || DASHES.indexOf(c) >= 0
        || DOTS.indexOf(c) >= 0
        || SLASHES.indexOf(c) >= 0
        || OPENING.indexOf(c) >= 0
        || CLOSING.indexOf(c) >= 0;
  }

  /** Signs in a row stand for digits that are not told. */
  private boolean repeats(final int at) {
    return at > 0
        && text.charAt(at) == text.charAt(at - 1)
        && !Character.isSpaceChar(text.charAt(at));
  }

  /** As a number's digits with a fraction behind them, and not a number that has dots in it. */
  private static boolean isDecimal(final String text) {
    final int dot = text.indexOf('.');
    if (dot <= 0 || text.indexOf('.', dot + 1) >= 0 || text.charAt(0) == '0') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (i != dot && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
        return false;
      }
    }
    return true;
  }
}
