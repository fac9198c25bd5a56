package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.ApiResult;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.config.DeliverySettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When the next call for a load may be made, how often calls have failed, and why none is made any
 * more. Pure but for its own state; time is an argument.
 */
public final class Retries {
  private final String load;
  private final DeliverySettings settings;
  private final Backoff backoff;
  private long notBeforeMs = Long.MIN_VALUE;
  private OptionalLong startedMs = OptionalLong.empty();
  private long excusedMs;
  private int failures;
  private long failingSinceMs;
  private Optional<String> gaveUp = Optional.empty();

  /** From when {@code delivery.timeout.ms} is counted. */
  public enum Since {
    /** From the first call: calls that succeed in between bring the load no further. */
    FIRST_CALL,
    /** From the first of the failures in a row: MAAC has the load, and is asked about it. */
    FIRST_FAILURE
  }

  /**
   * Nothing has been tried.
   *
   * @param load what is brought, for people
   */
  public Retries(final String load, final DeliverySettings settings, final Backoff backoff) {
    this.load = load;
    this.settings = settings;
    this.backoff = backoff;
  }

  /** Why no call is made any more, if so. */
  public Optional<String> gaveUp() {
    return gaveUp;
  }

  /** No call is made before. */
  public long notBeforeMs() {
    return notBeforeMs;
  }

  public void waitUntil(final long ms) {
    notBeforeMs = ms;
  }

  /** Waits no longer than until then, unless that has passed. */
  public void callBy(final long ms, final long nowMs) {
    if (nowMs < ms) {
      notBeforeMs = Math.min(notBeforeMs, ms);
    }
  }

  /** Waits as after a failure, although MAAC has answered. */
  public void backOff(final long nowMs) {
    count(nowMs);
    notBeforeMs = nowMs + backoff.delayMs(failures);
  }

  /** A call is made; only the first is remembered. */
  public void calling(final long nowMs) {
    if (startedMs.isEmpty()) {
      startedMs = OptionalLong.of(nowMs);
    }
  }

  /** How long ago the first call was made. */
  public long tookMs(final long nowMs) {
    return nowMs - startedMs.orElse(nowMs);
  }

  /** The time since then was spent on somebody else's turn: it is no failure of this load. */
  void excuse(final long sinceMs, final long nowMs) {
    excusedMs += nowMs - Math.max(sinceMs, startedMs.orElse(nowMs));
  }

  public void succeeded() {
    failures = 0;
  }

  /** What was tried is done with; what comes now begins anew. */
  void progressed() {
    failures = 0;
    startedMs = OptionalLong.empty();
    excusedMs = 0;
  }

  /** Waits from now on as if at least so many calls had failed. */
  void countAtLeast(final int count) {
    failures = Math.max(failures, count);
  }

  /** A call failed as this reading of its answer says, and is made again. */
  public List<Outcome> after(
      final ApiResult<?> reading, final Request request, final Since since, final long nowMs) {
    return reading instanceof ApiResult.Retry<?> retry
        ? again(retry.what(), retry.waitMs(), request.isUpload(), since, nowMs)
        : again(
            request + " returned HTTP " + (reading instanceof ApiResult.NotFound<?> ? 404 : 413),
            OptionalLong.empty(),
            request.isUpload(),
            since,
            nowMs);
  }

  /** What was sent came to nothing, and is sent again. */
  List<Outcome> again(final String what, final Since since, final long nowMs) {
    return again(what, OptionalLong.empty(), true, since, nowMs);
  }

  private List<Outcome> again(
      final String what,
      final OptionalLong askedMs,
      final boolean sendsAgain,
      final Since since,
      final long nowMs) {
    count(nowMs);
    final long triedMs =
        since == Since.FIRST_FAILURE ? nowMs - failingSinceMs : tookMs(nowMs) - excusedMs;
    if (settings.deliveryTimeoutMs() > 0 && triedMs >= settings.deliveryTimeoutMs()) {
      return giveUp(
          load
              + " could not be delivered within delivery.timeout.ms="
              + settings.deliveryTimeoutMs()
              + "; last failure: "
              + what
              + ". Nothing is lost: when MAAC responds again, restart the task");
    }
    final long waitMs = askedMs.orElse(0) > 0 ? askedMs.getAsLong() : backoff.delayMs(failures);
    notBeforeMs = nowMs + waitMs;
    return List.of(new Outcome.Retrying(what, failures, waitMs, sendsAgain));
  }

  /** Makes no call any more; what became of records is told otherwise. */
  public List<Outcome> giveUp(final String message) {
    gaveUp = Optional.of(message);
    return List.of();
  }

  private void count(final long nowMs) {
    failures++;
    if (failures == 1) {
      failingSinceMs = nowMs;
    }
  }
}
