package io.github.linemaac.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code GET segment}, of which the list and the members may be as old as the last refresh (help
 * centre: both are refreshed daily). A single segment is always fresh, since only there a client
 * can see when an upload is ready.
 */
final class SegmentReads {
  private static final int PENDING = 1;
  private static final int READY = 2;

  private final Segments segments;
  private final Paging paging;

  SegmentReads(Segments segments, Paging paging) {
    this.segments = segments;
    this.paging = paging;
  }

  /** The filter is a contains-match, as that of tags (inferred); so is its ignoring of case. */
  SandboxReply list(SandboxRequest request, long nowMs) {
    String part = request.parameter("name").orElse("").toLowerCase(Locale.ROOT);
    List<Segments.Listed> matching =
        segments.listable().stream()
            .map(segment -> segments.listed(segment, nowMs))
            .flatMap(Optional::stream)
            .filter(listed -> listed.segment().name().toLowerCase(Locale.ROOT).contains(part))
            .toList();
    return paging.page(request, matching, listed -> json(listed.segment(), listed.asOfMs()));
  }

  SandboxReply get(long id, long nowMs) {
    return SandboxReply.json(200, json(existing(id), nowMs));
  }

  SandboxReply members(long id, long nowMs) {
    List<String> ids = segments.readBack(existing(id), nowMs);
    StringBuilder csv = new StringBuilder("line_uid\n");
    ids.forEach(lineUid -> csv.append(lineUid).append('\n'));
    String date =
        Instant.ofEpochMilli(nowMs).atOffset(ZoneOffset.ofHours(8)).toLocalDate().toString();
    return SandboxReply.text(200, "text/csv", csv.toString())
        .withHeader(
            "Content-Disposition",
            "attachment; filename=" + date + "_segment_" + id + "_members.csv");
  }

  /** The object as POST and PATCH answer it: not ready, however fast it will be. */
  static JsonNode recomputing(StoredSegment segment) {
    return json(segment, PENDING, -1, Optional.empty());
  }

  private JsonNode json(StoredSegment segment, long asOfMs) {
    return segment.isReady(asOfMs)
        ? json(
            segment,
            READY,
            segments.following(segment.ids()),
            Optional.of(MaacTime.of(segment.readyAtMs())))
        : recomputing(segment);
  }

  private static JsonNode json(
      StoredSegment segment, int status, int memberCount, Optional<String> lastUpdated) {
    return SandboxJson.object()
        .put("id", segment.id())
        .put("name", segment.name())
        .put("description", segment.description())
        .put("segment_type", segment.isList() ? 2 : 1)
        .put("member_count", memberCount)
        .put("status", status)
        .put("last_updated_time", lastUpdated.orElse(null));
  }

  private StoredSegment existing(long id) {
    return segments.get(id).orElseThrow(Refusal::notFound);
  }
}
