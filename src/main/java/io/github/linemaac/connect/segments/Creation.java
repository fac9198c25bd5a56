package io.github.linemaac.connect.segments;

import java.util.Optional;

/**
 * Whether a segment that MAAC does not show may be made: a second one of the name cannot be undone.
 * Pure but for its own state.
 */
final class Creation {
  /** So often a segment must be missing in the listing: one listing may be odd. */
  private static final int LOOKS_BEFORE = 2;

  private final Absence lost = new Absence();
  private Optional<String> refused = Optional.empty();
  private int looks;

  /** It got no answer: the segment may have been made. */
  void lost(final long nowMs) {
    lost.note(nowMs);
  }

  /** Whether the segment may have been made by a call that got no answer. */
  boolean isLost() {
    return lost.isNoted();
  }

  /**
   * MAAC refuses it. If names are unique, somebody has made the segment since it was looked for.
   *
   * @return whether it is worth looking once more
   */
  boolean refuse(final String what) {
    final boolean isFirst = refused.isEmpty();
    refused = refused.or(() -> Optional.of(what));
    return isFirst;
  }

  /** Why MAAC refuses it, if it does. */
  Optional<String> refused() {
    return refused;
  }

  /** The listing does not show the segment; whether this is the first time. */
  boolean missed() {
    return looks++ == 0;
  }

  /** Whether the segment was missing often enough, and long enough if it may have been made. */
  boolean mayBegin(final long nowMs) {
    return looks >= LOOKS_BEFORE && (!lost.isNoted() || lost.isBelieved(nowMs));
  }

  /** When it is worth looking again at the latest. */
  long lookByMs() {
    return lost.believedAtMs();
  }

  /** The segment is there, or is about to be made. */
  void end() {
    lost.end();
    looks = 0;
  }
}
