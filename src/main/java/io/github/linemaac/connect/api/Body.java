package io.github.linemaac.connect.api;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What a call sends. Its length is known before it is written, and it is written piece by piece, so
 * that the body of an import is never in memory beside its rows. Immutable; it may be written more
 * than once, and is the same each time.
 */
public interface Body {
  /** Nothing is sent. */
  Body NONE = of(new byte[0]);

  /** How many bytes {@link #writeTo} writes. */
  long lengthBytes();

  /** Writes all of it, and leaves the stream open. */
  void writeTo(OutputStream out) throws IOException;

  /** Bytes as they are; not copied, and not to be changed. */
  static Body of(final byte[] bytes) {
    return new Body() {
      @Override
      public long lengthBytes() {
        return bytes.length;
      }

      @Override
      public void writeTo(final OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }
}
