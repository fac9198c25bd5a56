package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Plays a schema registry with two schemas, on loopback: what Apicurio's and Confluent's clients
 * ask to read a record.
 */
final class SchemaRegistry implements AutoCloseable {

  static final int AVRO_ID = 1;
  static final int PROTOBUF_ID = 2;

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/apis/registry/v2/ids/globalIds/" + AVRO_ID,
          AvroMembers.SCHEMA.toString(),
          "/apis/registry/v2/ids/globalIds/" + AVRO_ID + "/references",
          "[]",
          "/schemas/ids/" + PROTOBUF_ID,
          "{\"schemaType\":\"PROTOBUF\",\"schema\":\"%s\"}"
              .formatted(Base64.getEncoder().encodeToString(ProtobufMembers.FILE.toByteArray())));

  private final HttpServer http;

  private SchemaRegistry(HttpServer http) {
    this.http = http;
  }

  static SchemaRegistry start() {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.createContext("/", SchemaRegistry::answer);
      http.start();
      return new SchemaRegistry(http);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start a registry on loopback", e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    Optional<String> answer = Optional.ofNullable(ANSWERS.get(exchange.getRequestURI().getPath()));
    byte[] body = answer.orElse("{}").getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.isPresent() ? 200 : 404, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
