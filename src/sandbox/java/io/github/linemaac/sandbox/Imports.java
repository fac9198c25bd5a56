package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Violation.Kind.BODY_TOO_LARGE;
import static io.github.linemaac.sandbox.Violation.Kind.CONCURRENT_IMPORT;
import static io.github.linemaac.sandbox.Violation.Kind.MEDIA_TYPE;
import static io.github.linemaac.sandbox.Violation.Kind.UNKNOWN_FIELD;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The import endpoint: {@code POST /openapi/v1/member/import/} and {@code GET
 * /openapi/v1/member/import/{id}/}. An import takes effect at the moment when it is done, not when
 * it is posted.
 */
public final class Imports {
  /** So many are remembered for whoever looks on. */
  private static final int SHOWN = 30;

  private final SandboxSettings settings;
  private final ImportCheck check;
  private final ContactWriter writer;
  private final Violations violations;
  private final Map<Long, ImportTask> tasks = new HashMap<>();
  private final Map<Long, List<String>> mismatchedLineUids = new HashMap<>();
  private final List<Running> running = new ArrayList<>();
  private final Deque<ImportFate> nextFates = new ArrayDeque<>();
  private final ImportRate rate;
  private final ImportCounts counts = new ImportCounts();
  private final Newest<Accepted> newest = new Newest<>(SHOWN);
  private long leastDurationMs;
  private long lastId;

  /**
   * An import, for whoever looks on.
   *
   * @param isOurs posted here; else somebody else's
   */
  record Accepted(ImportTask task, int rows, boolean isOurs) {}

  /** An import that is not done, with what it will do. */
  private record Running(ImportTask task, ImportBody body, ImportFate fate, String host) {}

  Imports(SandboxSettings settings, Contacts members, TagReads tags, Violations violations) {
    this.settings = settings;
    this.check = new ImportCheck(settings);
    this.writer = new ContactWriter(settings, members, tags);
    this.violations = violations;
    this.rate = new ImportRate(settings.imports);
  }

  /** The import that is accepted next ends like this; can be called for several in a row. */
  public void nextEndsAs(ImportFate fate) {
    nextFates.addLast(fate);
  }

  /**
   * MAAC finds these values of {@code gender}, {@code mobile} or {@code birthday} bad although they
   * look right: for rows that pass a client's own checks.
   */
  public void alsoInvalid(ContactField field, Predicate<String> isInvalid) {
    check.alsoInvalid(field, isInvalid);
  }

  /** Takes back every {@link #alsoInvalid}. */
  public void nothingElseInvalid() {
    check.nothingElseInvalid();
  }

  /** Ends whatever is running as "Server Error", as when support clears a stuck account. */
  public void abandonRunning(long nowMs) {
    running.forEach(import_ -> fail(import_.task(), Optional.of(serverError()), nowMs));
    running.clear();
  }

  /** Somebody else's import takes the place of ours for so long. */
  public void importedBySomebodyElse(long durationMs, long nowMs) {
    advanceTo(nowMs);
    ImportBody nobody = new ImportBody(ContactField.LINE_UID, List.of(), List.of(), Set.of());
    ImportTask task = new ImportTask(++lastId, nowMs, durationMs);
    running.add(new Running(task, nobody, ImportFate.NO_RESULT, "localhost"));
    newest.add(new Accepted(task, 0, false));
  }

  /** Somebody else's imports end now. */
  void endThoseOfSomebodyElse(long nowMs) {
    advanceTo(nowMs);
    List<Running> theirs = running.stream().filter(this::isOfSomebodyElse).toList();
    running.removeAll(theirs);
    theirs.forEach(import_ -> import_.task().end(Optional.empty(), nowMs));
  }

  /** When the last of somebody else's imports ends that run now. */
  OptionalLong endOfThoseOfSomebodyElse() {
    return running.stream()
        .filter(this::isOfSomebodyElse)
        .mapToLong(import_ -> import_.task().endsAtMs())
        .max();
  }

  /** What is accepted from now on takes at least so long, whatever the settings say. */
  void takeAtLeast(long durationMs) {
    leastDurationMs = durationMs;
  }

  /** A value that MAAC is to find bad. */
  DislikedValue disliked() {
    return check.disliked();
  }

  /** The newest imports, newest first. */
  List<Accepted> newest() {
    return newest.all();
  }

  /** How many imports are not done. */
  public int running() {
    return running.size();
  }

  /** What was asked so far. */
  public ImportStats stats() {
    return counts.stats();
  }

  /** The rate limit. */
  ImportRate rate() {
    return rate;
  }

  /**
   * Order of the checks: the body's size first, which a web server does; then the rate, as Django
   * REST framework does before it looks at a body; then what the view itself would look at.
   */
  SandboxReply post(SandboxRequest request, long nowMs) {
    counts.posted(nowMs, running.size() + 1);
    requireSize(request);
    rate.letIn(nowMs, counts);
    if (running.size() >= settings.imports.maxConcurrent) {
      counts.refusedAsConcurrent++;
      throw Refusal.detail(
          CONCURRENT_IMPORT,
          settings.imports.concurrentStatus,
          "An import task is already running: the limit of concurrent imports is "
              + settings.imports.maxConcurrent
              + ".");
    }
    ImportBody body = read(request);
    body.uselessFields()
        .forEach(name -> violations.add(UNKNOWN_FIELD, "data has the field " + name, nowMs));
    return accept(body, request.header("host").orElse("localhost"), nowMs);
  }

  SandboxReply get(long id, long nowMs) {
    return Optional.ofNullable(tasks.get(id))
        .map(task -> SandboxReply.json(200, task.json(nowMs)))
        .orElseThrow(Refusal::notFound);
  }

  /** The file behind {@code mismatch_export_link}. */
  SandboxReply mismatches(long id) {
    List<String> lineUids =
        Optional.ofNullable(mismatchedLineUids.get(id)).orElseThrow(Refusal::notFound);
    return SandboxReply.text(
        200, "text/csv", settings.imports.exportHead + String.join("\n", lineUids) + "\n");
  }

  /** Ends what is due, in the order in which it ends. */
  void advanceTo(long nowMs) {
    List<Running> due = running.stream().filter(import_ -> import_.task().isDueBy(nowMs)).toList();
    running.removeAll(due);
    due.stream()
        .sorted(Comparator.comparingLong(import_ -> import_.task().endsAtMs()))
        .forEach(this::end);
  }

  private void requireSize(SandboxRequest request) {
    if (request.body().length > settings.imports.maxBodyBytes) {
      counts.refusedAsMalformed++;
      throw new Refusal(
          BODY_TOO_LARGE,
          "an import has at most " + settings.imports.maxBodyBytes + " bytes",
          SandboxReply.text(
              413, "text/html", "<html><title>413 Request Entity Too Large</title></html>"));
    }
  }

  private ImportBody read(SandboxRequest request) {
    try {
      if (!request.mediaType().equals("application/json")) {
        throw Refusal.detail(MEDIA_TYPE, 415, "Unsupported media type in request.");
      }
      return ImportReader.read(request.body(), settings.imports);
    } catch (Refusal refusal) {
      counts.refusedAsMalformed++;
      throw refusal;
    }
  }

  private SandboxReply accept(ImportBody body, String host, long nowMs) {
    ImportFate fate = nextFates.isEmpty() ? ImportFate.FINISHES : nextFates.removeFirst();
    long durationMs =
        fate == ImportFate.NEVER_ENDS
            ? SandboxSettings.NEVER
            : Math.max(settings.imports.durationMs, leastDurationMs);
    ImportTask task = new ImportTask(++lastId, nowMs, durationMs);
    tasks.put(task.id(), task);
    running.add(new Running(task, body, fate, host));
    newest.add(new Accepted(task, body.rows().size(), true));
    check.disliked().chooseFrom(body);
    counts.accepted++;
    counts.rowsAccepted += body.rows().size();
    return SandboxReply.json(
        200, SandboxJson.object().put("id", task.id()).put("result", "start importing"));
  }

  private void end(Running import_) {
    ImportTask task = import_.task();
    ImportBody body = import_.body();
    switch (import_.fate()) {
      case FINISHES -> finish(import_);
      case NO_RESULT -> fail(task, Optional.empty(), task.endsAtMs());
      case SERVER_ERROR -> fail(task, Optional.of(serverError()), task.endsAtMs());
      case SERVER_ERROR_HALF_WRITTEN -> {
        if (!check.faultsOf(body).fail(settings.imports)) {
          List<ImportRow> half = body.rows().subList(0, body.rows().size() / 2);
          counts.rowsWritten += writer.write(body, half, task.endsAtMs()).written();
        }
        fail(task, Optional.of(serverError()), task.endsAtMs());
      }
      case MISCOUNTED ->
          fail(
              task,
              Optional.of(new ImportFaults(0, 0, 0, 99_999, 0, Set.of(), Set.of()).json()),
              task.endsAtMs());
      case NEVER_ENDS -> throw new IllegalStateException("an import that never ends is never due");
    }
  }

  private void finish(Running import_) {
    ImportTask task = import_.task();
    ImportBody body = import_.body();
    ImportFaults faults = check.faultsOf(body);
    if (faults.fail(settings.imports)) {
      counts.rejected++;
      task.end(Optional.of(faults.told(settings.imports.counts).json()), task.endsAtMs());
      return;
    }
    ImportResult result = writer.write(body, body.rows(), task.endsAtMs());
    counts.succeeded++;
    counts.rowsWritten += result.written();
    Optional<String> link = Optional.empty();
    if (body.importKey() == ContactField.LINE_UID && !result.mismatchedKeys().isEmpty()) {
      mismatchedLineUids.put(task.id(), result.mismatchedKeys());
      String base =
          settings.imports.exportsUrl.isBlank()
              ? "http://" + import_.host()
              : settings.imports.exportsUrl;
      link = Optional.of(base + Route.exportPath(task.id()));
    }
    task.end(Optional.of(result.json(body, link, task)), task.endsAtMs());
  }

  private void fail(ImportTask task, Optional<JsonNode> result, long atMs) {
    counts.failed += isOurs(task) ? 1 : 0;
    task.end(result, atMs);
  }

  private boolean isOfSomebodyElse(Running import_) {
    return !isOurs(import_.task());
  }

  private boolean isOurs(ImportTask task) {
    return tasks.containsKey(task.id());
  }

  private static JsonNode serverError() {
    return TextNode.valueOf("Server Error");
  }
}
