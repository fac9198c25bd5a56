package io.github.linemaac.quickstart;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What MAAC has confirmed so far.
 *
 * @param uploads how many times it was ready with a segment
 * @param attempts how many times a segment was sent
 */
record SegmentTotals(long uploads, long attempts) {

  static final SegmentTotals NONE = new SegmentTotals(0, 0);

  private static final Pattern READY =
      Pattern.compile("Segment \\S+ ready \\(.*\\): ids=\\d+ bytes=\\d+ attempts=(\\d+) ");

  /** What has come since others. */
  SegmentTotals since(SegmentTotals earlier) {
    return new SegmentTotals(uploads - earlier.uploads, attempts - earlier.attempts);
  }

  /** These and what a line of the worker's log tells, if it tells of a segment. */
  SegmentTotals plus(String logLine) {
    Matcher line = READY.matcher(logLine);
    return line.find()
        ? new SegmentTotals(uploads + 1, attempts + Long.parseLong(line.group(1)))
        : this;
  }
}
