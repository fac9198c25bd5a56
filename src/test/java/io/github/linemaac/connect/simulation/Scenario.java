package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.simulation.WorkerEvent.Configured;
import io.github.linemaac.connect.simulation.WorkerEvent.LateRound;
import io.github.linemaac.connect.simulation.WorkerEvent.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** A history that somebody thought of, told in the events of the random ones. */
final class Scenario<W extends World<?>> {
  private final Supplier<W> newWorld;
  private final List<Event<? super W>> events = new ArrayList<>();

  /** Something that must be true at this point. */
  private record Then<W extends World<?>>(String what, Consumer<W> check) implements Event<W> {
    @Override
    public void happenIn(final W world) {
      check.accept(world);
    }

    @Override
    public boolean isCalm() {
      return true;
    }

    @Override
    public String toString() {
      return "then " + what;
    }
  }

  private Scenario(final Supplier<W> newWorld) {
    this.newWorld = newWorld;
  }

  static Scenario<MemberWorld> ofMembers() {
    return new Scenario<>(MemberWorld::new);
  }

  static Scenario<SegmentWorld> ofSegments() {
    return new Scenario<>(SegmentWorld::new);
  }

  static Scenario<SnapshotWorld> ofSnapshots() {
    return new Scenario<>(SnapshotWorld::new);
  }

  Scenario<W> with(final String key, final Object value) {
    return happens(new Configured(key, value.toString()));
  }

  Scenario<W> happens(final Event<? super W> event) {
    events.add(event);
    return this;
  }

  /** Something happens so many times, each a little different. */
  Scenario<W> times(final int times, final IntFunction<Event<? super W>> event) {
    for (int i = 0; i < times; i++) {
      events.add(event.apply(i));
    }
    return this;
  }

  /** So many rounds of worker and uploader, as soon as each is due. */
  Scenario<W> rounds(final int rounds) {
    return times(rounds, i -> new Round(3, 100));
  }

  /** So many rounds, each a second after the other. */
  Scenario<W> seconds(final int seconds) {
    return times(seconds, i -> new LateRound(5, 1_000));
  }

  Scenario<W> then(final String what, final Consumer<W> check) {
    return happens(new Then<>(what, check));
  }

  /** Lives it; then all is healed, and the books must balance. */
  void endsWell() {
    Failure.expectNone(History.of(newWorld, events), 0);
  }
}
