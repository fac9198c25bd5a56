package io.github.linemaac.connect.simulation;

import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/**
 * Drives the whole pipeline, from record to committed offset, through random histories against the
 * sandbox's rules. Single-threaded and in hand-set time, so a seed tells the whole story.
 *
 * <p>{@code -Dsimulation.histories=N} lives more of them, {@code -Dsimulation.seed=S} one alone.
 */
class SimulationTest {

  @Test
  void theBooksBalanceAfterEveryHistoryOfMembers() {
    live(seed -> new History(seed).live());
  }

  @Test
  void theBooksBalanceAfterEveryHistoryOfSegments() {
    live(seed -> new SegmentHistory(seed).live());
  }

  private static void live(final LongConsumer history) {
    final long only = Long.getLong("simulation.seed", -1);
    final long first = only < 0 ? 0 : only;
    final long end = only < 0 ? Long.getLong("simulation.histories", 1_000) : only + 1;
    for (long seed = first; seed < end; seed++) {
      try {
        history.accept(seed);
      } catch (final AssertionError | RuntimeException e) {
        throw new AssertionError("history -Dsimulation.seed=" + seed + ": " + e.getMessage(), e);
      }
    }
  }
}
