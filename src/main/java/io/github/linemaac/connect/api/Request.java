package io.github.linemaac.connect.api;

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

  /** Whether it is to change what MAAC has, and does not only look at it. */
  public boolean isWrite() {
    return !method.equals("GET");
  }

  /** Method and path, for logs; a path holds no value of a record, a query may. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
