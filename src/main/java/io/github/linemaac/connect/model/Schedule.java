package io.github.linemaac.connect.model;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When delivery is due: a cron expression in a time zone. Pure and immutable.
 *
 * <p>The cron library is asked about times of a fixed offset only; what a change of the clock does
 * is decided here, so that it is the same for every expression. A time that the clock leaps over is
 * due at the leap, and a time that comes twice is due once; but an expression that has its beat in
 * the hours before and after too keeps that beat as if nothing had happened.
 */
public final class Schedule {
  private static final CronDefinition FORM =
      CronDefinitionBuilder.defineCron()
          .withMinutes()
          .withStrictRange()
          .and()
          .withHours()
          .withStrictRange()
          .and()
          .withDayOfMonth()
          .withStrictRange()
          .and()
          .withMonth()
          .withStrictRange()
          .and()
          .withDayOfWeek()
          .withValidRange(0, 7)
          .withMondayDoWValue(1)
          .withIntMapping(7, 0)
          .withStrictRange()
          .and()
          .withSupportedNicknameHourly()
          .withSupportedNicknameDaily()
          .withSupportedNicknameMidnight()
          .withSupportedNicknameWeekly()
          .withSupportedNicknameMonthly()
          .withSupportedNicknameYearly()
          .withSupportedNicknameAnnually()
          .instance();

  /** Sunday where a range of weekdays begins, the last of the five fields. */
  private static final Pattern FROM_SUNDAY =
      Pattern.compile("(?<=[\\s,])sun(?=-\\S*$)", Pattern.CASE_INSENSITIVE);

  /** Any time: an expression that never comes after this one never comes. */
  private static final ZonedDateTime SOME_TIME = Instant.EPOCH.atZone(ZoneOffset.UTC);

  private final ExecutionTime times;
  private final ZoneId zone;

  private Schedule(final ExecutionTime times, final ZoneId zone) {
    this.times = times;
    this.zone = zone;
  }

  /**
   * Reads a cron expression: five fields, or a name that begins with {@code @}.
   *
   * @throws IllegalArgumentException whose message says what is wrong with it, as the end of a
   *     sentence
   */
  public static Schedule of(final String expression, final ZoneId zone) {
    final ExecutionTime times = read(expression.strip());
    if (times.nextExecution(SOME_TIME).isEmpty()) {
      throw new IllegalArgumentException("it names a day that no month has, so it never comes");
    }
    return new Schedule(times, zone);
  }

  private static ExecutionTime read(final String expression) {
    final int fields = expression.split("\\s+").length;
    if (fields != 5 && !expression.startsWith("@")) {
      throw new IllegalArgumentException(
          "it has "
              + fields
              + (fields == 1 ? " field" : " fields")
              + ", and not five: minute, hour, day of month, month, day of week");
    }
    try {
      return ExecutionTime.forCron(new CronParser(FORM).parse(plain(expression)).validate());
    } catch (final IllegalArgumentException e) {
      throw new IllegalArgumentException(reason(e), e);
    } catch (final RuntimeException e) {
      // Of some texts the library makes an error of its own.
      throw new IllegalArgumentException("it cannot be read", e);
    }
  }

  /** The library has one number for a name, and Sunday's, 7, ends a week. */
  private static String plain(final String expression) {
    return FROM_SUNDAY.matcher(expression).replaceAll("0");
  }

  private static String reason(final IllegalArgumentException e) {
    return Optional.ofNullable(e.getMessage())
        .map(message -> message.replace("Failed to parse cron expression. ", "").strip())
        .filter(message -> !message.isEmpty())
        .map(message -> Character.toLowerCase(message.charAt(0)) + message.substring(1))
        .orElse("it cannot be read");
  }

  /** The first due time after a time of day. */
  public long nextAfter(final long wallMs) {
    final ZoneRules rules = zone.getRules();
    Instant from = Instant.ofEpochMilli(wallMs);
    ZoneOffset offset = rules.getOffset(from);
    Optional<ZoneOffsetTransition> last = Optional.of(from).map(rules::previousTransition);
    while (true) {
      final ZoneOffsetTransition change = rules.nextTransition(from);
      final Instant next = next(from, offset);
      if (change == null || next.isBefore(change.getInstant())) {
        if (last.isEmpty() || isDue(next, last.get())) {
          return next.toEpochMilli();
        }
        from = next;
      } else if (leapsOverBeat(change)) {
        return change.getInstant().toEpochMilli();
      } else {
        // So that the moment of the change itself is looked at, by the new time.
        from = change.getInstant().minusNanos(1);
        offset = change.getOffsetAfter();
        last = Optional.of(change);
        final Instant first = next(from, offset);
        if (first.equals(change.getInstant()) && isDue(first, change)) {
          return first.toEpochMilli();
        }
        from = change.getInstant();
      }
    }
  }

  /** The last due time that is not after a time of day. */
  public long latestUntil(final long wallMs) {
    long backMs = 60_000;
    while (nextAfter(wallMs - backMs) > wallMs) {
      backMs *= 2;
    }
    long earlyMs = wallMs - backMs;
    long lateMs = wallMs;
    while (lateMs - earlyMs > 1) {
      final long middleMs = earlyMs + (lateMs - earlyMs) / 2;
      if (nextAfter(middleMs) <= wallMs) {
        earlyMs = middleMs;
      } else {
        lateMs = middleMs;
      }
    }
    return nextAfter(earlyMs);
  }

  /** A time of day as people of the zone read it. */
  public String show(final long wallMs) {
    return Instant.ofEpochMilli(wallMs)
        .atZone(zone)
        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx"));
  }

  private Instant next(final Instant from, final ZoneOffset offset) {
    return times.nextExecution(from.atZone(offset)).orElseThrow().toInstant();
  }

  /** Whether a time that matches is due, and not the second one of two. */
  private boolean isDue(final Instant match, final ZoneOffsetTransition last) {
    final LocalDateTime local = LocalDateTime.ofInstant(match, last.getOffsetAfter());
    return !last.isOverlap()
        || !local.isBefore(last.getDateTimeBefore())
        || (matches(local.plus(last.getDuration())) && matches(local.minus(last.getDuration())));
  }

  /** Whether a time that the clock leaps over would have been due, and is not made up for. */
  private boolean leapsOverBeat(final ZoneOffsetTransition change) {
    if (!change.isGap()) {
      return false;
    }
    LocalDateTime missed = nextLocal(change.getDateTimeBefore().minusNanos(1));
    while (missed.isBefore(change.getDateTimeAfter())) {
      if (!matches(missed.plus(change.getDuration()))) {
        return true;
      }
      missed = nextLocal(missed);
    }
    return false;
  }

  private LocalDateTime nextLocal(final LocalDateTime from) {
    return times.nextExecution(from.atZone(ZoneOffset.UTC)).orElseThrow().toLocalDateTime();
  }

  private boolean matches(final LocalDateTime local) {
    return times.isMatch(local.atZone(ZoneOffset.UTC));
  }
}
