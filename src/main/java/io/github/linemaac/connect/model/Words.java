package io.github.linemaac.connect.model;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Words that people write for one of a few meanings, compared without case and width. Immutable.
 *
 * @param <T> what a word may mean
 */
public final class Words<T> {
  private final Map<String, T> meanings = new HashMap<>();

  /** A bit for each length that some word has; the last one is for that length and any longer. */
  private final long lengths;

  private Words(final Map<T, List<String>> wordsByMeaning) {
    wordsByMeaning.forEach(
        (meaning, words) -> words.forEach(word -> meanings.put(folded(word), meaning)));
    this.lengths =
        meanings.keySet().stream().mapToLong(Words::lengthBit).reduce(0, (all, bit) -> all | bit);
  }

  /** The words of each meaning. A word that has two means the last of them. */
  public static <T> Words<T> of(final Map<T, List<String>> wordsByMeaning) {
    return new Words<>(wordsByMeaning);
  }

  /** What a text means; empty where it is none of the words. */
  public Optional<T> meaning(final String text) {
    if ((lengths & lengthBit(text)) == 0) {
      return Optional.empty();
    }
    final T asWritten = meanings.get(text);
    return asWritten == null
        ? Optional.ofNullable(meanings.get(folded(text)))
        : Optional.of(asWritten);
  }

  /** Whether a text is one of the words. */
  public boolean contains(final String text) {
    return meaning(text).isPresent();
  }

  /** The form in which words are compared: full-width letters are letters, and all are small. */
  public static String folded(final String text) {
    return CleanText.strip(isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC))
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean equals(final Object other) {
    return other instanceof Words<?> that && meanings.equals(that.meanings);
  }

  @Override
  public int hashCode() {
    return meanings.hashCode();
  }

  @Override
  public String toString() {
    return meanings.toString();
  }

  private static boolean isAscii(final String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static long lengthBit(final String text) {
    return 1L << Math.min(text.length(), Long.SIZE - 1);
  }
}
