package io.github.linemaac.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.github.linemaac.connect.model.Schedule;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

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
                + " month, month, day of week), or @hourly, @daily, @weekly, @monthly, @yearly."
                + " A period counts from the first value of its field: */10 as day of month is 1, 11,"
                + " 21, 31. Between the times nothing is consumed. Empty: records are delivered as they"
                + " come.")
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

  private static ZoneId zone(final String text) {
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

  /**
   * A text that must be readable, and that is no secret: the error says what is wrong with it.
   *
   * @param words what the value must be
   * @param reader throws {@link IllegalArgumentException} with what is wrong
   */
  private record Readability(String words, Consumer<String> reader) implements ConfigDef.Validator {

    @Override
    public void ensureValid(final String key, final Object value) {
      if (value == null) {
        return;
      }
      try {
        reader.accept(value.toString());
      } catch (final IllegalArgumentException e) {
        throw new ConfigException(key, value, e.getMessage() + ". It must be " + words);
      }
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
