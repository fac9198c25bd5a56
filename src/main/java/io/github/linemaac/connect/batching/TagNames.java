package io.github.linemaac.connect.batching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tags as numbers, so that those of a member take two bytes each. An account has some hundred tags;
 * where a record's own id is taken for one, there is no end of them, and those past a bound have no
 * number. Not thread-safe.
 */
final class TagNames {
  /** Numbers fit in a char; the names of so many take less than 10 MB at the very most. */
  static final int MAX_NAMES = 1 << 14;

  private final Map<String, Character> numbers = new HashMap<>();

  /** Whether a tag is among these numbers, which are in order. */
  boolean isIn(final char[] sorted, final String tag) {
    final Character number = numbers.get(tag);
    return number != null && Arrays.binarySearch(sorted, number) >= 0;
  }

  /** These numbers, which are in order, and those of the tags; the same array if that is all. */
  char[] with(final char[] sorted, final List<String> tags) {
    char[] all = sorted;
    for (final String tag : tags) {
      final Character number = number(tag);
      if (number != null) {
        final int place = Arrays.binarySearch(all, number);
        all = place >= 0 ? all : inserted(all, -place - 1, number);
      }
    }
    return all;
  }

  /** These numbers, which are in order, but for those of the tags. */
  char[] without(final char[] sorted, final List<String> tags) {
    char[] rest = sorted;
    for (final String tag : tags) {
      final Character number = numbers.get(tag);
      final int place = number == null ? -1 : Arrays.binarySearch(rest, number);
      rest = place < 0 ? rest : shortened(rest, place);
    }
    return rest;
  }

  private Character number(final String tag) {
    return numbers.size() < MAX_NAMES
        ? numbers.computeIfAbsent(tag, name -> (char) numbers.size())
        : numbers.get(tag);
  }

  private static char[] shortened(final char[] sorted, final int place) {
    final char[] fewer = Arrays.copyOf(sorted, sorted.length - 1);
    System.arraycopy(sorted, place + 1, fewer, place, fewer.length - place);
    return fewer;
  }

  private static char[] inserted(final char[] sorted, final int place, final char number) {
    final char[] more = Arrays.copyOf(sorted, sorted.length + 1);
    System.arraycopy(sorted, place, more, place + 1, sorted.length - place);
    more[place] = number;
    return more;
  }
}
