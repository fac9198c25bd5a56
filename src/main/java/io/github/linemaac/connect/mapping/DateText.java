package io.github.linemaac.connect.mapping;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date as text: {@code 1985-04-06}, {@code 1985/04/06} or {@code 19850406}, each also with a time
 * and an offset behind it. Pure.
 *
 * @param day as written
 * @param time as written, or midnight where there is none
 * @param isPointInTime whether it is told in UTC (a time that ends in {@code Z}), so that the day
 *     may be another one where the member lives
 */
record DateText(LocalDate day, LocalTime time, boolean isPointInTime) {
  static final String RULE = "is not a valid date of the form YYYY-MM-DD";

  private static final Pattern TIME_OF_DAY =
      Pattern.compile(
          "[Tt ] *([01]\\d|2[0-3]):?([0-5]\\d)(?::?([0-5]\\d)(?:[.,](\\d{1,9}))?)?"
              + " *(?:(?<utc>Z|z|UTC|GMT)|[+-](?:0\\d|1[0-8])(?::?[0-5]\\d)?)?");

  /** As in dates of XML, and in Debezium's of the precision {@code isostring}. */
  private static final Pattern ZONE = Pattern.compile("Z|[+-](?:0\\d|1[0-8]):[0-5]\\d");

  private static final int YEAR_LENGTH = 4;
  private static final int COMPACT_LENGTH = 8;
  private static final int SEPARATED_LENGTH = 10;
  private static final int NANO_DIGITS = 9;

  /**
   * Reads a date. By hand, because a formatter would take as long as all the rest of a record.
   *
   * @throws InvalidValue if it is of another form
   * @throws java.time.DateTimeException if there is no such day
   */
  static DateText read(final String text) throws InvalidValue {
    if (text.length() < COMPACT_LENGTH) {
      throw new InvalidValue(RULE);
    }
    final char separator = text.charAt(YEAR_LENGTH);
    final boolean isSeparated = separator == '-' || separator == '/';
    if (isSeparated && (text.length() < SEPARATED_LENGTH || text.charAt(7) != separator)) {
      throw new InvalidValue(RULE);
    }
    final LocalDate day =
        LocalDate.of(
            digits(text, 0, YEAR_LENGTH),
            digits(text, isSeparated ? 5 : 4, 2),
            digits(text, isSeparated ? 8 : 6, 2));
    final int end = isSeparated ? SEPARATED_LENGTH : COMPACT_LENGTH;
    return text.length() == end
        ? new DateText(day, LocalTime.MIDNIGHT, false)
        : read(day, text.substring(end));
  }

  private static DateText read(final LocalDate day, final String rest) throws InvalidValue {
    if (ZONE.matcher(rest).matches()) {
      return new DateText(day, LocalTime.MIDNIGHT, false);
    }
    final Matcher matcher = TIME_OF_DAY.matcher(rest);
    if (!matcher.matches()) {
      throw new InvalidValue(RULE);
    }
    final LocalTime time =
        LocalTime.of(
            number(matcher.group(1)),
            number(matcher.group(2)),
            number(matcher.group(3)),
            nanos(matcher.group(4)));
    return new DateText(day, time, matcher.group("utc") != null);
  }

  private static int digits(final String text, final int from, final int count)
      throws InvalidValue {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      final char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new InvalidValue(RULE);
      }
      number = 10 * number + (c - '0');
    }
    return number;
  }

  private static int number(final String group) {
    return group == null ? 0 : Integer.parseInt(group);
  }

  private static int nanos(final String group) {
    return group == null ? 0 : number(group + "0".repeat(NANO_DIGITS - group.length()));
  }
}
