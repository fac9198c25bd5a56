package io.github.linemaac.connect.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.connect.api.Body;
import io.github.linemaac.connect.api.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Bodies in one piece, as a server has read them. */
public final class Bodies {
  private Bodies() {}

  /** What a request sends. */
  public static byte[] bytes(final Request request) {
    return bytes(request.body());
  }

  /** All of a body. */
  public static byte[] bytes(final Body body) {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      body.writeTo(out);
    } catch (final IOException e) {
      throw new UncheckedIOException("Nothing is sent anywhere", e);
    }
    return out.toByteArray();
  }

  /** What a request sends, as text. */
  public static String text(final Request request) {
    return new String(bytes(request), UTF_8);
  }
}
