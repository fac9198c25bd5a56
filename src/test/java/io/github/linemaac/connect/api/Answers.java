package io.github.linemaac.connect.api;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers of MAAC for tests of what reads them. */
final class Answers {
  private Answers() {}

  static Answer ok(final String body) {
    return reply(200, body);
  }

  static Answer reply(final int status, final String body) {
    return reply(status, body.getBytes(StandardCharsets.UTF_8));
  }

  static Answer reply(final int status, final byte[] body) {
    return new Answer.Reply(status, Optional.empty(), body);
  }

  static Answer waitFor(final int status, final String retryAfter) {
    return new Answer.Reply(status, Optional.of(retryAfter), new byte[0]);
  }

  static Reading<String> readSubmit(final Answer answer) {
    return ImportCalls.readSubmit(ImportCalls.submit(new byte[0]), answer);
  }

  static Reading<ImportStatus> readStatus(final Answer answer) {
    return ImportCalls.readStatus(ImportCalls.status("999"), answer);
  }
}
