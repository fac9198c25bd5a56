package io.github.linemaac.connect.metrics;

import java.util.OptionalLong;

/** A wait that goes on, if one does, and how long the ended ones were altogether. */
record Waits(OptionalLong sinceMs, long endedMs) {
  static final Waits NONE = new Waits(OptionalLong.empty(), 0);
}
