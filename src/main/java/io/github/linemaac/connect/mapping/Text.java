package io.github.linemaac.connect.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.connect.model.CleanText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads a value as text: text itself, numbers, UUIDs and bytes that are text. White space and
 * invisible marks around it are dropped, since they never carry meaning here. Pure.
 */
final class Text {
  static final String TOO_MANY_DIGITS = "is a number with too many digits";

  private static final int MAX_NUMBER_DIGITS = 2_000;

  /** More than any number of that many digits has. */
  private static final int MAX_NUMBER_BITS = 4 * MAX_NUMBER_DIGITS;

  private static final double LARGEST_EXACT = 9_007_199_254_740_992.0;

  /**
   * What Debezium writes for a column that is as it was and that the database did not tell. Source:
   * Debezium's documentation, {@code unavailable.value.placeholder}.
   */
  static final String UNAVAILABLE = "__debezium_unavailable_value";

  private static final String ENCODING =
      ": set value.converter.converter.encoding of StringConverter (for a key or header, the same"
          + " key that begins with key or header) to the encoding of the source";

  private Text() {}

  /** The value as text; the empty text where it is blank. */
  static String of(final Object value) throws InvalidValue {
    if (value instanceof String text) {
      return clean(text);
    }
    if (value instanceof Number number) {
      return ofNumber(number);
    }
    if (value instanceof UUID) {
      return value.toString();
    }
    if (decoded(value) instanceof String text) {
      return clean(text);
    }
    throw new InvalidValue(
        value instanceof Unreadable unreadable
            ? unreadable.rule()
            : "has a type that cannot be read as text");
  }

  /** The value as text, where a boolean counts as its text. */
  static String ofWord(final Object value) throws InvalidValue {
    return value instanceof Boolean ? value.toString() : of(value);
  }

  /** How many characters a text has, as MAAC's back end would count them: code points. */
  static int length(final String text) {
    return CleanText.length(text);
  }

  private static String ofNumber(final Number number) throws InvalidValue {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      return number.toString();
    }
    if (number instanceof BigInteger integer) {
      return ofDecimal(new BigDecimal(integer));
    }
    if (number instanceof BigDecimal decimal) {
      return ofDecimal(decimal);
    }
    final double value = number.doubleValue();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new InvalidValue("is not a finite number");
    }
    if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT) {
      return Long.toString((long) value);
    }
    return ofDecimal(new BigDecimal(number.toString()));
  }

  private static String ofDecimal(final BigDecimal decimal) throws InvalidValue {
    // Bounded before it is written out: a short exponent can stand for a billion digits. Bits come
    // first, since counting the digits of a number as long as a record takes seconds.
    if (decimal.unscaledValue().bitLength() > MAX_NUMBER_BITS
        || (long) decimal.precision() + Math.abs((long) decimal.scale()) > MAX_NUMBER_DIGITS) {
      throw new InvalidValue(TOO_MANY_DIGITS);
    }
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  /** Whether a value is bytes, in either of the forms that Connect has for them. */
  static boolean isBytes(final Object value) {
    return value instanceof byte[] || value instanceof ByteBuffer;
  }

  /** The bytes that a value is; none if it is something else. */
  static byte[] bytes(final Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof ByteBuffer buffer) {
      final byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    return new byte[0];
  }

  /** Bytes as the text that they hold; any other value as it is. */
  static Object decoded(final Object value) throws InvalidValue {
    if (!isBytes(value)) {
      return value;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(value))).toString();
    } catch (final CharacterCodingException e) {
      throw new InvalidValue("is read from bytes that are not UTF-8 text");
    }
  }

  private static String clean(final String text) throws InvalidValue {
    final String clean = CleanText.strip(text);
    final Optional<String> fault = CleanText.fault(clean);
    if (fault.isPresent()) {
      throw new InvalidValue(clean.indexOf('\uFFFD') < 0 ? fault.get() : fault.get() + ENCODING);
    }
    return clean.equals(UNAVAILABLE) ? "" : clean;
  }
}
