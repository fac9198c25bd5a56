package io.github.linemaac.sandbox;

/** LINE user ids: {@code U} and 32 lower-case hex digits (LINE's documentation). */
final class LineUidText {
  private static final int CHARS = 33;

  private LineUidText() {}

  static boolean isValid(String text) {
    if (text.length() != CHARS || text.charAt(0) != 'U') {
      return false;
    }
    for (int i = 1; i < CHARS; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }
}
