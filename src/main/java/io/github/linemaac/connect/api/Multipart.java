package io.github.linemaac.connect.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.UUID;

/**
 * Writes a {@code multipart/form-data} body (RFC 7578). Single use; one thread.
 *
 * <p>The boundary is random, so that nobody who gives a name can put it there and end the part.
 */
final class Multipart {
  private final String boundary = "maac-" + UUID.randomUUID();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  void addText(final String name, final String text) {
    begin("form-data; name=\"" + name + "\"\r\n\r\n");
    write(text);
    write("\r\n");
  }

  void addFile(
      final String name, final String fileName, final String contentType, final byte[] content) {
    begin("form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"\r\n");
    write("Content-Type: " + contentType + "\r\n\r\n");
    body.writeBytes(content);
    write("\r\n");
  }

  private void begin(final String disposition) {
    write("--" + boundary + "\r\nContent-Disposition: " + disposition);
  }

  private void write(final String text) {
    body.writeBytes(text.getBytes(UTF_8));
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** The whole body, closed. */
  byte[] bytes() {
    write("--" + boundary + "--\r\n");
    return body.toByteArray();
  }
}
