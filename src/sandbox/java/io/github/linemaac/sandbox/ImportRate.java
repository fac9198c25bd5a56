package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Violation.Kind.THROTTLED;

/** The rate limit of imports, as Django REST framework keeps it. */
final class ImportRate {
  private final ImportSettings settings;
  private final SlidingWindow letIn = new SlidingWindow();

  ImportRate(ImportSettings settings) {
    this.settings = settings;
  }

  /** Lets an import in or refuses it. */
  void letIn(long nowMs, ImportCounts counts) {
    if (letIn.count(nowMs) >= settings.perMinute) {
      counts.throttled++;
      long waitSeconds = letIn.secondsUntilRoom(nowMs);
      String sentence =
          "Request was throttled. Expected available in "
              + waitSeconds
              + (waitSeconds == 1 ? " second." : " seconds.");
      throw new Refusal(
          THROTTLED,
          "more than " + settings.perMinute + " imports in 60 s",
          SandboxReply.detail(429, sentence).withHeader("Retry-After", Long.toString(waitSeconds)));
    }
    letIn.add(nowMs);
  }

  /** How many it has let in during the last 60 s. */
  int lastMinute(long nowMs) {
    return letIn.count(nowMs);
  }
}
