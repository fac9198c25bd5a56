package io.github.linemaac.connect.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {

  @ParameterizedTest
  @ValueSource(
      chars = {' ', '\t', '\n', '\r', '\u001C', '\u001F', '\u0085', '\u00A0', '\u2003', '\u3000'})
  void whiteSpaceIsTakenOffBothEndsAndNotOutOfTheMiddle(final char space) {
    assertThat(CleanText.strip(space + "a" + space + "b" + space)).isEqualTo("a" + space + "b");
    assertThat(CleanText.strip("" + space + space)).isEmpty();
    assertThat(CleanText.holdsInvisible("a" + space + "b")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      chars = {
        '\u200B', '\u200D', '\u200F', '\u202A', '\u202C', '\u202E', '\u2060', '\u2064', '\u2069',
        '\uFEFF'
      })
  void whatNobodySeesIsTakenOffBothEndsAndFoundInTheMiddle(final char mark) {
    assertThat(CleanText.strip(mark + "a" + mark + "b" + mark)).isEqualTo("a" + mark + "b");
    assertThat(CleanText.isInvisible(mark)).isTrue();
    assertThat(CleanText.holdsInvisible("a" + mark + "b")).isTrue();
  }

  /** Neighbours of the marks and of white space, and signs of which nothing else is wanted. */
  @ParameterizedTest
  @ValueSource(
      chars = {
        '!', '~', '\u0001', '\u007F', '\u0084', '\u0086', '\u2010', '\u2027', '\u2030', '\u205E',
        '\u206A', '\uFEFE', '\uFF00', '\u4E2D'
      })
  void whatPeopleSeeOrMeanStays(final char seen) {
    final String text = seen + "a" + seen;

    assertThat(CleanText.strip(text)).isEqualTo(text);
    assertThat(CleanText.isInvisible(seen)).isFalse();
    assertThat(CleanText.holdsInvisible(text)).isFalse();
  }

  @Test
  void theEmptyTextIsCleanAlready() {
    assertThat(CleanText.strip("")).isEmpty();
    assertThat(CleanText.fault("")).isEmpty();
    assertThat(CleanText.holdsInvisible("")).isFalse();
  }

  @Test
  void aCharacterThatJavaKeepsAsTwoIsOne() {
    assertThat(CleanText.length("a\uD83D\uDE00b")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "\u0001",
        "\uD7FF",
        "\uE000",
        "\uFFFC",
        "\uD83D\uDE00",
        "a\uD83D\uDE00\uD83D\uDE01b"
      })
  void textOfWholeCharactersHasNoFault(final String text) {
    assertThat(CleanText.fault(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD800",
        "a\uD83D",
        "\uDE00",
        "\uDFFF",
        "\uD83Da",
        "\uD83D\uD83D\uDE00",
        "\uDE00\uDE00",
        "\uD83D\uDE00\uDE00"
      })
  void halfACharacterIsAFault(final String text) {
    assertThat(CleanText.fault(text))
        .hasValueSatisfying(halfOne -> assertThat(halfOne).contains("surrogate"));
  }

  @Test
  void whatNoDatabaseOrEncodingTakesIsAFaultWhereverItStands() {
    assertThat(CleanText.fault("a\u0000")).contains("holds a NUL character");
    assertThat(CleanText.fault("\uD83D\uDE00\uFFFD"))
        .hasValueSatisfying(fault -> assertThat(fault).startsWith("holds U+FFFD"));
  }

  @Test
  void aLineIsOfSoManyCharactersAtMostAndOfNoBreaks() {
    assertThat(CleanText.lineFault("\uD83D\uDE00\uD83D\uDE00", 2)).isEmpty();
    assertThat(CleanText.lineFault("abc", 2)).contains("is longer than 2 characters");
    assertThat(CleanText.lineFault("a\nb", 3))
        .contains("holds a control character, such as a line break");
    assertThat(CleanText.lineFault("a\u0000", 3)).contains("holds a NUL character");
  }
}
