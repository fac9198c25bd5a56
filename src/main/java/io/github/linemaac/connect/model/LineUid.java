package io.github.linemaac.connect.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Comparator;

/**
 * A LINE user id, {@code U} and 32 lower-case hex digits (LINE's developer documentation), as the
 * 128 bits that it is.
 *
 * @param high the first 16 digits
 * @param low the last 16 digits
 */
public record LineUid(long high, long low) implements Comparable<LineUid> {
  /** How many characters an id has. */
  public static final int CHARACTERS = 33;

  private static final int HALF_DIGITS = 16;

  /**
   * A bit for each character from 0 to f that is a digit. A processor cannot foretell whether the
   * next one is a letter, and waits for each wrong guess, so nothing branches on that.
   */
  private static final long HEX =
      "0123456789abcdef".chars().mapToLong(c -> 1L << (c - '0')).reduce(0, (all, bit) -> all | bit);

  private static final Comparator<LineUid> ORDER =
      Comparator.comparing(LineUid::high, Long::compareUnsigned)
          .thenComparing(LineUid::low, Long::compareUnsigned);

  /** Whether a text is an id. */
  public static boolean isLineUid(final CharSequence text) {
    if (text.length() != CHARACTERS || text.charAt(0) != 'U') {
      return false;
    }
    for (int i = 1; i < CHARACTERS; i++) {
      final char c = text.charAt(i);
      if (c < '0' || c > 'f' || (HEX >>> (c - '0') & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  /** The id of a text that {@linkplain #isLineUid is one}. */
  public static LineUid of(final CharSequence text) {
    return new LineUid(
        Long.parseUnsignedLong(text, 1, 1 + HALF_DIGITS, 16),
        Long.parseUnsignedLong(text, 1 + HALF_DIGITS, CHARACTERS, 16));
  }

  /** The id's 33 characters. */
  public String text() {
    final byte[] characters = new byte[CHARACTERS];
    writeTo(characters, 0);
    return new String(characters, US_ASCII);
  }

  /** Writes the id's 33 characters as ASCII. */
  public void writeTo(final byte[] target, final int at) {
    target[at] = 'U';
    writeHex(high, target, at + 1);
    writeHex(low, target, at + 1 + HALF_DIGITS);
  }

  private static void writeHex(final long half, final byte[] target, final int at) {
    for (int i = 0; i < HALF_DIGITS; i++) {
      final int digit = (int) (half >>> (60 - 4 * i)) & 0xf;
      target[at + i] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
    }
  }

  @Override
  public int compareTo(final LineUid other) {
    return ORDER.compare(this, other);
  }

  /** Says nothing of the id: it is a person's. */
  @Override
  public String toString() {
    return "LineUid";
  }
}
