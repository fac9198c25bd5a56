package io.github.linemaac.connect.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.support.HandSetClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account that takes one import at a time, in hand-set time, and remembers who has sent which.
 */
final class SharedAccount {
  private static final int LATENCY_MS = 40;

  private final HandSetClock clock;
  private final long importMs;
  private final HttpReply refusal;
  private final Map<Integer, Long> endsMs = new HashMap<>();
  private final List<String> imported = new ArrayList<>();
  private final Map<String, List<Long>> askedMs = new HashMap<>();
  private final Map<String, List<String>> importedSinceRefused = new HashMap<>();
  private int longestWaitImports;
  private long busyUntilMs;

  /** One whose imports take so long, and which refuses a second one so. */
  SharedAccount(final HandSetClock clock, final long importMs, final HttpReply refusal) {
    this.clock = clock;
    this.importMs = importMs;
    this.refusal = refusal;
  }

  /** The way to it of somebody with a name. */
  MaacApi of(final String name) {
    return new MaacApi() {
      @Override
      public HttpReply call(final Request request) {
        clock.advance(LATENCY_MS / 2);
        final HttpReply answer = request.isUpload() ? begin(name) : look(request);
        clock.advance(LATENCY_MS / 2);
        return answer;
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  private HttpReply begin(final String name) {
    askedMs.computeIfAbsent(name, any -> new ArrayList<>()).add(clock.monotonicMs());
    if (!isFree()) {
      importedSinceRefused.computeIfAbsent(name, any -> new ArrayList<>());
      return refusal;
    }
    take(name);
    endsMs.put(imported.size(), busyUntilMs);
    return ok("{\"id\": " + imported.size() + "}");
  }

  private HttpReply look(final Request request) {
    final int id = Integer.parseInt(request.path().replaceAll("[^0-9]*v1[^0-9]*([0-9]+)/", "$1"));
    return ok(
        clock.monotonicMs() < endsMs.get(id)
            ? "{\"status\": \"processing\"}"
            : "{\"status\": \"done\", \"result\": {\"success\": true}}");
  }

  boolean isFree() {
    return clock.monotonicMs() >= busyUntilMs;
  }

  /** Somebody begins an import. */
  void take(final String name) {
    busyUntilMs = clock.monotonicMs() + importMs;
    imported.add(name);
    importedSinceRefused.remove(name);
    for (final List<String> since : importedSinceRefused.values()) {
      since.add(name);
      longestWaitImports = Math.max(longestWaitImports, Collections.frequency(since, name));
    }
  }

  /** The most imports of one other that somebody has waited for since it was first refused. */
  int longestWaitImports() {
    return longestWaitImports;
  }

  /** Who has imported, in order. */
  List<String> imported() {
    return List.copyOf(imported);
  }

  /** When somebody asked for an import, in order. */
  List<Long> askedMs(final String name) {
    return List.copyOf(askedMs.getOrDefault(name, List.of()));
  }

  private static HttpReply ok(final String body) {
    return new HttpReply.Reply(200, Optional.empty(), body.getBytes(UTF_8));
  }
}
