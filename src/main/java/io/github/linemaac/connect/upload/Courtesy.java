package io.github.linemaac.connect.upload;

import java.util.OptionalLong;

/**
 * How long the account's import slot is left free after an import, for those who are not seen:
 * connectors on other workers, other integrations. MAAC has no queue, so who imports back to back
 * would keep them out.
 *
 * <p>Where MAAC has refused an import lately, somebody else is there. Then each import is followed
 * by a rest in which all others find the slot free, since they ask once a gap of their pace; and a
 * longer one if this worker itself had to wait for long, since then several others wait.
 *
 * <p>Where it has not, nobody may be there, and throughput counts. Only the first imports, and one
 * in five minutes, are followed by a rest; and it is shorter than an import, so that who comes in
 * is still at it when this worker asks again, is found, and is shared with from then on.
 *
 * <p>Pure but for its own state; time is an argument.
 */
final class Courtesy {
  private static final long LATELY_MS = 600_000;
  private static final long PROBE_EVERY_MS = 300_000;

  /** Two of three others who wait find a short rest; of three in a row, nearly all find one. */
  private static final int PROBES = 3;

  private OptionalLong refusedMs = OptionalLong.empty();
  private OptionalLong restedMs = OptionalLong.empty();
  private OptionalLong endedMs = OptionalLong.empty();
  private int probes = PROBES;
  private long begunMs;
  private long waitedMs;

  /** MAAC took no import because of somebody else. */
  void refused(final long nowMs) {
    refusedMs = OptionalLong.of(nowMs);
  }

  /** An import is tried. */
  void begins(final long nowMs) {
    begunMs = nowMs;
    waitedMs = nowMs - endedMs.orElse(nowMs);
  }

  /**
   * An import is over.
   *
   * @param gapRestMs long enough for all who ask once a gap
   * @return how long the slot is left free from now on
   */
  long ended(final long gapRestMs, final long nowMs) {
    endedMs = OptionalLong.of(nowMs);
    final long importMs = nowMs - begunMs;
    if (isWithin(LATELY_MS, refusedMs, nowMs)) {
      probes = PROBES;
      restedMs = endedMs;
      return Math.max(gapRestMs, Math.min(waitedMs * 4 / 5, 2 * importMs));
    }
    if (probes > 0 || !isWithin(PROBE_EVERY_MS, restedMs, nowMs)) {
      probes = Math.max(0, probes - 1);
      restedMs = endedMs;
      return Math.min(gapRestMs, importMs * 9 / 10);
    }
    return 0;
  }

  private static boolean isWithin(final long ms, final OptionalLong thenMs, final long nowMs) {
    return thenMs.isPresent() && nowMs - thenMs.getAsLong() < ms;
  }
}
