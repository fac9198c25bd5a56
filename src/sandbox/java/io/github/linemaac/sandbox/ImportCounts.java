package io.github.linemaac.sandbox;

/** Counts while imports come and go; {@link ImportStats} is how it stands at one moment. */
final class ImportCounts {
  long accepted;
  long throttled;
  long refusedAsConcurrent;
  long refusedAsMalformed;
  long succeeded;
  long rejected;
  long failed;
  long rowsAccepted;
  long rowsWritten;
  private final SlidingWindow posts = new SlidingWindow();
  private long posted;
  private int maxConcurrentWanted;
  private int maxPostedPerMinute;

  void posted(long nowMs, int concurrent) {
    posted++;
    posts.add(nowMs);
    maxPostedPerMinute = Math.max(maxPostedPerMinute, posts.count(nowMs));
    maxConcurrentWanted = Math.max(maxConcurrentWanted, concurrent);
  }

  ImportStats stats() {
    return new ImportStats(
        posted,
        accepted,
        throttled,
        refusedAsConcurrent,
        refusedAsMalformed,
        succeeded,
        rejected,
        failed,
        rowsAccepted,
        rowsWritten,
        maxConcurrentWanted,
        maxPostedPerMinute);
  }
}
