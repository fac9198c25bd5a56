package io.github.linemaac.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code multipart/form-data} and forgives nothing: every line end is CR LF, there is no
 * preamble, the closing boundary is there, and no name comes twice.
 */
final class MultipartReader {
  static final String MEDIA_TYPE = "multipart/form-data";

  private static final Pattern BOUNDARY =
      Pattern.compile("(?i)boundary=(?:\"([^\"]{1,70})\"|([0-9A-Za-z'()+_,./:=?-]{1,70}))");
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]+)\"");
  private static final Pattern FILENAME = Pattern.compile("[; ]filename=\"([^\"]+)\"");
  private static final String LINE = "\r\n";

  private final byte[] body;

  /** The body byte for character, so that it can be searched as text and cut as bytes. */
  private final String text;

  private final String delimiter;
  private int at;

  /** One field; its media type is empty if it names none. */
  @SuppressWarnings("ArrayRecordComponent") // Cut out once and never compared.
  record Part(Optional<String> filename, String mediaType, byte[] content) {}

  private MultipartReader(byte[] body, String boundary) {
    this.body = body;
    this.text = new String(body, ISO_8859_1);
    this.delimiter = "--" + boundary;
  }

  static Map<String, Part> parse(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw malformed("Invalid boundary in multipart");
    }
    String found = Optional.ofNullable(boundary.group(1)).orElseGet(() -> boundary.group(2));
    return new MultipartReader(body, found).parts();
  }

  private Map<String, Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    expect(delimiter);
    while (!text.startsWith("--", at)) {
      expect(LINE);
      String head = until(LINE + LINE);
      int contentFrom = at;
      int contentTo = at + until(LINE + delimiter).length();
      String name = first(NAME, disposition(head)).orElseThrow(() -> malformed("part has no name"));
      Part part =
          new Part(
              first(FILENAME, disposition(head)),
              header(head, "content-type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT),
              Arrays.copyOfRange(body, contentFrom, contentTo));
      if (parts.put(name, part) != null) {
        throw malformed("part comes twice");
      }
    }
    expect("--");
    if (at != body.length && !text.substring(at).equals(LINE)) {
      throw malformed("something follows the closing boundary");
    }
    return parts;
  }

  private static String disposition(String head) {
    String disposition = header(head, "content-disposition");
    if (!disposition.startsWith("form-data;")) {
      throw malformed("part is no form-data");
    }
    return disposition;
  }

  private static String header(String head, String lowerCaseName) {
    return Arrays.stream(head.split(LINE, -1))
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(lowerCaseName + ":"))
        .map(line -> line.substring(lowerCaseName.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static Optional<String> first(Pattern pattern, String in) {
    Matcher matcher = pattern.matcher(in);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private void expect(String token) {
    if (!text.startsWith(token, at)) {
      throw malformed("boundary or line end expected");
    }
    at += token.length();
  }

  /** The text before the token; goes on behind it. */
  private String until(String token) {
    int end = text.indexOf(token, at);
    if (end < 0) {
      throw malformed("part is not closed");
    }
    String before = text.substring(at, end);
    at = end + token.length();
    return before;
  }

  private static Refusal malformed(String what) {
    return Refusal.detail(Violation.Kind.MALFORMED, 400, "MultipartReader form parse error - " + what);
  }
}
