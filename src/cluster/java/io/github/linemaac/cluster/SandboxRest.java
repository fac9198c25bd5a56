package io.github.linemaac.cluster;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * The control of a sandbox that runs in another process, by what stands below {@code /sandbox/}.
 */
public final class SandboxRest {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final JsonMapper JSON = new JsonMapper();

  private final URI url;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  public SandboxRest(URI url) {
    this.url = url;
  }

  /** Where the sandbox listens. */
  public URI url() {
    return url;
  }

  /** Whether the sandbox answers. */
  public boolean answers() {
    try {
      stats();
      return true;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** Counts, of imports, members, segments and rules that were broken. */
  public JsonNode stats() {
    return call("GET", "stats", "");
  }

  /** All members, in the form of MAAC's API. */
  public List<JsonNode> members() {
    List<JsonNode> members = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = call("GET", "members" + (next.isEmpty() ? "" : "?start=" + next), "");
      page.path("results").forEach(members::add);
      next = page.path("next").asText("");
    } while (!next.isEmpty() && !next.equals("null"));
    return members;
  }

  /** The ids on each list. */
  public Map<String, Set<String>> segments() {
    JsonNode segments = call("GET", "segments", "").path("segments");
    return StreamSupport.stream(segments.spliterator(), false)
        .collect(toMap(list -> list.path("name").asText(), SandboxRest::ids));
  }

  /** Changes settings, given as JSON. */
  public void change(String settings) {
    call("PUT", "settings", settings);
  }

  /** Has people follow the account. */
  public void follow(Set<String> lineUids) {
    call("POST", "members", JSON.createObjectNode().putPOJO("follow", lineUids).toString());
  }

  private static Set<String> ids(JsonNode list) {
    Set<String> ids = new TreeSet<>();
    list.path("ids").forEach(id -> ids.add(id.asText()));
    return ids;
  }

  private JsonNode call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve("/sandbox/" + path))
            .timeout(ANSWER_LIMIT)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            "%s %s: HTTP %d %s".formatted(method, path, answer.statusCode(), answer.body()));
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox does not answer at " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the sandbox", e);
    }
  }
}
