package io.github.linemaac.connect.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import java.util.Optional;

/**
 * The file that a segment is: a header {@code line_uid} and one id a line, UTF-8 without a mark
 * (help centre; export of members in MAAC's OpenAPI). Pure.
 */
public final class SegmentCsv {
  private static final byte[] HEADER = "line_uid\n".getBytes(US_ASCII);
  private static final int LINE_BYTES = LineUid.CHARACTERS + 1;

  private SegmentCsv() {}

  /** How many bytes the file of so many ids has. */
  public static int bytes(final int ids) {
    return HEADER.length + ids * LINE_BYTES;
  }

  /** Writes a segment, in order, so that the same segment is always the same bytes. */
  public static byte[] write(final LineUidSet list) {
    final LineUid[] ids = list.sorted();
    final byte[] csv = new byte[bytes(ids.length)];
    System.arraycopy(HEADER, 0, csv, 0, HEADER.length);
    int at = HEADER.length;
    for (final LineUid id : ids) {
      id.writeTo(csv, at);
      csv[at + LINE_BYTES - 1] = '\n';
      at += LINE_BYTES;
    }
    return csv;
  }

  /** Reads a segment; empty if it is none. Blank lines, quotes and a mark are passed over. */
  public static Optional<LineUidSet> read(final byte[] csv) {
    final LineUidSet list = new LineUidSet();
    boolean isHeader = true;
    int from = 0;
    while (from < csv.length) {
      int to = from;
      while (to < csv.length && csv[to] != '\n') {
        to++;
      }
      final String line = cell(csv, from, to);
      from = to + 1;
      if (isHeader) {
        if (!line.equals("line_uid")) {
          return Optional.empty();
        }
        isHeader = false;
      } else if (LineUid.isLineUid(line)) {
        list.add(LineUid.of(line));
      } else if (!line.isEmpty()) {
        return Optional.empty();
      }
    }
    return isHeader ? Optional.empty() : Optional.of(list);
  }

  private static String cell(final byte[] csv, final int from, final int to) {
    if (to - from > 4 * LineUid.CHARACTERS) {
      return "?";
    }
    final String line = new String(csv, from, to - from, UTF_8);
    return line.replace("\uFEFF", "").replace("\"", "").strip();
  }
}
