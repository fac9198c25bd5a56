package io.github.linemaac.connect.segments;

import java.util.OptionalLong;

/**
 * Something that MAAC says it does not have, or does not show. One such answer may be wrong, so it
 * is believed only when it has been the same for a minute. Pure but for its own state.
 */
final class Absence {
  private static final long BELIEVED_AFTER_MS = 60_000;

  private OptionalLong sinceMs = OptionalLong.empty();

  /** MAAC says so. */
  void note(final long nowMs) {
    if (sinceMs.isEmpty()) {
      sinceMs = OptionalLong.of(nowMs);
    }
  }

  /** MAAC has it. */
  void end() {
    sinceMs = OptionalLong.empty();
  }

  /** Whether MAAC has said so, and nothing else since. */
  boolean isNoted() {
    return sinceMs.isPresent();
  }

  /** Whether it has been so for long enough. */
  boolean isBelieved(final long nowMs) {
    return isNoted() && nowMs >= believedAtMs();
  }

  /** When it will have been so for long enough; the end of time if it was not noted. */
  long believedAtMs() {
    return isNoted() ? sinceMs.getAsLong() + BELIEVED_AFTER_MS : Long.MAX_VALUE;
  }
}
