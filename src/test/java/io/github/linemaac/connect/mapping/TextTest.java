package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.field;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.linemaac.connect.model.MemberField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  private static final Mapping MAPPING = Mapping.by("customer_id");

  @ParameterizedTest
  @MethodSource
  void readsNumbersAndUuidsAsText(final Object value, final String text) {
    assertThat(MAPPING.member(Map.of("customer_id", value)).key()).isEqualTo(text);
  }

  static Stream<Arguments> readsNumbersAndUuidsAsText() {
    return Stream.of(
        arguments((byte) 7, "7"),
        arguments((short) -7, "-7"),
        arguments(7, "7"),
        arguments(Long.MIN_VALUE, "-9223372036854775808"),
        arguments(7.0, "7"),
        arguments(-0.0, "0"),
        arguments(7.25, "7.25"),
        arguments(0.1f, "0.1"),
        arguments(1e15, "1000000000000000"),
        arguments(1e21, "1000000000000000000000"),
        arguments(
            new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
        arguments(new BigDecimal("42.00"), "42"),
        arguments(new BigDecimal("4.2E+3"), "4200"),
        arguments(new BigDecimal("0E+5"), "0"),
        arguments(
            UUID.fromString("00000000-0000-4000-8000-000000000001"),
            "00000000-0000-4000-8000-000000000001"));
  }

  @Test
  void keepsEveryDigitOfANumberInJson() {
    assertThat(MAPPING.member("{\"customer_id\":900719925474099312345}").key())
        .isEqualTo("900719925474099312345");
    assertThat(MAPPING.member("{\"customer_id\":0.12345678901234567890123}").key())
        .isEqualTo("0.12345678901234567890123");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void rejectsNumbersThatAreNone(final double value) {
    assertThat(MAPPING.reason(field("email", value))).isEqualTo("email: is not a finite number");
    assertThat(MAPPING.reason(field("email", (float) value)))
        .isEqualTo("email: is not a finite number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "1e2147483647"})
  void rejectsAShortNumberThatStandsForABillionDigits(final String number) {
    assertTimeoutPreemptively(
        ofSeconds(1),
        () ->
            assertThat(MAPPING.reason("{\"customer_id\":\"c1\",\"email\":" + number + "}"))
                .isEqualTo("email: is a number with too many digits"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "1e-99999999999"})
  void rejectsAnExponentThatNoNumberHolds(final String number) {
    assertThat(MAPPING.map("{\"customer_id\":\"c1\",\"email\":" + number + "}"))
        .isInstanceOf(Mapped.Invalid.class);
  }

  @Test
  void rejectsANumberAsLongAsARecordInNoTime() {
    final BigInteger huge = BigInteger.ONE.shiftLeft(8_000_000).subtract(BigInteger.ONE);

    assertTimeoutPreemptively(
        ofSeconds(1),
        () -> {
          assertThat(MAPPING.reason(field("email", huge)))
              .isEqualTo("email: is a number with too many digits");
          assertThat(MAPPING.reason(field("email", new BigDecimal(huge, 3))))
              .isEqualTo("email: is a number with too many digits");
        });
  }

  @ParameterizedTest
  @MethodSource
  void rejectsTypesThatAreNoText(final Object value) {
    assertThat(MAPPING.reason(field("email", value)))
        .isEqualTo("email: has a type that cannot be read as text");
  }

  static List<Object> rejectsTypesThatAreNoText() {
    final Schema schema = SchemaBuilder.struct().field("a", Schema.STRING_SCHEMA).build();
    return List.of(
        true,
        Map.of("a", "b"),
        List.of("a"),
        new byte[] {'a'},
        new Struct(schema).put("a", "b"),
        java.util.Date.from(java.time.Instant.ofEpochMilli(0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\n\u000b\f\r",
        "\u001c\u001d\u001e\u001f",
        "\u0085",
        "\u00a0",
        "\u1680",
        "\u2000\u200a",
        "\u2028\u2029",
        "\u202f\u205f",
        "\u3000",
        " \u3000\u00a0 "
      })
  void takesWhatPythonSeesAsBlankForNothing(final String blank) {
    assertThat(MAPPING.member(field("email", blank)).has(MemberField.EMAIL)).isFalse();
    assertThat(MAPPING.member(field("email", blank + "a" + blank)).value(MemberField.EMAIL))
        .isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200b", "\ufeff", "\u007f", "a\u3000b"})
  void keepsWhatPythonWouldNotStrip(final String text) {
    assertThat(MAPPING.member(field("email", text)).value(MemberField.EMAIL)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xD83D, 0xDC34})
  void rejectsHalfACharacter(final int half) {
    final String rule = "line_display_name: holds half a character (an unpaired surrogate)";
    final String text = Character.toString(half);

    assertThat(MAPPING.reason(field("line_display_name", text))).isEqualTo(rule);
    assertThat(MAPPING.reason(field("line_display_name", "a" + text + "b"))).isEqualTo(rule);
    assertThat(MAPPING.reason(field("line_display_name", text + text))).isEqualTo(rule);
  }

  @Test
  void rejectsAnEscapedHalfCharacterInJson() {
    assertThat(MAPPING.reason("{\"customer_id\":\"c1\",\"email\":\"\\ud83d\"}"))
        .isEqualTo("email: holds half a character (an unpaired surrogate)");
  }

  @Test
  void rejectsANulCharacter() {
    assertThat(MAPPING.reason(field("email", "a\0b"))).isEqualTo("email: holds a NUL character");
    assertThat(MAPPING.reason("{\"customer_id\":\"c1\",\"email\":\"\\u0000\"}"))
        .isEqualTo("email: holds a NUL character");
  }
}
