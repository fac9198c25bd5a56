package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.config.ValueSettings;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * Reads a birthday, which is a day and no moment: text as {@link DateText} reads it, and the dates
 * and times of Connect, Debezium and Avro by the names of their schemas. MAAC OpenAPI, import
 * contacts: {@code YYYY-MM-DD}. Pure.
 *
 * <p>A point in time is a day only in some zone. Where none is configured, midnight in UTC is that
 * day, and any other time breaks a rule: nearly always it is midnight somewhere else, and would
 * come out a day early.
 */
final class Birthday {
  private static final String DEBEZIUM = "io.debezium.time.";
  private static final String CONNECT = "org.apache.kafka.connect.data.";

  /** How many there are in a second. */
  private static final long MILLIS = 1_000;

  private static final long MICROS = 1_000_000;
  private static final long NANOS = 1_000_000_000;

  private static final int ISO_LENGTH = 10;
  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2100;

  private final Optional<ZoneId> zone;

  /** Reads birthdays, and points in time as days in this zone. */
  Birthday(final Optional<ZoneId> zone) {
    this.zone = zone;
  }

  String of(final FieldValue found) throws InvalidValue {
    try {
      if (found.value() instanceof Date date) {
        return ofDate(date, found.typeName());
      }
      if (found.value() instanceof Long || found.value() instanceof Integer) {
        return ofCount(((Number) found.value()).longValue(), found);
      }
      final String text = Text.of(found.value());
      return text.isEmpty() ? text : ofText(text);
    } catch (final DateTimeException e) {
      throw new InvalidValue(DateText.RULE);
    }
  }

  private String ofDate(final Date date, final String type) throws InvalidValue {
    if (type.equals(Time.LOGICAL_NAME)) {
      throw new InvalidValue(DateText.RULE);
    }
    // Not Date.toInstant(), which java.sql.Date refuses.
    final LocalDateTime utc = utc(Timestamp.fromLogical(Timestamp.SCHEMA, date), MILLIS);
    return type.equals(org.apache.kafka.connect.data.Date.LOGICAL_NAME)
        ? withoutZone(utc)
        : pointInTime(utc);
  }

  /** A number that the name of its type says to count from 1970 on. */
  private String ofCount(final long count, final FieldValue found) throws InvalidValue {
    return switch (found.typeName()) {
      case DEBEZIUM + "Date" -> checked(LocalDate.ofEpochDay(count));
      case DEBEZIUM + "Timestamp", "local-timestamp-millis" -> withoutZone(utc(count, MILLIS));
      case DEBEZIUM + "MicroTimestamp", "local-timestamp-micros" -> withoutZone(utc(count, MICROS));
      case DEBEZIUM + "NanoTimestamp", "local-timestamp-nanos" -> withoutZone(utc(count, NANOS));
      case "timestamp-millis" -> pointInTime(utc(count, MILLIS));
      case "timestamp-micros" -> pointInTime(utc(count, MICROS));
      case "timestamp-nanos" -> pointInTime(utc(count, NANOS));
      default -> {
        if (found.typeName().startsWith(DEBEZIUM) || found.typeName().startsWith(CONNECT)) {
          throw new InvalidValue(DateText.RULE);
        }
        yield ofText(Text.of(found.value()));
      }
    };
  }

  private String ofText(final String text) throws InvalidValue {
    final DateText read = DateText.read(text);
    if (read.isPointInTime()) {
      return pointInTime(read.day().atTime(read.time()));
    }
    requireYear(read.day());
    return isIso(text) ? text : read.day().toString();
  }

  /** Midnight without a zone is that day, wherever; any other time is told in UTC by its source. */
  private String withoutZone(final LocalDateTime time) throws InvalidValue {
    return isMidnight(time) ? checked(time.toLocalDate()) : pointInTime(time);
  }

  private String pointInTime(final LocalDateTime utc) throws InvalidValue {
    if (zone.isPresent()) {
      return checked(utc.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone.get()).toLocalDate());
    }
    final String day = checked(utc.toLocalDate());
    if (!isMidnight(utc)) {
      throw new InvalidValue(
          "is a point in time and not midnight in UTC: set "
              + ValueSettings.BIRTHDAY_TIMEZONE
              + " to the zone in which it is a day");
    }
    return day;
  }

  private static boolean isMidnight(final LocalDateTime time) {
    return time.toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  private static LocalDateTime utc(final long count, final long perSecond) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(count, perSecond),
        (int) (Math.floorMod(count, perSecond) * (NANOS / perSecond)),
        ZoneOffset.UTC);
  }

  private static String checked(final LocalDate date) throws InvalidValue {
    requireYear(date);
    return date.toString();
  }

  private static void requireYear(final LocalDate date) throws InvalidValue {
    if (date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR) {
      throw new InvalidValue("is not a date from " + EARLIEST_YEAR + " to " + LATEST_YEAR);
    }
  }

  /** Whether a date that was read is in its final form already, as nearly all are. */
  private static boolean isIso(final String date) {
    return date.length() == ISO_LENGTH && date.charAt(4) == '-';
  }
}
