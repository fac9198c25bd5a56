package io.github.linemaac.connect.simulation;

/**
 * An event in its place in a history.
 *
 * @param number its place in the history as it was made, which it keeps when others are left out
 * @param dice where the random numbers begin that it meets
 */
record NumberedEvent<W extends World<?>>(int number, long dice, Event<? super W> event) {

  void takeIn(final W world) {
    world.dice().throwFor(dice);
    world.happens(event.isCalm());
    event.happenIn(world);
  }

  @Override
  public String toString() {
    return String.format("%5d  %s", number, event);
  }
}
