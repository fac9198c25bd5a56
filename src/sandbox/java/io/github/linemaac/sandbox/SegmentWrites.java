package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Violation.Kind.EXCLUDED_SEGMENT;
import static io.github.linemaac.sandbox.Violation.Kind.LINE_UID;
import static io.github.linemaac.sandbox.Violation.Kind.SEGMENT_CAP;
import static io.github.linemaac.sandbox.Violation.Kind.TWIN_SEGMENT;

import java.util.List;
import java.util.Optional;

/** {@code POST} and {@code PATCH custom_segment}, {@code DELETE segment}. */
final class SegmentWrites {
  private final SandboxSettings settings;
  private final Segments segments;
  private final Violations violations;

  SegmentWrites(SandboxSettings settings, Segments segments, Violations violations) {
    this.settings = settings;
    this.segments = segments;
    this.violations = violations;
  }

  SandboxReply post(SandboxRequest request, long nowMs) {
    SegmentForm form = SegmentForm.ofPost(request);
    String name = form.name().orElseThrow();
    List<String> lines = lines(form.file().orElseThrow(), nowMs);
    checkTwins(name, 0, nowMs);
    if (segments.isFull()) {
      throw Refusal.detail(
          SEGMENT_CAP, settings.segments.capStatus, "The number of segments has reached the limit");
    }
    StoredSegment segment = segments.create(name, form.description().orElse(""), lines, nowMs);
    return SandboxReply.json(201, SegmentReads.recomputing(segment));
  }

  /** A segment that is no list is not found here (a guess; 400 is possible too). */
  SandboxReply patch(long id, SandboxRequest request, long nowMs) {
    StoredSegment old = segments.get(id).filter(StoredSegment::isList).orElseThrow(Refusal::notFound);
    SegmentForm form = SegmentForm.ofPatch(request);
    Optional<List<String>> lines = form.file().map(file -> lines(file, nowMs));
    String name = form.name().orElseGet(old::name);
    checkTwins(name, id, nowMs);
    String description = form.description().orElseGet(old::description);
    StoredSegment changed = segments.change(old, name, description, lines, nowMs);
    return SandboxReply.json(200, SegmentReads.recomputing(changed));
  }

  SandboxReply delete(long id) {
    int excludedStatus = settings.segments.deleteExcludedStatus;
    if (segments.get(id).isEmpty()) {
      if (settings.segments.deleteMissingStatus == 404) {
        throw Refusal.notFound();
      }
      return SandboxReply.empty(settings.segments.deleteMissingStatus);
    }
    if (segments.isExcluded(id) && excludedStatus != 204) {
      throw Refusal.detail(
          EXCLUDED_SEGMENT, excludedStatus, "The segment is excluded by another segment.");
    }
    segments.delete(id);
    return SandboxReply.empty(204);
  }

  private List<String> lines(byte[] file, long nowMs) {
    List<String> lines = SegmentFile.read(file, settings.segments);
    if (!lines.stream().allMatch(LineUidText::isValid)) {
      violations.add(LINE_UID, "a line of a segment's file is no LINE user id", nowMs);
    }
    return lines;
  }

  private void checkTwins(String name, long ownId, long nowMs) {
    List<StoredSegment> others =
        segments.named(name).stream().filter(segment -> segment.id() != ownId).toList();
    if (settings.segments.namesUnique && !others.isEmpty()) {
      throw Refusal.field(TWIN_SEGMENT, "name", "segment with this name already exists.");
    }
    if (others.stream().anyMatch(StoredSegment::isList)) {
      violations.add(TWIN_SEGMENT, "a second list of one name was made", nowMs);
    }
  }
}
