package io.github.linemaac.connect.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds a short list that still fails: leaves out larger and smaller pieces until no single one can
 * be left out (delta debugging).
 */
final class Shrinker {
  /** A failing build is to end, too. */
  private static final int MAX_TRIES = 5_000;

  private Shrinker() {}

  /**
   * The shortest list that was found.
   *
   * @param failing fails as it is
   * @param stillFails whether a shorter one does
   */
  static <T> List<T> shrink(final List<T> failing, final Predicate<List<T>> stillFails) {
    List<T> shortest = failing;
    int piece = Math.max(1, failing.size() / 2);
    int tries = 0;
    boolean wasShortened = false;
    int from = 0;
    while (tries < MAX_TRIES) {
      if (from >= shortest.size()) {
        if (piece == 1 && !wasShortened) {
          break;
        }
        piece = Math.max(1, piece / 2);
        wasShortened = false;
        from = 0;
        continue;
      }
      final List<T> shorter = without(shortest, from, piece);
      tries++;
      if (stillFails.test(shorter)) {
        shortest = shorter;
        wasShortened = true;
      } else {
        from += piece;
      }
    }
    return shortest;
  }

  private static <T> List<T> without(final List<T> list, final int from, final int count) {
    final List<T> rest = new ArrayList<>(list.subList(0, from));
    rest.addAll(list.subList(Math.min(list.size(), from + count), list.size()));
    return rest;
  }
}
