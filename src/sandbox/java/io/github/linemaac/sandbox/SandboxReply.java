package io.github.linemaac.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP response.
 *
 * @param headers names as they go over the wire
 * @param body never null; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // A reply is handed over once and never compared.
public record SandboxReply(int status, Map<String, String> headers, byte[] body) {

  public SandboxReply {
    headers = Map.copyOf(headers);
  }

  static SandboxReply json(int status, JsonNode node) {
    return of(status, "application/json", SandboxJson.bytes(node));
  }

  static SandboxReply text(int status, String contentType, String text) {
    return of(status, contentType, text.getBytes(UTF_8));
  }

  private static SandboxReply of(int status, String contentType, byte[] body) {
    return new SandboxReply(status, Map.of("Content-Type", contentType), body);
  }

  static SandboxReply empty(int status) {
    return new SandboxReply(status, Map.of(), new byte[0]);
  }

  /** {@code {"detail": "..."}}, what Django REST framework says for all but field errors. */
  static SandboxReply detail(int status, String sentence) {
    return json(status, SandboxJson.object().put("detail", sentence));
  }

  /** {@code {"<field>": ["..."]}} with 400, what Django REST framework says of one field. */
  static SandboxReply fieldError(String field, String sentence) {
    return json(400, SandboxJson.object().set(field, SandboxJson.array().add(sentence)));
  }

  SandboxReply withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new SandboxReply(status, more, body);
  }

  /** The body as text. */
  public String text() {
    return new String(body, UTF_8);
  }

  /** The body as JSON; fails if it is none. */
  public JsonNode json() {
    try {
      return SandboxJson.MAPPER.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
