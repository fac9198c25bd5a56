package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.model.MaacLimits;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose turn it is to import into one account. Of those who wait, nobody gets a second turn before
 * each other has had one; else the oldest batch goes first. So with n connectors nobody waits for
 * more than n - 1 imports of the others.
 *
 * <p>Connectors on other workers are not seen: {@link Courtesy} leaves the slot free for them.
 *
 * <p>Pure but for its own state; time is an argument; not thread-safe.
 */
final class SlotQueue {
  /** Who waits is not woken, and asks so often. */
  private static final long ASK_AGAIN_MS = 100;

  /** Who has not asked again for so long has something else to do, and holds nobody up. */
  private static final long STALE_MS = 10_000;

  private static final long ACCOUNT_GAP_MS = 60_000 / MaacLimits.IMPORTS_PER_MINUTE;

  private final Map<Object, Waiting> waiting = new HashMap<>();
  private final Map<Object, Long> lastTurns = new HashMap<>();
  private final Courtesy courtesy = new Courtesy();
  private Optional<Object> holder = Optional.empty();
  private long restUntilMs = Long.MIN_VALUE;
  private long events;

  /**
   * Who waits.
   *
   * @param since the event that it has waited since
   * @param batchSinceMs since when its batch could be sent
   * @param asksAtMs when it was told to ask again
   */
  private record Waiting(Object connector, long since, long batchSinceMs, long asksAtMs) {}

  /** See {@link ImportSlot#take}. */
  long take(final Object connector, final long batchSinceMs, final long gapMs, final long nowMs) {
    if (isHeldBy(connector)) {
      return nowMs;
    }
    final long askAgainMs = nowMs < restUntilMs ? restUntilMs : nowMs + ASK_AGAIN_MS;
    final Optional<Waiting> before = Optional.ofNullable(waiting.get(connector));
    final long since = before.map(Waiting::since).orElseGet(() -> ++events);
    waiting.put(connector, new Waiting(connector, since, batchSinceMs, askAgainMs));
    if (holder.isPresent() || nowMs < restUntilMs || !isNext(connector, nowMs)) {
      return askAgainMs;
    }
    holder = Optional.of(connector);
    restUntilMs = nowMs + Math.min(gapMs, ACCOUNT_GAP_MS);
    courtesy.begins(nowMs);
    return nowMs;
  }

  /** See {@link ImportSlot#refused}. */
  void refused(
      final Object connector, final long untilMs, final boolean keepsPlace, final long nowMs) {
    if (isHeldBy(connector)) {
      courtesy.refused(nowMs);
      restUntilMs = Math.max(restUntilMs, untilMs);
      if (keepsPlace) {
        holder = Optional.empty();
        waiting.computeIfPresent(
            connector, (who, w) -> new Waiting(who, w.since(), w.batchSinceMs(), restUntilMs));
      } else {
        release(connector);
      }
    }
  }

  /** See {@link ImportSlot#imported}. */
  void imported(final Object connector, final long restMs, final long nowMs) {
    if (isHeldBy(connector)) {
      release(connector);
      restUntilMs = Math.max(restUntilMs, nowMs + courtesy.ended(restMs, nowMs));
    }
  }

  /** See {@link ImportSlot#release}. */
  void release(final Object connector) {
    if (isHeldBy(connector)) {
      holder = Optional.empty();
      lastTurns.put(connector, ++events);
    }
    waiting.remove(connector);
  }

  /** A connector is gone for good. */
  void leave(final Object connector) {
    release(connector);
    lastTurns.remove(connector);
  }

  private boolean isHeldBy(final Object connector) {
    return holder.filter(connector::equals).isPresent();
  }

  private boolean isNext(final Object connector, final long nowMs) {
    waiting.values().removeIf(other -> nowMs > other.asksAtMs() + STALE_MS);
    return waiting.values().stream()
        .filter(this::holdsNobodyUp)
        .min(Comparator.comparingLong(Waiting::batchSinceMs).thenComparingLong(Waiting::since))
        .filter(next -> next.connector().equals(connector))
        .isPresent();
  }

  /** Whether nobody waits who has done so since before this one's last turn was over. */
  private boolean holdsNobodyUp(final Waiting one) {
    final long lastTurn = lastTurns.getOrDefault(one.connector(), 0L);
    return waiting.values().stream()
        .allMatch(other -> other.equals(one) || other.since() > lastTurn);
  }
}
