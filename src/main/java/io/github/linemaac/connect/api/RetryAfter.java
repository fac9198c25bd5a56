package io.github.linemaac.connect.api;

import static java.time.temporal.ChronoField.YEAR;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * How long an answer asks to wait: a number of seconds, or a date in one of the three formats of
 * HTTP (RFC 9110, Retry-After and HTTP-date). Pure.
 */
final class RetryAfter {
  /** Longer waits than this that a server asks for are cut; the next answer may ask again. */
  private static final long MAX_MS = 900_000;

  private static final Pattern SECONDS = Pattern.compile("0*([0-9]+)");
  private static final int MAX_DIGITS = 9;

  /** A year of two digits is at most so many years ahead (RFC 9110). */
  private static final int YEARS_AHEAD = 50;

  private RetryAfter() {}

  /** The wait in milliseconds; empty if the answer asks for none that can be understood. */
  static OptionalLong waitMs(final HttpReply.Reply reply) {
    final String header = reply.retryAfter().orElse("").strip();
    if (SECONDS.matcher(header).matches()) {
      final String digits = header.replaceFirst("^0+(?=.)", "");
      return OptionalLong.of(
          digits.length() > MAX_DIGITS
              ? MAX_MS
              : Math.min(MAX_MS, Duration.ofSeconds(Long.parseLong(digits)).toMillis()));
    }
    // A date says nothing without the time by which it was written.
    return reply
        .at()
        .flatMap(at -> date(header, at).map(date -> Duration.between(at, date)))
        .map(wait -> OptionalLong.of(Math.max(0, Math.min(MAX_MS, wait.toMillis()))))
        .orElseGet(OptionalLong::empty);
  }

  private static Optional<Instant> date(final String text, final Instant at) {
    for (final DateTimeFormatter format : formats(at)) {
      try {
        return Optional.of(LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC));
      } catch (final DateTimeException e) {
        // It may be in the next format.
      }
    }
    return Optional.empty();
  }

  private static List<DateTimeFormatter> formats(final Instant at) {
    final int oldestYear = at.atZone(ZoneOffset.UTC).getYear() + YEARS_AHEAD - 99;
    return List.of(
        DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss 'GMT'", Locale.US),
        new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(YEAR, 2, 2, oldestYear)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.US),
        DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US));
  }
}
