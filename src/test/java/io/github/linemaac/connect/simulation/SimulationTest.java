package io.github.linemaac.connect.simulation;

import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * Drives the whole pipeline, from record to committed offset, through random histories against the
 * sandbox's rules.
 *
 * <p>{@code -Dsimulation.histories=N} lives more of them, {@code -Dsimulation.seed=S} one alone,
 * and {@code -Dsimulation.events=0,4,17-20} some of its events only, as a failure names them.
 */
class SimulationTest {

  @Test
  void theBooksBalanceAfterEveryHistoryOfMembers() {
    live(MemberHistories::of);
  }

  @Test
  void theBooksBalanceAfterEveryHistoryOfSegments() {
    live(SegmentHistories::of);
  }

  @Test
  void theBooksBalanceAfterEveryHistoryOfSnapshots() {
    live(SnapshotHistories::of);
  }

  private static <W extends World<?>> void live(final LongFunction<History<W>> histories) {
    final long only = Long.getLong("simulation.seed", -1);
    if (only >= 0) {
      final History<W> whole = histories.apply(only);
      Failure.expectNone(whole.picked(System.getProperty("simulation.events", "")), only);
      return;
    }
    final long count = Long.getLong("simulation.histories", 1_000);
    for (long seed = 0; seed < count; seed++) {
      Failure.expectNone(histories.apply(seed), seed);
    }
  }
}
