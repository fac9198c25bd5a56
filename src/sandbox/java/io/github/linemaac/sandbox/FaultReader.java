package io.github.linemaac.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * Reads a fault from JSON, for control over HTTP:
 *
 * <pre>
 * {"method": "POST", "path": "/openapi/v1/member/import/", "times": 2,
 *  "fault": {"kind": "status", "status": 503, "retry_after": 3}}
 * </pre>
 *
 * Kinds: {@code status} (status, and retry_after, or content_type and body), {@code
 * connection_lost} (work_done), {@code hang} (hang_ms, work_done), {@code half_body}, {@code
 * not_json}, {@code endless_body}, {@code import_ends} (fate, see {@link ImportFate}), {@code
 * redirect} (status, location).
 */
final class FaultReader {
  private FaultReader() {}

  static InjectedFault read(JsonNode json) {
    String kind = json.path("kind").asText("");
    return switch (kind) {
      case "status" -> status(json);
      case "connection_lost" -> new InjectedFault.ConnectionLost(json.path("work_done").asBoolean());
      case "hang" ->
          new InjectedFault.Hangs(
              json.path("hang_ms").asLong(SandboxSettings.NEVER),
              json.path("work_done").asBoolean());
      case "half_body" -> new InjectedFault.HalfBody();
      case "not_json" -> new InjectedFault.NotJson();
      case "endless_body" -> new InjectedFault.EndlessBody();
      case "import_ends" ->
          new InjectedFault.ImportEnds(
              ImportFate.valueOf(json.path("fate").asText("").toUpperCase(Locale.ROOT)));
      case "redirect" ->
          InjectedFault.redirect(json.path("status").asInt(302), json.path("location").asText(""));
      default -> throw new IllegalArgumentException("there is no fault of the kind '" + kind + "'");
    };
  }

  private static InjectedFault status(JsonNode json) {
    int status = json.path("status").asInt(500);
    if (json.has("body")) {
      return InjectedFault.status(
          status,
          json.path("content_type").asText("application/json"),
          json.path("body").asText(""));
    }
    return json.has("retry_after")
        ? InjectedFault.status(status, json.path("retry_after").asInt())
        : InjectedFault.status(status);
  }
}
