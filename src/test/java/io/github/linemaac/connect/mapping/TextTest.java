package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.field;
import static io.github.linemaac.connect.mapping.Mapping.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.linemaac.connect.model.MemberField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
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
    assertThat(
            MAPPING.member(field("line_display_name", value)).value(MemberField.LINE_DISPLAY_NAME))
        .isEqualTo(text);
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
        .isInstanceOf(MappingResult.Invalid.class);
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
  @ValueSource(
      strings = {"\ufeff", "\u200b", "\u200d", "\u200f", "\u202a", "\u202e", "\u2060", "\u2069"})
  void dropsMarksAtTheEndsThatNobodySees(final String mark) {
    assertThat(MAPPING.member(Map.of("customer_id", mark + " C001" + mark)).key())
        .isEqualTo("C001");
    assertThat(MAPPING.member(field("email", mark)).has(MemberField.EMAIL)).isFalse();
    assertThat(MAPPING.member(field("tags", List.of("vip", mark + "vip" + mark))).tags())
        .containsExactly("vip");
  }

  @Test
  void keepsTheJoinersOfAnEmoji() {
    final String family = "\uD83D\uDC68\u200D\uD83D\uDC69";

    assertThat(
            MAPPING.member(field("line_display_name", family)).value(MemberField.LINE_DISPLAY_NAME))
        .isEqualTo(family);
  }

  @Test
  void rejectsWhatAnotherEncodingLeavesAndNamesTheKey() {
    final String big5 = new String(new byte[] {(byte) 0xb7, (byte) 0x7c}, UTF_8);

    assertThat(MAPPING.reason(field("line_display_name", big5)))
        .startsWith("line_display_name: holds U+FFFD")
        .contains("value.converter.converter.encoding");
    assertThat(MAPPING.reason(field("tags", List.of("vip", big5)))).contains("converter.encoding");
  }

  @Test
  void readsBytesThatAreText() {
    assertThat(MAPPING.member(Map.of("customer_id", utf8("C001"))).key()).isEqualTo("C001");
    assertThat(MAPPING.member(Map.of("customer_id", ByteBuffer.wrap(utf8("C001")))).key())
        .isEqualTo("C001");
    assertThat(MAPPING.reason(field("email", new byte[] {(byte) 0xff})))
        .isEqualTo("email: is read from bytes that are not UTF-8 text");
  }

  @Test
  void leavesOutWhatTheDatabaseDidNotTell() {
    final String unavailable = "__debezium_unavailable_value";

    assertThat(MAPPING.member(field("email", unavailable)).has(MemberField.EMAIL)).isFalse();
    assertThat(MAPPING.member(field("email", utf8(unavailable))).has(MemberField.EMAIL)).isFalse();
    assertThat(MAPPING.member(field("tags", unavailable)).tags()).isEmpty();
    assertThat(MAPPING.member(field("tags", List.of(unavailable))).tags()).isEmpty();
    assertThat(
            MAPPING
                .with("field.email", "profile.email")
                .member(field("profile", unavailable))
                .has(MemberField.EMAIL))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u007f", "a\u3000b", "a\u200bb"})
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
