package io.github.linemaac.connect.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Writes a {@code multipart/form-data} body (RFC 7578). Single use; one thread. */
final class Multipart {
  /** No id holds this, and from a name or a description it is taken out. */
  private static final String BOUNDARY = "kafka-connect-maac-9d41b7c2f6e84a0b";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  void addText(final String name, final String text) {
    begin("form-data; name=\"" + name + "\"\r\n\r\n");
    write(text.replace(BOUNDARY, ""));
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
    write("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition);
  }

  private void write(final String text) {
    body.writeBytes(text.getBytes(UTF_8));
  }

  String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  /** The whole body, closed. */
  byte[] bytes() {
    write("--" + BOUNDARY + "--\r\n");
    return body.toByteArray();
  }
}
