package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.Request;
import java.util.List;

/** What a procedure wants done next. */
public sealed interface Step {

  /** Make this call, and hand over its answer. */
  record Call(Request request) implements Step {}

  /**
   * Ask again at this moment.
   *
   * @param outcomes what is to be told meanwhile
   */
  record WaitUntil(long ms, List<Outcome> outcomes) implements Step {

    /** Copies the list, so that a step never changes. */
    public WaitUntil {
      outcomes = List.copyOf(outcomes);
    }

    /** A wait that nothing is told about. */
    public WaitUntil(final long ms) {
      this(ms, List.of());
    }
  }

  /**
   * Nothing more: the load is accounted for.
   *
   * @param outcomes what is still to be told, where no answer has told it
   * @param nextMs the earliest moment at which the next load may go out
   */
  record Done(List<Outcome> outcomes, long nextMs) implements Step {

    /** Copies the list, so that a step never changes. */
    public Done {
      outcomes = List.copyOf(outcomes);
    }

    /** An end that the next load need not wait after. */
    public Done(final List<Outcome> outcomes) {
      this(outcomes, 0);
    }
  }

  /** Nothing more can be done without a person. */
  record Fail(String message) implements Step {}
}
