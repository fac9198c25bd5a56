package io.github.linemaac.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Sends requests with JSON bodies to a worker and reads its answers. */
final class RestCalls {

  private static final int CONFLICT = 409;
  private static final Duration REBALANCE_LIMIT = Duration.ofSeconds(60);
  // A worker gives up on its own requests after 90 s.
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(100);
  private static final JsonMapper JSON = new JsonMapper();

  private final URI url;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  RestCalls(URI url) {
    this.url = url;
  }

  URI url() {
    return url;
  }

  boolean isAnswered(String path) {
    try {
      return exchange(request(path).GET().timeout(Duration.ofSeconds(5)).build()).statusCode()
          == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  JsonNode get(String path) {
    return call("GET", path, BodyPublishers.noBody());
  }

  JsonNode put(String path, Map<String, String> body) {
    return call("PUT", path, BodyPublishers.ofString(write(body)));
  }

  JsonNode patch(String path, JsonNode body) {
    return call("PATCH", path, BodyPublishers.ofString(body.toString()));
  }

  JsonNode post(String path) {
    return call("POST", path, BodyPublishers.noBody());
  }

  JsonNode delete(String path) {
    return call("DELETE", path, BodyPublishers.noBody());
  }

  private JsonNode call(String method, String path, BodyPublisher body) {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .timeout(ANSWER_LIMIT)
            .method(method, body)
            .build();
    // While the workers share out their connectors anew, they answer every change with 409.
    HttpResponse<String> response =
        await("the workers to be done with a rebalance, for " + method + " " + path)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(200))
            .atMost(REBALANCE_LIMIT)
            .until(() -> exchange(request), answer -> answer.statusCode() != CONFLICT);
    JsonNode answer = read(response.body());
    if (response.statusCode() >= 300) {
      throw new ConnectRestException(
          method + " " + path,
          response.statusCode(),
          answer.path("message").asText(response.body()));
    }
    return answer;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path));
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The worker does not answer at %s. See its log.".formatted(url), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the worker", e);
    }
  }

  private static JsonNode read(String body) {
    if (body.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static String write(Map<String, String> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Not to be written as JSON: its keys are " + body.keySet(), e);
    }
  }
}
