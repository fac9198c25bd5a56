package io.github.linemaac.connect.api;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers of MAAC for tests of what reads them. */
public final class Answers {
  private Answers() {}

  static HttpReply ok(final String body) {
    return reply(200, body);
  }

  static HttpReply reply(final int status, final String body) {
    return reply(status, body.getBytes(StandardCharsets.UTF_8));
  }

  static HttpReply reply(final int status, final byte[] body) {
    return new HttpReply.Reply(status, Optional.empty(), body);
  }

  static HttpReply waitFor(final int status, final String retryAfter) {
    return new HttpReply.Reply(status, Optional.of(retryAfter), new byte[0]);
  }

  public static ApiResult<String> readSubmit(final HttpReply answer) {
    return ImportCalls.readSubmit(ImportCalls.submit(Body.NONE), answer);
  }

  public static ApiResult<ImportStatus> readStatus(final HttpReply answer) {
    return ImportCalls.readStatus(ImportCalls.status("999"), answer);
  }
}
