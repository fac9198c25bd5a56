package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.ApiResult;
import io.github.linemaac.connect.config.DeliverySettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a batch may be sent: not faster than the pace, not before its retry is due, and only while
 * it is its connector's turn. Whoever else imports into the account is waited for, and that time is
 * no failure: it does not count towards {@code delivery.timeout.ms}. Pure but for its own state;
 * time is an argument.
 */
final class ImportTurn {
  /** How often it is told that the turn is another connector's. */
  private static final long TELL_MS = 60_000;

  private final ImportSlot slot;
  private final ImportRateLimiter pace;
  private final Backoff backoff;
  private final DeliverySettings settings;
  private final Retries retries;
  private OptionalLong readyMs = OptionalLong.empty();
  private OptionalLong waitingSinceMs = OptionalLong.empty();
  private OptionalLong refusedInWordsSinceMs = OptionalLong.empty();
  private long toldMs;

  ImportTurn(
      final ImportSlot slot,
      final ImportRateLimiter pace,
      final Backoff backoff,
      final DeliverySettings settings,
      final Retries retries) {
    this.slot = slot;
    this.pace = pace;
    this.backoff = backoff;
    this.settings = settings;
    this.retries = retries;
  }

  /** Waits; empty once the batch may be sent, and then it must be. */
  Optional<Step> await(final long nowMs) {
    readyMs = OptionalLong.of(readyMs.orElse(nowMs));
    final long earliestMs = Math.max(retries.notBeforeMs(), pace.earliestMs());
    if (nowMs < earliestMs) {
      return Optional.of(new Step.WaitUntil(earliestMs));
    }
    final long turnMs = slot.take(readyMs.getAsLong(), pace.gapMs(), nowMs);
    if (nowMs < turnMs) {
      return Optional.of(new Step.WaitUntil(turnMs, queued(nowMs)));
    }
    retries.calling(nowMs);
    pace.sent(nowMs);
    return Optional.empty();
  }

  /** The earliest moment at which the pace lets another import be sent. */
  long earliestMs() {
    return pace.earliestMs();
  }

  private List<Outcome> queued(final long nowMs) {
    if (waitingSinceMs.isEmpty()) {
      waitingSinceMs = OptionalLong.of(nowMs);
      toldMs = nowMs;
    }
    if (nowMs - toldMs < TELL_MS) {
      return List.of();
    }
    return List.of(
        awaited("other connectors of the account on this worker take turns", false, nowMs));
  }

  private Outcome awaited(final String what, final boolean refused, final long nowMs) {
    toldMs = nowMs;
    return new Outcome.SlotAwaited(what, nowMs - waitingSinceMs.orElse(nowMs), refused);
  }

  /** MAAC has answered what was sent, or will not. */
  void answered(final long nowMs) {
    pace.answered(nowMs);
  }

  /** MAAC takes no import just now. */
  List<Outcome> refused(final ApiResult.Busy<?> busy, final long nowMs) {
    final boolean isFirst = waitingSinceMs.isEmpty();
    waitingSinceMs = OptionalLong.of(waitingSinceMs.orElse(nowMs));
    refusedInWordsSinceMs =
        busy.inWordsAlone()
            ? OptionalLong.of(refusedInWordsSinceMs.orElse(nowMs))
            : OptionalLong.empty();
    final long maxWordsMs = Math.max(settings.importTimeoutMs(), settings.deliveryTimeoutMs());
    if (nowMs - refusedInWordsSinceMs.orElse(nowMs) >= maxWordsMs) {
      return retries.giveUp(
          busy.what()
              + ", for "
              + maxWordsMs
              + " ms. Either somebody else keeps importing into the account: look for another"
              + " integration, connector or person, and take turns with it. Or the wording means a"
              + " refusal: check api.token and its permissions. Nothing is lost: then restart the"
              + " task");
    }
    final long gapMs = Math.max(pace.gapMs(), settings.retryBackoffMs());
    final long waitMs =
        Math.max(
            busy.waitMs().orElse(0), backoff.betweenMs(gapMs, isFirst ? gapMs : spread(gapMs)));
    slot.refused(nowMs + waitMs, !busy.inWordsAlone(), nowMs);
    retries.succeeded();
    retries.waitUntil(nowMs + waitMs);
    return List.of(awaited(busy.what(), true, nowMs));
  }

  /** What was sent was not refused because of somebody else: MAAC has it, or failed. */
  List<Outcome> gotThrough(final long nowMs) {
    refusedInWordsSinceMs = OptionalLong.empty();
    if (waitingSinceMs.isEmpty()) {
      return List.of();
    }
    final long sinceMs = waitingSinceMs.getAsLong();
    waitingSinceMs = OptionalLong.empty();
    retries.excuse(sinceMs, nowMs);
    return List.of(new Outcome.SlotFree(nowMs - sinceMs));
  }

  /** The import is over, so others may have their turn. */
  void imported(final long nowMs) {
    final long gapMs = pace.gapMs();
    slot.imported(backoff.betweenMs(gapMs + spread(gapMs), gapMs / 20), nowMs);
  }

  /**
   * So much longer than a gap may a wait be, so that it meets other moments of the other's imports
   * than the last one did; the first may be a gap longer, since by then they march in step.
   */
  private static long spread(final long gapMs) {
    return gapMs * 2 / 5;
  }

  /** Nothing was imported, or nothing more is to be. */
  void release() {
    slot.release();
  }
}
