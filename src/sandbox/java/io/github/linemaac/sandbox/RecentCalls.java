package io.github.linemaac.sandbox;

import java.util.List;

/**
 * The calls that came last, and what became of them. Calls in a row that differ in nothing but the
 * time are one entry: a client that polls would fill the list otherwise. Not thread-safe.
 */
final class RecentCalls {
  private static final int KEPT = 20;
  private static final int MAX_ENDPOINT_CHARS = 60;

  private final Newest<Entry> newest = new Newest<>(KEPT);

  /**
   * Equal calls in a row.
   *
   * @param lastAtMs when the last of them came
   * @param endpoint the path, with {@code {id}} for a number in it
   * @param outcome a status, or what happened to the connection
   */
  record Entry(long lastAtMs, String method, String endpoint, String outcome, int times) {
    boolean isLike(Entry other) {
      return method.equals(other.method)
          && endpoint.equals(other.endpoint)
          && outcome.equals(other.outcome);
    }
  }

  void add(SandboxRequest request, SandboxAnswer answer, long nowMs) {
    String endpoint = Route.of(request.path()).template();
    Entry call =
        new Entry(
            nowMs,
            request.method(),
            endpoint.substring(0, Math.min(endpoint.length(), MAX_ENDPOINT_CHARS)),
            answer.shown(),
            1);
    newest
        .newest()
        .filter(call::isLike)
        .ifPresentOrElse(
            before ->
                newest.replaceNewest(
                    new Entry(
                        nowMs, call.method(), call.endpoint(), call.outcome(), before.times() + 1)),
            () -> newest.add(call));
  }

  /** Newest first. */
  List<Entry> all() {
    return newest.all();
  }
}
