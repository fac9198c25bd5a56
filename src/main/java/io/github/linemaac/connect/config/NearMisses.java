package io.github.linemaac.connect.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Finds keys that look like one of ours and are none: {@code feild.email}, {@code
 * batch.max.record}. Connect passes over keys that nobody knows, so a slip of the pen would go
 * unseen. Pure.
 */
final class NearMisses {
  /** Keys of Connect and of its plugins begin with these, and are none of our business. */
  private static final Set<String> OTHERS =
      Set.of(
          "name",
          "connector",
          "tasks",
          "topics",
          "key",
          "value",
          "header",
          "config",
          "transforms",
          "predicates",
          "errors",
          "consumer",
          "producer",
          "admin",
          "confluent",
          "connect");

  /** Two slips, such as two letters that changed places, still look like the same key... */
  private static final int MAX_SLIPS = 2;

  /** ...but a short word with two others in it is another word. */
  private static final int SHORT_KEY = 6;

  private NearMisses() {}

  /** A faulty value for each key that is nearly one of ours. */
  static List<ConfigValue> of(final Collection<String> keys, final Collection<String> ours) {
    return keys.stream()
        .filter(key -> !ours.contains(key) && !OTHERS.contains(first(key)))
        .sorted()
        .flatMap(
            key ->
                nearest(key.toLowerCase(Locale.ROOT), ours).map(near -> miss(key, near)).stream())
        .toList();
  }

  private static Optional<String> nearest(final String key, final Collection<String> ours) {
    return ours.stream()
        .filter(our -> first(our).equals(first(key)) || slips(our, key) <= maxSlips(our))
        .min(
            Comparator.comparingInt((final String our) -> slips(our, key))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int maxSlips(final String our) {
    return our.length() < SHORT_KEY ? 1 : MAX_SLIPS;
  }

  private static ConfigValue miss(final String key, final String nearest) {
    final ConfigValue miss = new ConfigValue(key);
    miss.addErrorMessage(
        key
            + " is not a configuration key of this connector, and would have no effect: did you"
            + " mean "
            + nearest
            + "?");
    return miss;
  }

  private static String first(final String key) {
    final int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }

  /** Levenshtein's distance: letters to add, drop or change to turn one into the other. */
  private static int slips(final String from, final String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      final int[] next = new int[row.length];
      next[0] = i;
      for (int j = 1; j < row.length; j++) {
        final int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        next[j] = Math.min(Math.min(next[j - 1], row[j]) + 1, row[j - 1] + change);
      }
      row = next;
    }
    return row[to.length()];
  }
}
