package io.github.linemaac.connect.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
  private final Words<Integer> words =
      Words.of(Map.of(1, List.of("Yes", " Y "), 2, List.of("\u662F", "n".repeat(200))));

  @Test
  void aWordMeansTheSameInAnyCaseAndWidth() {
    assertThat(words.meaning("yes")).contains(1);
    assertThat(words.contains("yes")).isTrue();
    assertThat(words.meaning("YES")).contains(1);
    assertThat(words.meaning("\uFF39\uFF45\uFF53")).contains(1);
    assertThat(words.meaning("y")).contains(1);
    assertThat(words.meaning("\u662F")).contains(2);
    assertThat(words.meaning("N".repeat(200))).contains(2);
  }

  @Test
  void anyOtherTextIsNoWord() {
    for (final String text : List.of("", "ye", "yess", "no", "\u4E0D", "n".repeat(201), "yes!")) {
      assertThat(words.meaning(text)).isEmpty();
      assertThat(words.contains(text)).isFalse();
    }
    assertThat(Words.of(Map.of(1, List.<String>of())).contains("")).isFalse();
  }

  @Test
  void theSameWordsForTheSameMeaningsAreEqualHoweverTheyAreWritten() {
    final Words<Integer> same =
        Words.of(Map.of(2, List.of("n".repeat(200), "\u662F"), 1, List.of("y", "YES")));

    assertThat(words).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.toString());
    assertThat(words).isNotEqualTo(Words.of(Map.of(1, List.of("yes", "y")))).isNotEqualTo("yes");
    assertThat(words.toString()).contains("yes=1");
  }
}
