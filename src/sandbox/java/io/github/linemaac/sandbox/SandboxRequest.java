package io.github.linemaac.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as MAAC sees it.
 *
 * @param method in capitals
 * @param path without the query
 * @param query as it came, still percent-encoded; empty if there is none
 * @param headers by name in lower case
 * @param body never null; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // A request is handed over once and never compared.
public record SandboxRequest(
    String method, String path, String query, Map<String, String> headers, byte[] body) {

  public SandboxRequest {
    headers = Map.copyOf(headers);
  }

  /** A request without a body. */
  public static SandboxRequest of(String method, String pathAndQuery, String token) {
    return of(method, pathAndQuery, token, "", new byte[0]);
  }

  /** A request with a JSON body. */
  public static SandboxRequest json(String method, String pathAndQuery, String token, String json) {
    return of(method, pathAndQuery, token, "application/json", json.getBytes(UTF_8));
  }

  /** A request with any body; an empty token or content type leaves the header out. */
  public static SandboxRequest of(
      String method, String pathAndQuery, String token, String contentType, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    if (!token.isEmpty()) {
      headers.put("authorization", "Bearer " + token);
    }
    if (!contentType.isEmpty()) {
      headers.put("content-type", contentType);
    }
    int mark = pathAndQuery.indexOf('?');
    return mark < 0
        ? new SandboxRequest(method, pathAndQuery, "", headers, body)
        : new SandboxRequest(
            method,
            pathAndQuery.substring(0, mark),
            pathAndQuery.substring(mark + 1),
            headers,
            body);
  }

  Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /** The media type without its parameters, in lower case; empty if none was sent. */
  String mediaType() {
    return header("content-type")
        .orElse("")
        .split(";", 2)[0]
        .strip()
        .toLowerCase(java.util.Locale.ROOT);
  }

  /** The first query parameter of that name, decoded exactly once, as Django does. */
  Optional<String> parameter(String name) {
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).equals(name)) {
        return Optional.of(URLDecoder.decode(pair.substring(equals + 1), UTF_8));
      }
    }
    return Optional.empty();
  }
}
