package io.github.linemaac.connect.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineUidTest {
  private static final String TEXT = "U0123456789abcdeffedcba9876543210";

  @Property(tries = 500)
  void writesTheVeryTextThatItWasReadFrom(@ForAll final long high, @ForAll final long low) {
    final String text = "U%016x%016x".formatted(high, low);

    assertThat(LineUid.isLineUid(text)).isTrue();
    assertThat(LineUid.of(text)).isEqualTo(new LineUid(high, low));
    assertThat(written(LineUid.of(text))).isEqualTo("##" + text + "##");
  }

  @Property(tries = 500)
  void isInTheOrderOfItsText(
      @ForAll final long high, @ForAll final long low, @ForAll final long otherLow) {
    assertOrdered(new LineUid(high, low), new LineUid(high, otherLow));
    assertOrdered(new LineUid(low, high), new LineUid(otherLow, high));
  }

  private static void assertOrdered(final LineUid one, final LineUid other) {
    assertThat(Integer.signum(one.compareTo(other)))
        .isEqualTo(Integer.signum(written(one).compareTo(written(other))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "U",
        "U0123456789abcdeffedcba987654321",
        "U0123456789abcdeffedcba98765432100",
        "u0123456789abcdeffedcba9876543210",
        "C0123456789abcdeffedcba9876543210",
        "U0123456789ABCDEFfedcba9876543210",
        "U0123456789abcdegfedcba9876543210",
        "U0123456789abcde/fedcba9876543210",
        "U0123456789abcde:fedcba9876543210",
        "U0123456789abcde`fedcba9876543210",
        "U+123456789abcdeffedcba9876543210",
        "U-123456789abcdeffedcba9876543210",
        " 0123456789abcdeffedcba9876543210U",
        "U０123456789abcdeffedcba987654321"
      })
  void isNothingButUAnd32LowerCaseHexDigits(final String text) {
    assertThat(LineUid.isLineUid(text)).isFalse();
  }

  @Test
  void saysNothingOfThePersonWhenItIsLogged() {
    assertThat(LineUid.of(TEXT).toString()).isEqualTo("LineUid");
    assertThat(new SegmentChange(Optional.empty(), LineUid.of(TEXT), true).toString())
        .doesNotContain("0123")
        .doesNotContain(Long.toString(LineUid.of(TEXT).high()));
  }

  private static String written(final LineUid id) {
    final byte[] target = "#".repeat(LineUid.CHARACTERS + 4).getBytes(US_ASCII);
    id.writeTo(target, 2);
    return new String(target, US_ASCII);
  }
}
