package io.github.linemaac.connect.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.linemaac.connect.model.LineUidSet;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The calls about lists of LINE user ids, and what their answers mean. Pure. */
public final class SegmentCalls {
  private static final String SEGMENTS = "/openapi/v1/segment/";
  private static final String LISTS = "/openapi/v1/custom_segment/";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** With a year that milliseconds can be counted from. */
  private static final Pattern TIME = Pattern.compile("[0-9]{4}-.*");

  private static final Pattern SHORT_OFFSET = Pattern.compile(".*[+-][0-9]{2}");

  private static final Set<Integer> DELETE_REFUSED = Set.of(400, 403, 409, 422);

  private static final int LIST_TYPE = 2;
  private static final int READY = 2;

  /** MAAC OpenAPI, segments: 25 MB for a segment. */
  private static final int MAX_LIST_BYTES = 26_000_000;

  private SegmentCalls() {}

  /**
   * Asks for a page of the segments whose names contain a text (notes on MAAC's API: the filter is
   * no exact match).
   *
   * @param start the token of the page; empty for the first one
   */
  public static Request find(final String name, final String start) {
    return NamedPages.find(SEGMENTS, name, start);
  }

  /** Reads what {@link #find} was answered. */
  public static ApiResult<SegmentPage> readFind(final Request request, final HttpReply answer) {
    return AnswerReader.readStrictly(request, answer, SegmentCalls::page);
  }

  /** Asks how a segment is. */
  public static Request get(final String id) {
    return Request.get(SEGMENTS + id + "/");
  }

  /** Makes a new segment. */
  public static Request create(
      final String name, final Optional<String> description, final byte[] csv) {
    return upload("POST", LISTS, Optional.of(name), description, csv);
  }

  /** Replaces the ids of a segment (notes on MAAC's API: replacing is about 85 to 90 % sure). */
  public static Request replace(
      final String id, final Optional<String> description, final byte[] csv) {
    return upload("PATCH", LISTS + id + "/", Optional.empty(), description, csv);
  }

  /** Reads what {@link #get}, {@link #create} or {@link #replace} was answered. */
  public static ApiResult<Segment> readSegment(final Request request, final HttpReply answer) {
    return AnswerReader.readStrictly(request, answer, SegmentCalls::segment);
  }

  /** The same of one whose number is known: what is about another is no answer. */
  public static ApiResult<Segment> readSegment(
      final Request request, final HttpReply answer, final String id) {
    return AnswerReader.readStrictly(
        request, answer, body -> segment(body).filter(segment -> segment.id().equals(id)));
  }

  /** Deletes a segment. */
  public static Request delete(final String id) {
    return new Request("DELETE", SEGMENTS + id + "/", "", "", Body.NONE);
  }

  /**
   * Reads what {@link #delete} was answered: the number of the segment that is gone. MAAC OpenAPI
   * has 204 alone for that. MAAC refuses it where another segment excludes this one (help centre);
   * with what status is not documented.
   */
  public static ApiResult<String> readDelete(
      final Request request, final HttpReply answer, final String id) {
    if (answer instanceof HttpReply.Reply reply) {
      if (reply.status() == 204) {
        return new ApiResult.Value<>(id);
      }
      if (DELETE_REFUSED.contains(reply.status()) && !reply.isPage()) {
        return new ApiResult.Refused<>(
            request
                + " returned HTTP "
                + reply.status()
                + ": MAAC does not delete it. If another segment excludes it, take it out of that"
                + " one's conditions in MAAC, or set segment.empty.behavior=placeholder or keep."
                + " Else check that api.token may delete segments. Then restart the task");
      }
    }
    return AnswerReader.readBody(request, answer, body -> Optional.empty());
  }

  /** Asks for the ids of a segment. */
  public static Request members(final String id) {
    return Request.get(SEGMENTS + id + "/members/").withMaxAnswerBytes(MAX_LIST_BYTES);
  }

  /** Reads what {@link #members} was answered. */
  public static ApiResult<LineUidSet> readMembers(final Request request, final HttpReply answer) {
    return AnswerReader.readBody(request, answer, SegmentCsv::read);
  }

  private static Request upload(
      final String method,
      final String path,
      final Optional<String> name,
      final Optional<String> description,
      final byte[] csv) {
    final Multipart body = new Multipart();
    name.ifPresent(text -> body.addText("name", text));
    description.ifPresent(text -> body.addText("description", text));
    body.addFile("file", "line_uid.csv", "text/csv", csv);
    return new Request(method, path, "", body.contentType(), Body.of(body.bytes()));
  }

  private static Optional<SegmentPage> page(final JsonNode body) {
    return NamedPages.results(body, SegmentCalls::segment)
        .map(segments -> new SegmentPage(segments, NamedPages.next(body)));
  }

  private static Optional<Segment> segment(final JsonNode node) {
    final JsonNode number = node.path("id");
    final String id = number.isIntegralNumber() || number.isTextual() ? number.asText() : "";
    if (!ID.matcher(id).matches() || !node.path("name").isTextual()) {
      return Optional.empty();
    }
    return Optional.of(
        new Segment(
            id,
            node.path("name").asText(),
            node.path("segment_type").asInt(0) == LIST_TYPE,
            node.path("status").asInt(0) == READY,
            node.path("member_count").asLong(-1),
            instant(node.path("last_updated_time").asText(""))));
  }

  private static Optional<Instant> instant(final String text) {
    if (!TIME.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      final String whole = SHORT_OFFSET.matcher(text).matches() ? text + ":00" : text;
      return Optional.of(OffsetDateTime.parse(whole).toInstant());
    } catch (final DateTimeException e) {
      return Optional.empty();
    }
  }
}
