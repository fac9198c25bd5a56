package io.github.linemaac.connect.http;

import java.io.IOException;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps OkHttp from repeating a call because of its answer: that would be a retry that nobody
 * counts and that no backoff spaces. It does so by itself after a 408, and after a 503 with {@code
 * Retry-After: 0}, unless it is told to wait; so it is told that, and what the server said is kept.
 */
final class NoRepeats implements Interceptor {
  private static final String RETRY_AFTER = "Retry-After";
  private static final String KEPT = "X-Maac-Retry-After";

  @Override
  public Response intercept(final Chain chain) throws IOException {
    final Response response = chain.proceed(chain.request());
    final Response.Builder waiting = response.newBuilder().removeHeader(KEPT);
    header(response, RETRY_AFTER).ifPresent(asked -> waiting.header(KEPT, asked));
    return waiting.header(RETRY_AFTER, "1").build();
  }

  /** What the server said. */
  static Optional<String> retryAfter(final Response response) {
    return header(response, KEPT);
  }

  private static Optional<String> header(final Response response, final String name) {
    return Optional.ofNullable(response.header(name));
  }
}
