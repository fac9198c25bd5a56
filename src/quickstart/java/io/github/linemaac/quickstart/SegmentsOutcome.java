package io.github.linemaac.quickstart;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the changes to segments.
 *
 * @param sent how many were written to the topic
 * @param due what the segments are to be, as the file says
 * @param atMaac what the segments are
 * @param totals what MAAC has confirmed
 * @param rejections what went to the dead-letter topic
 * @param took from the first record written to the last one committed
 * @param trouble why it ended early, line by line; nothing if it did not
 */
record SegmentsOutcome(
    long sent,
    SegmentFold due,
    Map<String, Set<String>> atMaac,
    SegmentTotals totals,
    Rejections rejections,
    Duration took,
    List<String> trouble) {

  /** Whether every change is in its segment or was rejected, and no segment has anything else. */
  boolean isAccounted() {
    return trouble.isEmpty() && unaccounted() == 0 && due.segments().equals(atMaac);
  }

  /** Changes that were neither rejected nor can be read in the file. */
  long unaccounted() {
    return sent - due.lines() - rejections.count();
  }

  /** How many ids MAAC has on a segment. */
  int size(String segment) {
    return atMaac.getOrDefault(segment, Set.of()).size();
  }

  /** Whether MAAC has exactly those ids on a segment that the file puts there. */
  boolean isAsDue(String segment) {
    return due.segments().getOrDefault(segment, Set.of()).equals(atMaac.get(segment));
  }
}
