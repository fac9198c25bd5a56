package io.github.linemaac.quickstart;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the changes to lists.
 *
 * @param sent how many were written to the topic
 * @param due what the lists are to be, as the file says
 * @param atMaac what the lists are
 * @param totals what MAAC has confirmed
 * @param rejections what went to the dead-letter topic
 * @param took from the first record written to the last one committed
 * @param trouble why it ended early, line by line; nothing if it did not
 */
record ListsOutcome(
    long sent,
    ListFold due,
    Map<String, Set<String>> atMaac,
    ListTotals totals,
    Rejections rejections,
    Duration took,
    List<String> trouble) {

  /** Whether every change is on its list or was rejected, and no list has anything else. */
  boolean isAccounted() {
    return trouble.isEmpty() && unaccounted() == 0 && due.lists().equals(atMaac);
  }

  /** Changes that were neither rejected nor can be read in the file. */
  long unaccounted() {
    return sent - due.joins() - due.leaves() - rejections.count();
  }

  /** How many ids MAAC has on a list. */
  int size(String list) {
    return atMaac.getOrDefault(list, Set.of()).size();
  }

  /** Whether MAAC has exactly those ids on a list that the file puts there. */
  boolean isAsDue(String list) {
    return due.lists().getOrDefault(list, Set.of()).equals(atMaac.get(list));
  }
}
