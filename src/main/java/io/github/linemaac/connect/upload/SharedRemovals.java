package io.github.linemaac.connect.upload;

/** What the removals of one connector's batches have in common. One thread, the uploader's. */
public final class SharedRemovals {
  private final CallPace pace;
  private final TagIds tagIds = new TagIds();

  /**
   * Removals of a connector that makes so many calls a second.
   *
   * @param startMs now; what was called just before is not known
   */
  public SharedRemovals(final int perSecond, final long startMs) {
    this.pace = new CallPace(perSecond, startMs);
  }

  /** How soon after one call the next may be made. */
  CallPace pace() {
    return pace;
  }

  /** What is known of tags from batches before. */
  TagIds tagIds() {
    return tagIds;
  }
}
