package io.github.linemaac.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.github.linemaac.connect.model.Schedule;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * When records are delivered.
 *
 * @param schedule the times; empty: as they come
 */
public record ScheduleSettings(Optional<Schedule> schedule) {

  static final String SCHEDULE = "delivery.schedule";
  static final String TIMEZONE = "delivery.timezone";

  static void define(final ConfigDef def) {
    new Keys(def, "Schedule")
        .add(
            SCHEDULE,
            ConfigDef.Type.STRING,
            "",
            new Readability(
                "empty, a cron expression of five fields as 0 2 * * *, or @hourly, @daily,"
                    + " @weekly, @monthly or @yearly",
                text -> read(text, ZoneOffset.UTC)),
            MEDIUM,
            "When records are delivered: a cron expression of five fields (minute, hour, day of"
                + " month, month, day of week), or @hourly, @daily, @weekly, @monthly, @yearly. A"
                + " period counts from the first value of its field: */10 as day of month is 1, 11,"
                + " 21, 31. Between the times nothing is consumed. Empty: records are delivered as"
                + " they come.")
        .add(
            TIMEZONE,
            ConfigDef.Type.STRING,
            "UTC",
            new Readability(
                "the name of a time zone, as Asia/Taipei or UTC", ScheduleSettings::zone),
            LOW,
            "The time zone that delivery.schedule is in, as Asia/Taipei. Times that a change of the"
                + " clock leaps over or brings twice are delivered once.");
  }

  static ScheduleSettings of(final AbstractConfig config) {
    return new ScheduleSettings(read(config.getString(SCHEDULE), zone(config.getString(TIMEZONE))));
  }

  private static Optional<Schedule> read(final String text, final ZoneId zone) {
    return text.isBlank() ? Optional.empty() : Optional.of(Schedule.of(text, zone));
  }

  /**
   * The zone of that name.
   *
   * @throws IllegalArgumentException with what is wrong, if there is none
   */
  static ZoneId zone(final String text) {
    final String name = text.strip();
    try {
      return ZoneId.of(name);
    } catch (final DateTimeException e) {
      final Optional<String> meant =
          ZoneId.getAvailableZoneIds().stream().filter(name::equalsIgnoreCase).findFirst();
      throw new IllegalArgumentException(
          meant.map(zone -> "did you mean " + zone + "?").orElse("there is none of that name"), e);
    }
  }
}
