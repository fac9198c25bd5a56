package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Violation.Kind.METHOD;
import static io.github.linemaac.sandbox.Violation.Kind.TOKEN;
import static io.github.linemaac.sandbox.Violation.Kind.TOKEN_GIVEN_AWAY;
import static io.github.linemaac.sandbox.Violation.Kind.TRAILING_SLASH;

import java.util.List;

/**
 * One MAAC account behind its API, by the rules: token, trailing slash, endpoint. The time is what
 * the caller says it is, and must not run backwards.
 *
 * <p>Not served: POST of {@code taglinemember}, PATCH of a member but for what {@link
 * ContactRemovals} serves, POST of a segment by tag conditions.
 *
 * <p>Not thread-safe.
 */
public final class Account {
  private final SandboxSettings settings;
  private final Violations violations = new Violations();
  private final Contacts members = new Contacts();
  private final ContactReads memberReads;
  private final TagReads tags;
  private final ContactRemovals removals;
  private final Imports imports;
  private final Segments segments;
  private final SegmentReads segmentReads;
  private final SegmentWrites segmentWrites;

  Account(SandboxSettings settings) {
    this.settings = settings;
    Paging paging = new Paging(settings);
    this.memberReads = new ContactReads(members, paging);
    this.tags = new TagReads(settings, paging);
    this.removals = new ContactRemovals(settings, members, memberReads, tags);
    this.imports = new Imports(settings, members, tags, violations);
    this.segments = new Segments(settings, members);
    this.segmentReads = new SegmentReads(segments, paging);
    this.segmentWrites = new SegmentWrites(settings, segments, violations);
  }

  /** Answers one request, and remembers which rule it broke, if any. */
  public SandboxReply handle(SandboxRequest request, long nowMs) {
    advanceTo(nowMs);
    try {
      return route(request, nowMs);
    } catch (Refusal refusal) {
      violations.add(refusal.kind(), refusal.getMessage(), nowMs);
      return refusal.reply();
    }
  }

  /** Lets happen what happens by itself until then: imports end. */
  public void advanceTo(long nowMs) {
    imports.advanceTo(nowMs);
  }

  /** The contacts. */
  public Contacts members() {
    return members;
  }

  /** The tags. */
  public TagReads tags() {
    return tags;
  }

  /** What was taken off contacts. */
  public ContactRemovals removals() {
    return removals;
  }

  /** The import endpoint. */
  public Imports imports() {
    return imports;
  }

  /** The segments. */
  public Segments segments() {
    return segments;
  }

  /** Every rule that was broken, in order. */
  public List<Violation> violations() {
    return violations.seen();
  }

  private SandboxReply route(SandboxRequest request, long nowMs) {
    Route route = Route.of(request.path());
    if (route.isExport()) {
      requireNoToken(request);
      return imports.mismatches(route.id());
    }
    requireTrailingSlash(request);
    requireToken(request);
    String endpoint = request.method() + " " + route.template();
    return switch (endpoint) {
      case "POST member/import/" -> imports.post(request, nowMs);
      case "GET member/import/{id}/" -> imports.get(route.id(), nowMs);
      case "GET member/" -> memberReads.list(request);
      case "PATCH member/{line_uid}/" -> removals.patch(request, nowMs);
      case "DELETE taglinemember/" -> removals.untag(request, nowMs);
      case "GET tag/" -> tags.list(request);
      case "GET tag/{id}/" -> tags.get(route.id());
      case "POST tag/" -> tags.post(request);
      case "GET segment/" -> segmentReads.list(request, nowMs);
      case "GET segment/{id}/" -> segmentReads.get(route.id(), nowMs);
      case "GET segment/{id}/members/" -> segmentReads.members(route.id(), nowMs);
      case "DELETE segment/{id}/" -> segmentWrites.delete(route.id());
      case "POST custom_segment/" -> segmentWrites.post(request, nowMs);
      case "PATCH custom_segment/{id}/" -> segmentWrites.patch(route.id(), request, nowMs);
      default -> throw unknown(request, route);
    };
  }

  /**
   * Django redirects a path without its slash, whatever the method, and a client that follows loses
   * its body (documented: every path ends in a slash; the consequence is inferred).
   */
  private static void requireTrailingSlash(SandboxRequest request) {
    if (!request.path().endsWith("/")) {
      String query = request.query().isEmpty() ? "" : "?" + request.query();
      throw new Refusal(
          TRAILING_SLASH,
          "a path ends in a slash",
          SandboxReply.empty(301).withHeader("Location", request.path() + "/" + query));
    }
  }

  private void requireToken(SandboxRequest request) {
    if (!request.header("authorization").orElse("").equals("Bearer " + settings.token)) {
      throw Refusal.detail(TOKEN, settings.badTokenStatus, "Token Invalid");
    }
  }

  /** A bucket refuses a token that it has not issued, and whoever runs it has seen it then. */
  private static void requireNoToken(SandboxRequest request) {
    if (request.header("authorization").isPresent()) {
      throw Refusal.detail(TOKEN_GIVEN_AWAY, 401, "Invalid Credentials");
    }
  }

  private static Refusal unknown(SandboxRequest request, Route route) {
    return switch (route.template()) {
      case "member/import/",
          "member/import/{id}/",
          "member/",
          "member/{line_uid}/",
          "taglinemember/",
          "tag/",
          "tag/{id}/",
          "segment/",
          "segment/{id}/",
          "segment/{id}/members/",
          "custom_segment/",
          "custom_segment/{id}/" ->
          Refusal.detail(METHOD, 405, "Method \"" + request.method() + "\" not allowed.");
      default -> Refusal.notFound();
    };
  }
}
