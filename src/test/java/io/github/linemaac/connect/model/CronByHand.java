package io.github.linemaac.connect.model;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/**
 * A cron expression of five fields, read as slowly and plainly as can be: what the {@link Schedule}
 * is compared with.
 */
record CronByHand(List<String> fields) {
  private static final List<String> DAYS =
      List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat", "7");
  private static final List<String> MONTHS =
      List.of(
          "-", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  static CronByHand of(final String expression) {
    return new CronByHand(List.of(expression.split(" ")));
  }

  /** Whether it is due at this minute, by the clock of the zone. */
  boolean matches(final LocalDateTime minute) {
    final int dayOfWeek = minute.getDayOfWeek().getValue() % 7;
    final boolean dayOfMonthFits = fits(2, minute.getDayOfMonth(), 1, List.of());
    final boolean dayOfWeekFits =
        fits(4, dayOfWeek, 0, DAYS) || (dayOfWeek == 0 && fits(4, 7, 0, DAYS));
    final boolean anyDay = isAny(fields.get(2)) || isAny(fields.get(4));
    return fits(0, minute.getMinute(), 0, List.of())
        && fits(1, minute.getHour(), 0, List.of())
        && fits(3, minute.getMonthValue(), 1, MONTHS)
        && (anyDay ? dayOfMonthFits && dayOfWeekFits : dayOfMonthFits || dayOfWeekFits);
  }

  private static boolean isAny(final String field) {
    return field.equals("*") || field.equals("*/1");
  }

  private boolean fits(
      final int field, final int value, final int first, final List<String> names) {
    return List.of(fields.get(field).split(",")).stream()
        .anyMatch(part -> fitsPart(part, value, first, names));
  }

  private static boolean fitsPart(
      final String part, final int value, final int first, final List<String> names) {
    if (part.equals("*")) {
      return true;
    }
    if (part.startsWith("*/")) {
      return (value - first) % Integer.parseInt(part.substring(2)) == 0;
    }
    final String[] ends = part.split("-", -1);
    return value >= number(ends[0], names) && value <= number(ends[ends.length - 1], names);
  }

  private static int number(final String text, final List<String> names) {
    final int named = names.indexOf(text.toLowerCase(Locale.ROOT));
    return named >= 0 ? named : Integer.parseInt(text);
  }
}
