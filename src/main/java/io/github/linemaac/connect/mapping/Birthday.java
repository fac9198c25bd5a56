package io.github.linemaac.connect.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Date;
import java.util.Locale;
import org.apache.kafka.connect.data.Timestamp;

/**
 * Reads a birthday: ISO text, Connect's Date and Timestamp (in UTC, as Connect defines them), and
 * Debezium's day count. MAAC OpenAPI, import contacts: {@code YYYY-MM-DD}. Pure.
 */
final class Birthday {
  private static final String DEBEZIUM_DATE = "io.debezium.time.Date";
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
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
      return text.isEmpty() ? text : iso(LocalDate.parse(text, ISO));
    } catch (final DateTimeException e) {
      throw new InvalidValue(RULE);
    }
  }

  private static String iso(final LocalDate date) throws InvalidValue {
    // Python's dates, which MAAC's back end is taken to use, run from year 1 to 9999.
    if (date.getYear() < 1 || date.getYear() > 9999) {
      throw new InvalidValue(RULE);
    }
    return ISO.format(date);
  }
}
