package io.github.linemaac.connect.batching;

/**
 * Says when too much is held: above a high mark of records or bytes, until it is below half of
 * both, so that it does not flutter. {@code task.Pipeline} pauses the partitions meanwhile. Not
 * thread-safe.
 */
public final class BackPressure {
  private final long highRecords;
  private final long highBytes;
  private boolean full;

  /** Not full until one of these marks is reached. */
  public BackPressure(final long highRecords, final long highBytes) {
    this.highRecords = highRecords;
    this.highBytes = highBytes;
  }

  /** Takes in what is held now; answers whether that is too much. */
  public boolean update(final long heldRecords, final long heldBytes) {
    if (heldRecords >= highRecords || heldBytes >= highBytes) {
      full = true;
    } else if (heldRecords <= highRecords / 2 && heldBytes <= highBytes / 2) {
      full = false;
    }
    return full;
  }

  /** What it answered last. */
  public boolean isFull() {
    return full;
  }
}
