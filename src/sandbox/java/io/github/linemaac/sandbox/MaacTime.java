package io.github.linemaac.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as MAAC writes them: ISO 8601 with offset and microseconds (MAAC OpenAPI, documented). */
final class MaacTime {
  private static final DateTimeFormatter ISO_MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx")
          .withZone(ZoneOffset.ofHours(8));

  private MaacTime() {}

  /** That much later; never, if one of the two is. */
  static long later(long nowMs, long durationMs) {
    return durationMs >= SandboxSettings.NEVER - nowMs ? SandboxSettings.NEVER : nowMs + durationMs;
  }

  static String of(long epochMs) {
    return ISO_MICROS.format(Instant.ofEpochMilli(epochMs));
  }
}
