package io.github.linemaac.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages of a list (MAAC OpenAPI, documented): {@code results}, and {@code next}, which comes back
 * percent-encoded and is passed as {@code start}. The token holds a plus and an equals sign, so
 * that one that is encoded twice, or not at all, is not recognised.
 */
final class Paging {
  private static final Pattern TOKEN = Pattern.compile("c\\+([0-9]{1,9})==");

  private final SandboxSettings settings;

  Paging(SandboxSettings settings) {
    this.settings = settings;
  }

  <T> SandboxReply page(SandboxRequest request, List<T> all, Function<T, JsonNode> toJson) {
    int from = request.parameter("start").map(Paging::offset).orElse(0);
    int to = (int) Math.min(all.size(), (long) from + settings.pageSize);
    ArrayNode results = SandboxJson.array();
    all.subList(Math.min(from, to), to).forEach(item -> results.add(toJson.apply(item)));
    ObjectNode page = SandboxJson.object().set("results", results);
    if (to < all.size()) {
      page.put("next", URLEncoder.encode("c+" + to + "==", UTF_8));
    } else {
      switch (settings.lastPage) {
        case NULL -> page.putNull("next");
        case BLANK -> page.put("next", "");
        case ABSENT -> {}
      }
    }
    return SandboxReply.json(200, page);
  }

  private static int offset(String token) {
    Matcher matcher = TOKEN.matcher(token);
    if (!matcher.matches()) {
      throw Refusal.detail(Violation.Kind.PAGE_TOKEN, 404, "Invalid cursor");
    }
    return Integer.parseInt(matcher.group(1));
  }
}
