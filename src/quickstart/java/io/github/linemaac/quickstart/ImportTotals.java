package io.github.linemaac.quickstart;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What MAAC has confirmed so far.
 *
 * @param imports how many imports were confirmed
 * @param records how many records they carried
 * @param rows in how many rows; fewer than records where records of one member were merged
 * @param attempts how many times an import was started
 * @param created members that MAAC had not known
 * @param updated members that it had
 * @param unmatched rows for which it found nobody, or somebody who has blocked the account
 * @param removedTags tags that it has taken off members
 */
record ImportTotals(
    long imports,
    long records,
    long rows,
    long attempts,
    long created,
    long updated,
    long unmatched,
    long removedTags) {

  static final ImportTotals NONE = new ImportTotals(0, 0, 0, 0, 0, 0, 0, 0);

  private static final Pattern REMOVED = Pattern.compile("Removals done: tags=(\\d+) ");

  private static final Pattern CONFIRMED =
      Pattern.compile(
          "Import \\S+ confirmed: records=(\\d+) rows=(\\d+) bytes=\\d+ attempts=(\\d+)"
              + " tookMs=\\d+ created=(\\d+) updated=(\\d+) unmatched=(\\d+)");

  /** These and what a line of the worker's log tells, if it tells of an import or of removals. */
  ImportTotals plus(String logLine) {
    Matcher removed = REMOVED.matcher(logLine);
    if (removed.find()) {
      return new ImportTotals(
          imports,
          records,
          rows,
          attempts,
          created,
          updated,
          unmatched,
          removedTags + Long.parseLong(removed.group(1)));
    }
    Matcher line = CONFIRMED.matcher(logLine);
    return line.find()
        ? new ImportTotals(
            imports + 1,
            records + Long.parseLong(line.group(1)),
            rows + Long.parseLong(line.group(2)),
            attempts + Long.parseLong(line.group(3)),
            created + Long.parseLong(line.group(4)),
            updated + Long.parseLong(line.group(5)),
            unmatched + Long.parseLong(line.group(6)),
            removedTags)
        : this;
  }
}
