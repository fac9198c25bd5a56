package io.github.linemaac.connect.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** The call that looks for tags, and what its answer means. Pure. */
public final class TagCalls {
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

  private TagCalls() {}

  /**
   * Asks for a page of the tags whose names contain a text (MAAC OpenAPI, tags).
   *
   * @param start the token of the page; empty for the first one
   */
  public static Request find(final String name, final String start) {
    return NamedPages.find("/openapi/v1/tag/", name, start);
  }

  /** Reads what {@link #find} was answered. */
  public static ApiResult<TagPage> readFind(final Request request, final HttpReply answer) {
    return AnswerReader.readTags(
        request,
        answer,
        body ->
            NamedPages.results(body, TagCalls::tag)
                .map(tags -> new TagPage(tags, NamedPages.next(body))));
  }

  private static Optional<Tag> tag(final JsonNode node) {
    final String id = node.path("id").asText("");
    return ID.matcher(id).matches() && node.path("name").isTextual()
        ? Optional.of(new Tag(id, node.path("name").asText()))
        : Optional.empty();
  }
}
