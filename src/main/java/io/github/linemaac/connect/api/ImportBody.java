package io.github.linemaac.connect.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The body of one import: its rows as they were encoded, with commas between them and an envelope
 * around them.
 */
final class ImportBody implements Body {
  private final byte[] head;
  private final List<byte[]> rows;
  private final byte[] tail;
  private final long lengthBytes;

  ImportBody(final byte[] head, final List<byte[]> rows, final byte[] tail) {
    this.head = head;
    this.rows = rows;
    this.tail = tail;
    final int commas = Math.max(0, rows.size() - 1);
    final long rowBytes = rows.stream().mapToLong(row -> row.length).sum();
    this.lengthBytes = head.length + rowBytes + commas + tail.length;
  }

  @Override
  public long lengthBytes() {
    return lengthBytes;
  }

  @Override
  public void writeTo(final OutputStream out) throws IOException {
    out.write(head);
    boolean isFirst = true;
    for (final byte[] row : rows) {
      if (!isFirst) {
        out.write(',');
      }
      out.write(row);
      isFirst = false;
    }
    out.write(tail);
  }
}
