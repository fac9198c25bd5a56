package io.github.linemaac.connect.simulation;

/**
 * Something that happens in a history: a value with all its parameters, so that a history can be
 * lived again without it.
 *
 * @param <W> in which world it can happen
 */
interface Event<W extends World<?>> {

  void happenIn(W world);

  /** Whether nothing goes wrong by it, so that a task has no reason to fail. */
  default boolean isCalm() {
    return false;
  }
}
