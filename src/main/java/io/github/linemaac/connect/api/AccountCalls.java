package io.github.linemaac.connect.api;

import java.util.Optional;

/** The call that proves token and URL at next to no cost. Pure. */
public final class AccountCalls {
  private static final String NOBODY = "U00000000000000000000000000000000";

  private AccountCalls() {}

  /**
   * Asks for a member that does not exist, so that nobody's data come back (MAAC OpenAPI, list of
   * contacts).
   */
  public static Request prove() {
    return Request.get("/openapi/v1/member/").withQuery("line_uid=" + NOBODY);
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
