package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.model.CleanText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads a value as text: text itself, numbers and UUIDs. White space around it is dropped, since it
 * never carries meaning here and MAAC's blank check would see through it. Pure.
 */
final class Text {
  private static final int MAX_NUMBER_DIGITS = 2_000;

  /** More than any number of that many digits has. */
  private static final int MAX_NUMBER_BITS = 4 * MAX_NUMBER_DIGITS;

  private static final double LARGEST_EXACT = 9_007_199_254_740_992.0;

  private Text() {}

  /** The value as text; the empty text where it is blank. */
  static String of(final Object value) throws InvalidValue {
    if (value instanceof String text) {
      final String clean = CleanText.strip(text);
      final Optional<String> fault = CleanText.fault(clean);
      if (fault.isPresent()) {
        throw new InvalidValue(fault.get());
      }
      return clean;
    }
    if (value instanceof Number number) {
      return ofNumber(number);
    }
    if (value instanceof UUID) {
      return value.toString();
    }
    throw new InvalidValue("has a type that cannot be read as text");
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
      throw new InvalidValue("is a number with too many digits");
    }
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }
}
