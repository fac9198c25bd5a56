package io.github.linemaac.connect.reference;

/**
 * A part of a Markdown file that the code writes, between two markers. What stands around it is
 * left alone.
 *
 * @param name what the markers call it
 * @param body what is to stand between them, ending with a line break
 */
record Section(String name, String body) {

  private static final String BEGIN = "<!-- %s: written by mvn -Preference -->\n";
  private static final String END = "<!-- end of %s -->\n";

  /** The text with this section in place of what its markers enclose. */
  String writtenInto(String text) {
    String begin = BEGIN.formatted(name);
    String end = END.formatted(name);
    int from = onlyOne(begin, text) + begin.length();
    int to = onlyOne(end, text);
    if (to < from) {
      throw new IllegalArgumentException(
          "The markers of %s are in the wrong order".formatted(name));
    }
    return text.substring(0, from) + "\n" + body + "\n" + text.substring(to);
  }

  private static int onlyOne(String marker, String text) {
    int at = text.indexOf(marker);
    if (at < 0 || text.indexOf(marker, at + 1) >= 0) {
      throw new IllegalArgumentException("Wanted once: " + marker.strip());
    }
    return at;
  }
}
