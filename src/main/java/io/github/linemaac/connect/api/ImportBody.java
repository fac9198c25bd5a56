package io.github.linemaac.connect.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The body of one import: its rows as they were encoded, with commas between them and an envelope
 * around them.
 */
record ImportBody(byte[] head, List<byte[]> rows, byte[] tail) implements Body {

  @Override
  public long lengthBytes() {
    final int commas = Math.max(0, rows.size() - 1);
    return (long) head.length
        + rows.stream().mapToLong(row -> row.length).sum()
        + commas
        + tail.length;
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

  /** Says nothing of the rows: they are people's. */
  @Override
  public String toString() {
    return rows.size() + " rows";
  }
}
