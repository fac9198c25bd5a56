package io.github.linemaac.sandbox;

import java.util.ArrayList;
import java.util.List;

/** What a client did that the API forbids, in the order in which it happened. */
final class Violations {
  /** Enough for any test; bounded, so that a sandbox can run for days. */
  private static final int KEPT = 10_000;

  private final List<Violation> seen = new ArrayList<>();

  void add(Violation.Kind kind, String what, long nowMs) {
    if (seen.size() < KEPT) {
      seen.add(new Violation(kind, nowMs, what));
    }
  }

  List<Violation> seen() {
    return List.copyOf(seen);
  }
}
