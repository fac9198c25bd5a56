package io.github.linemaac.quickstart;

import java.time.Duration;
import java.util.List;

/**
 * What became of the members.
 *
 * @param sent how many were written to the topic
 * @param imports what MAAC has confirmed
 * @param rejections what went to the dead-letter topic
 * @param took from the first record written to the last one committed
 * @param trouble why it ended early, line by line; nothing if it did not
 */
record MembersOutcome(
    long sent, ImportTotals imports, Rejections rejections, Duration took, List<String> trouble) {

  /** Records merged into the row of another record of the same member. */
  long merged() {
    return imports.records() - imports.rows();
  }

  /** Records of which nobody can say what became of them; below 0 if some were counted twice. */
  long unaccounted() {
    return sent - imports.records() - rejections.count();
  }

  boolean isAccounted() {
    return trouble.isEmpty() && unaccounted() == 0;
  }
}
