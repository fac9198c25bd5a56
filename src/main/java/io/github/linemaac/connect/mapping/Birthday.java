package io.github.linemaac.connect.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import org.apache.kafka.connect.data.Timestamp;

/**
 * Reads a birthday: ISO text, Connect's Date and Timestamp (in UTC, as Connect defines them), and
 * Debezium's day count. MAAC OpenAPI, import contacts: {@code YYYY-MM-DD}. Pure.
 */
final class Birthday {
  private static final String DEBEZIUM_DATE = "io.debezium.time.Date";
  private static final String RULE = "is no real date of the form YYYY-MM-DD";

  private Birthday() {}

  static String of(final Located found) throws InvalidValue {
    final Object value = found.value();
    try {
      if (value instanceof Date date) {
        // Not Date.toInstant(), which java.sql.Date refuses.
        final Instant instant = Instant.ofEpochMilli(Timestamp.fromLogical(Timestamp.SCHEMA, date));
        return iso(LocalDate.ofInstant(instant, ZoneOffset.UTC));
      }
      if (value instanceof Integer days && found.schemaName().equals(DEBEZIUM_DATE)) {
        return iso(LocalDate.ofEpochDay(days));
      }
      final String text = Text.of(value);
      return text.isEmpty() ? text : checked(text);
    } catch (final DateTimeException e) {
      throw new InvalidValue(RULE);
    }
  }

  private static String iso(final LocalDate date) throws InvalidValue {
    requireYear(date);
    return date.toString();
  }

  /** Python's dates, which MAAC's back end is taken to use, run from year 1 to 9999. */
  private static void requireYear(final LocalDate date) throws InvalidValue {
    if (date.getYear() < 1 || date.getYear() > 9999) {
      throw new InvalidValue(RULE);
    }
  }

  /** By hand, because a formatter would take as long as all the rest of a record together. */
  private static String checked(final String text) throws InvalidValue {
    if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      throw new InvalidValue(RULE);
    }
    requireYear(LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)));
    return text;
  }

  private static int digits(final String text, final int from, final int to) throws InvalidValue {
    int number = 0;
    for (int i = from; i < to; i++) {
      final char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new InvalidValue(RULE);
      }
      number = 10 * number + (c - '0');
    }
    return number;
  }
}
