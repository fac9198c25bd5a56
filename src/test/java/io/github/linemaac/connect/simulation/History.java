package io.github.linemaac.connect.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One life of a connector: what happens, one after the other. In the end all is healed, and the
 * books must balance. A history is a value: it can be lived again, also without some of its events.
 */
record History<W extends World<?>>(Supplier<W> newWorld, List<NumberedEvent<W>> steps) {

  private static final Pattern RANGE = Pattern.compile("([0-9]+)(?:-([0-9]+))?");

  History {
    steps = List.copyOf(steps);
  }

  /** A history in which these events happen, with the same random numbers each time. */
  static <W extends World<?>> History<W> of(
      final Supplier<W> newWorld, final List<Event<? super W>> events) {
    final List<NumberedEvent<W>> steps = new ArrayList<>();
    events.forEach(event -> steps.add(new NumberedEvent<>(steps.size(), steps.size(), event)));
    return new History<>(newWorld, steps);
  }

  /** Lives it, and checks it all along and at its end. */
  void live() {
    final W world = newWorld.get();
    steps.forEach(step -> step.takeIn(world));
    world.dice().throwFor(0);
    new HappyEnd(world).live();
  }

  /** The same with some of its events only. */
  History<W> with(final List<NumberedEvent<W>> some) {
    return new History<>(newWorld, some);
  }

  /** The same with the events of these numbers only; with all, if there are none. */
  History<W> picked(final String numbers) {
    if (numbers.isBlank()) {
      return this;
    }
    final Set<Integer> picked = new HashSet<>();
    final Matcher ranges = RANGE.matcher(numbers);
    while (ranges.find()) {
      final int first = Integer.parseInt(ranges.group(1));
      final int last = ranges.group(2) == null ? first : Integer.parseInt(ranges.group(2));
      IntStream.rangeClosed(first, last).forEach(picked::add);
    }
    return with(steps.stream().filter(step -> picked.contains(step.number())).toList());
  }

  /** The numbers of its events, with ranges: 0,4,17-20. */
  String numbers() {
    final StringBuilder numbers = new StringBuilder();
    int i = 0;
    while (i < steps.size()) {
      int last = i;
      while (last + 1 < steps.size()
          && steps.get(last + 1).number() == steps.get(last).number() + 1) {
        last++;
      }
      numbers.append(numbers.isEmpty() ? "" : ",").append(steps.get(i).number());
      if (last > i) {
        numbers.append('-').append(steps.get(last).number());
      }
      i = last + 1;
    }
    return numbers.toString();
  }

  /** One line for each event. */
  @Override
  public String toString() {
    return steps.stream().map(NumberedEvent::toString).collect(Collectors.joining("\n"));
  }
}
