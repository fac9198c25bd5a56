package io.github.linemaac.connect.simulation;

import java.util.Arrays;
import java.util.Optional;

/** How a history fails: which check of the simulation, or where in the connector. */
record Failure(Throwable thrown) {
  private static final String OURS = "io.github.linemaac.connect.";

  /** Lives a history; if it fails, says so with the shortest that fails in the same way. */
  static void expectNone(final History<?> history, final long seed) {
    final Optional<Failure> failure = of(history);
    if (failure.isPresent()) {
      throw failure.get().shrunk(history, seed);
    }
  }

  /** Lives a history. */
  static Optional<Failure> of(final History<?> history) {
    try {
      history.live();
      return Optional.empty();
    } catch (final AssertionError | RuntimeException e) {
      return Optional.of(new Failure(e));
    }
  }

  private <W extends World<?>> AssertionError shrunk(final History<W> history, final long seed) {
    final History<W> shortest =
        history.with(
            Shrinker.shrink(
                history.steps(),
                steps -> of(history.with(steps)).filter(this::isLike).isPresent()));
    final Throwable last = of(shortest).orElse(this).thrown();
    return new AssertionError(
        "history -Dsimulation.seed="
            + seed
            + " fails: "
            + thrown.getMessage()
            + "\nIt fails in the same way with "
            + shortest.steps().size()
            + " of its "
            + history.steps().size()
            + " events, -Dsimulation.seed="
            + seed
            + " -Dsimulation.events="
            + shortest.numbers()
            + "\n"
            + shortest
            + "\n       then all is healed\n"
            + last.getMessage(),
        last);
  }

  private boolean isLike(final Failure other) {
    return thrown.getClass() == other.thrown().getClass() && where().equals(other.where());
  }

  private String where() {
    return Arrays.stream(thrown.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .findFirst()
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .orElse("");
  }
}
