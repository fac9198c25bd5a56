package io.github.linemaac.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One accepted import. Its status follows from the time: {@code pending} for the first quarter of
 * its duration (1 s at most), then {@code processing}, then {@code done}.
 */
final class ImportTask {
  private static final long LONGEST_PENDING_MS = 1_000;

  private final long id;
  private final long acceptedAtMs;
  private final long startsAtMs;
  private final long endsAtMs;
  private Optional<Ending> ending = Optional.empty();

  /** How it ended; no result is one of the ways. */
  private record Ending(Optional<JsonNode> result, long atMs) {}

  ImportTask(long id, long acceptedAtMs, long durationMs) {
    this.id = id;
    this.acceptedAtMs = acceptedAtMs;
    this.startsAtMs = MaacTime.later(acceptedAtMs, Math.min(durationMs / 4, LONGEST_PENDING_MS));
    this.endsAtMs = MaacTime.later(acceptedAtMs, durationMs);
  }

  void end(Optional<JsonNode> result, long atMs) {
    ending = Optional.of(new Ending(result, atMs));
  }

  /** The documented shapes: {@code result} is there only when done. */
  ObjectNode json(long nowMs) {
    boolean started = nowMs >= startsAtMs;
    long updatedAtMs = ending.map(Ending::atMs).orElse(started ? startsAtMs : acceptedAtMs);
    ObjectNode node =
        SandboxJson.object()
            .put("category", "import_member")
            .put("status", ending.isPresent() ? "done" : started ? "processing" : "pending")
            .put("created_at", MaacTime.of(acceptedAtMs))
            .put("updated_at", MaacTime.of(updatedAtMs));
    ending.flatMap(Ending::result).ifPresent(result -> node.set("result", result));
    return node;
  }

  boolean isDone() {
    return ending.isPresent();
  }

  long acceptedAtMs() {
    return acceptedAtMs;
  }

  boolean isDueBy(long nowMs) {
    return endsAtMs <= nowMs;
  }

  long id() {
    return id;
  }

  long startsAtMs() {
    return startsAtMs;
  }

  /** When it ended, or else will. */
  long endsAtMs() {
    return ending.map(Ending::atMs).orElse(endsAtMs);
  }
}
