package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.sandbox.Fault;

/** What MAAC does, and how the way to it fails. */
interface MaacEvent extends Event<World<?>> {

  /** MAAC takes so long for an import. */
  record ImportsTake(long ms) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().imports.durationMs = ms;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** MAAC refuses a second import with this status. */
  record BusyIs(int status) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().imports.concurrentStatus = status;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** MAAC is ready with a list so long after its upload. */
  record ListsTake(long ms) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().segments.readyAfterMs = ms;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** MAAC refuses a second list of a name. */
  record NamesAreUnique() implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().segments.namesUnique = true;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** MAAC's listings have so many entries on a page. */
  record PagesHave(int entries) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().settings().pageSize = entries;
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** The next calls of this method, or of any, to paths that begin like this, meet a fault. */
  record CallsFail(int times, String method, String path, Fault fault) implements MaacEvent {
    @Override
    public void happenIn(final World<?> world) {
      world.sandbox().faults().next(times, method, path, fault);
    }
  }
}
