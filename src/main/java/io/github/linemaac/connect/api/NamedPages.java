package io.github.linemaac.connect.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Pages of what has a name: 300 on each, with a token that leads to the next one (MAAC OpenAPI, all
 * list calls). Pure.
 */
final class NamedPages {
  private NamedPages() {}

  /**
   * Asks for a page of those whose names contain a text (notes on MAAC's API: the filter is no
   * exact match).
   *
   * @param start the token of the page; empty for the first one
   */
  static Request find(final String path, final String name, final String start) {
    final String page = start.isEmpty() ? "" : "&start=" + encode(start);
    return Request.get(path).withQuery("name=" + encode(name) + page);
  }

  /** What is on a page; empty if one of it cannot be read. */
  static <T> Optional<List<T>> results(
      final JsonNode body, final Function<JsonNode, Optional<T>> read) {
    if (!body.path("results").isArray()) {
      return Optional.empty();
    }
    final List<T> results = new ArrayList<>();
    for (final JsonNode result : body.path("results")) {
      final Optional<T> one = read.apply(result);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      results.add(one.get());
    }
    return Optional.of(results);
  }

  /** The token of the next page, which MAAC gives percent-encoded; empty on the last one. */
  static Optional<String> next(final JsonNode body) {
    final String next = body.path("next").asText("");
    return next.isEmpty() || body.path("next").isNull() ? Optional.empty() : decoded(next);
  }

  private static Optional<String> decoded(final String token) {
    try {
      return Optional.of(URLDecoder.decode(token, UTF_8));
    } catch (final IllegalArgumentException e) {
      return Optional.of(token);
    }
  }

  private static String encode(final String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
