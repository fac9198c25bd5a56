package io.github.linemaac.connect.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.linemaac.connect.model.LineUid;
import java.util.Optional;

/** The calls that try a configuration out, at next to no cost. Pure. */
public final class AccountCalls {
  private static final LineUid NOBODY = new LineUid(0, 0);

  private AccountCalls() {}

  /**
   * Asks for a member that does not exist, so that nobody's data come back (MAAC OpenAPI, list of
   * contacts).
   */
  public static Request prove() {
    return member(NOBODY);
  }

  /** Asks for a member by LINE user id (MAAC OpenAPI, list of contacts). */
  public static Request member(final LineUid lineUid) {
    return Request.get("/openapi/v1/member/").withQuery("line_uid=" + lineUid.text());
  }

  /**
   * Whether MAAC has that member; empty if it does not answer as MAAC does. No match is an empty
   * list (other people's client code).
   */
  public static Optional<Boolean> isMember(
      final Request request, final HttpReply answer, final LineUid lineUid) {
    final ApiResult<Boolean> reading =
        AnswerReader.readStrictly(
            request,
            answer,
            body ->
                Optional.of(body.path("results"))
                    .filter(JsonNode::isArray)
                    .map(results -> results.findValuesAsText("line_uid").contains(lineUid.text())));
    return reading instanceof ApiResult.Value<Boolean> known
        ? Optional.of(known.value())
        : Optional.empty();
  }

  /** Whether {@link #prove} was answered as only MAAC does. */
  public static boolean isProven(final Request request, final HttpReply answer) {
    return AnswerReader.readStrictly(
            request,
            answer,
            body -> Optional.of(body.path("results")).filter(results -> results.isArray()))
        instanceof ApiResult.Value;
  }
}
