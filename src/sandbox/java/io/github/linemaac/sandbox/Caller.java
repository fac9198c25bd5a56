package io.github.linemaac.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** A client of the sandbox with hand-set time and no socket. */
final class Caller {
  static final String IMPORT = "/openapi/v1/member/import/";
  static final String UID_1 = uid(1);
  static final String UID_2 = uid(2);

  final Sandbox sandbox = new Sandbox();
  final SandboxSettings settings = sandbox.settings();
  long nowMs = 1_700_000_000_000L;

  static String uid(int number) {
    return "U%032x".formatted(number);
  }

  static String row(String name, String value) {
    return "{\"%s\":\"%s\"}".formatted(name, value);
  }

  static String body(String importKey, String... rows) {
    return "{\"import_key\":\"%s\",\"data\":[%s]}".formatted(importKey, String.join(",", rows));
  }

  SandboxReply get(String pathAndQuery) {
    return call(SandboxRequest.of("GET", pathAndQuery, settings.token));
  }

  SandboxReply post(String path, String json) {
    return call(SandboxRequest.json("POST", path, settings.token, json));
  }

  SandboxReply call(SandboxRequest request) {
    SandboxAnswer answer = sandbox.answer(request, nowMs);
    assertThat(answer).isInstanceOf(SandboxAnswer.Reply.class);
    return ((SandboxAnswer.Reply) answer).reply();
  }

  /** Posts an import and returns its id. */
  long accepted(String json) {
    SandboxReply reply = post(IMPORT, json);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().path("id").longValue();
  }

  JsonNode task(long id) {
    return get(IMPORT + id + "/").json();
  }

  /** Posts an import, lets it end, and returns its result. */
  JsonNode result(String json) {
    long id = accepted(json);
    passMs(settings.imports.durationMs);
    JsonNode task = task(id);
    assertThat(task.path("status").textValue()).isEqualTo("done");
    return task.path("result");
  }

  JsonNode result(String importKey, String... rows) {
    return result(body(importKey, rows));
  }

  Contact member(String lineUid) {
    return sandbox.members().withLineUid(lineUid).orElseThrow();
  }

  void passMs(long durationMs) {
    nowMs += durationMs;
    sandbox.advanceTo(nowMs);
  }
}
