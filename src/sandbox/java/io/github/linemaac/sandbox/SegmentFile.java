package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Violation.Kind.EMPTY_LIST;
import static io.github.linemaac.sandbox.Violation.Kind.LIST_TOO_LARGE;
import static io.github.linemaac.sandbox.Violation.Kind.MALFORMED;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/**
 * The file of a custom segment: the header {@code line_uid} (help centre, 90 % sure), then one id a
 * line; 300,000 ids and 25 MB at most (documented). UTF-8; a byte order mark makes the header
 * another one (inferred). Which status a bad file gets is not documented.
 */
final class SegmentFile {
  private static final String HEADER = "line_uid";

  private SegmentFile() {}

  /** Every line below the header, in order; the ids are not looked at. */
  static List<String> read(byte[] file, SegmentRules settings) {
    if (file.length > settings.maxFileBytes) {
      throw Refusal.field(
          LIST_TOO_LARGE, "file", "A file has at most " + settings.maxFileBytes + " bytes.");
    }
    List<String> lines = decode(file).lines().toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw Refusal.field(MALFORMED, "file", "Missing required column: " + HEADER);
    }
    List<String> ids = lines.subList(1, lines.size());
    if (ids.isEmpty() && !settings.acceptsEmptyFile) {
      throw Refusal.field(EMPTY_LIST, "file", "The submitted file is empty.");
    }
    if (ids.size() > settings.maxIds) {
      throw Refusal.field(
          LIST_TOO_LARGE, "file", "A file has at most " + settings.maxIds + " LINE UIDs.");
    }
    if (ids.stream().anyMatch(id -> id.indexOf(',') >= 0)) {
      throw Refusal.field(MALFORMED, "file", "A line has more than one column.");
    }
    return List.copyOf(ids);
  }

  private static String decode(byte[] file) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.field(MALFORMED, "file", "The file is not UTF-8.");
    }
  }
}
