package io.github.linemaac.connect.batching;

/**
 * Says when enough is held: shut above a high mark of records or bytes, open again below half of
 * both, so that it does not flutter. Not thread-safe.
 */
public final class BackPressure {
  private final long highRecords;
  private final long highBytes;
  private boolean shut;

  /** An open valve that shuts at these marks. */
  public BackPressure(final long highRecords, final long highBytes) {
    this.highRecords = highRecords;
    this.highBytes = highBytes;
  }

  /** Tells the valve what is held now; answers whether it is shut now. */
  public boolean update(final long heldRecords, final long heldBytes) {
    if (heldRecords >= highRecords || heldBytes >= highBytes) {
      shut = true;
    } else if (heldRecords <= highRecords / 2 && heldBytes <= highBytes / 2) {
      shut = false;
    }
    return shut;
  }

  /** Whether it was shut when it was last told. */
  public boolean isPausing() {
    return shut;
  }
}
