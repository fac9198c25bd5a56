package io.github.linemaac.connect.api;

import java.util.regex.Pattern;

/**
 * One call to MAAC, without its address and its token.
 *
 * @param method the HTTP method
 * @param path below {@code api.url}; it ends with a slash, because without one MAAC's back end may
 *     redirect and lose the body (MAAC OpenAPI)
 * @param query the encoded query, or the empty text
 * @param contentType the body's type, or the empty text where there is no body
 * @param body what is sent
 * @param maxAnswerBytes how much of an answer is read
 */
public record Request(
    String method, String path, String query, String contentType, Body body, int maxAnswerBytes) {

  private static final Pattern MEMBER = Pattern.compile("U[0-9a-f]{32}");

  public Request(
      final String method,
      final String path,
      final String query,
      final String contentType,
      final Body body) {
    this(method, path, query, contentType, body, MaacApi.MAX_ANSWER_BYTES);
  }

  static Request get(final String path) {
    return new Request("GET", path, "", "", Body.NONE);
  }

  static Request postJson(final String path, final Body body) {
    return new Request("POST", path, "", "application/json; charset=utf-8", body);
  }

  Request withQuery(final String encoded) {
    return new Request(method, path, encoded, contentType, body, maxAnswerBytes);
  }

  public Request withMaxAnswerBytes(final int bytes) {
    return new Request(method, path, query, contentType, body, bytes);
  }

  /**
   * Whether it sends an import or a segment; else it looks at something, or takes something off.
   */
  public boolean isUpload() {
    return method.equals("POST") || contentType.startsWith("multipart/");
  }

  /** Method and path, for logs. A query, and the id of a member in a path, are people's data. */
  @Override
  public String toString() {
    return method + " " + MEMBER.matcher(path).replaceFirst("{line_uid}");
  }
}
