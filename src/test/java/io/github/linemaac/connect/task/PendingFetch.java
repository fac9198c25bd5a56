package io.github.linemaac.connect.task;

import io.github.linemaac.connect.api.Exports;
import java.util.Optional;

/** A fetch that ends when the test says so. */
final class PendingFetch implements Exports.Fetch {
  private Optional<Exports.Export> result = Optional.empty();
  boolean cancelled;

  void answer(final Exports.Export export) {
    result = Optional.of(export);
  }

  @Override
  public Optional<Exports.Export> result() {
    return result;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }
}
