package io.github.linemaac.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * The console as a browser loads it: a page at {@code /}, its style and its script. It asks for
 * nothing of any other host, and browsers are told to let it have nothing: names and tags that are
 * shown come from outside, and are never to be taken for markup.
 */
final class ConsolePage {
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "connect-src 'self'",
          "img-src data:",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'");

  private static final Map<String, SandboxReply> FILES =
      Map.of(
          "/", file("console.html", "text/html"),
          "/console.css", file("console.css", "text/css"),
          "/console.js", file("console.js", "text/javascript"));

  private ConsolePage() {}

  /** The file that is asked for, if it is one of the console's. Who shows a token wants MAAC. */
  static Optional<SandboxReply> reply(SandboxRequest request) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    return reads && request.header("authorization").isEmpty()
        ? Optional.ofNullable(FILES.get(request.path()))
        : Optional.empty();
  }

  private static SandboxReply file(String name, String type) {
    try (InputStream file = ConsolePage.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("The file " + name + " of the console is not packaged.");
      }
      Map<String, String> headers =
          Map.of(
              "Content-Type", type + "; charset=utf-8",
              "Content-Security-Policy", POLICY,
              "X-Content-Type-Options", "nosniff",
              "Referrer-Policy", "no-referrer",
              "Cache-Control", "no-store");
      return new SandboxReply(200, headers, file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
