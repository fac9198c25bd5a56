package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.field;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.linemaac.connect.model.MemberField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileTest {
  private static final String WITHOUT_REGION =
      "mobile: is neither E.164 (as in +886912345678) nor 09 and eight digits, and"
          + " mobile.default.region is not set";
  private static final String IN_TAIWAN =
      "mobile: is neither E.164 (as in +886912345678), nor 09 and eight digits, nor valid in the"
          + " region of mobile.default.region";
  private static final String ELSEWHERE =
      "mobile: is neither E.164 (as in +886912345678) nor valid in the region of"
          + " mobile.default.region";

  private final Mapping mapping = Mapping.by("customer_id");

  @ParameterizedTest
  @ValueSource(strings = {"+886912345678", "+819012345678", "+66812345678", "+390612345678"})
  void takesWhatMaacTakes(final String text) {
    assertThat(mobile(mapping, text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+886912345678", "+819012345678", "+66812345678", "+390612345678"})
  void takesE164AsItIsWhateverTheRegion(final String text) {
    assertThat(mobile(in("TH"), text)).isEqualTo(text);
  }

  @Test
  void leavesTheLocalFormToMaacWhereNoRegionIsSet() {
    assertThat(mobile(mapping, "0912345678")).isEqualTo("0912345678");
    assertThat(mobile(in("TW"), "0912345678")).isEqualTo("+886912345678");
    assertThat(mobile(in("TW"), "0999999999")).isEqualTo("+886999999999");
    assertThat(in("JP").reason(field("mobile", "0907568943"))).isEqualTo(ELSEWHERE);
  }

  @ParameterizedTest
  @CsvSource({
    "+8860912345678, +886912345678",
    "+886-0912345678, +886912345678",
    "+886 (0)912-345-678, +886912345678",
    "+886 912 345 678, +886912345678",
    "+\uFF18\uFF18\uFF16912345678, +886912345678",
    "\uFF0B886912345678, +886912345678",
    "(+886) 912345678, +886912345678",
    "+886912\u2011345\u2011678, +886912345678",
    "'''+886912345678', +886912345678",
    "+886\u200b912345678, +886912345678",
    "+8109012345678, +819012345678",
    "+81 (0)90-1234-5678, +819012345678",
    "+660812345678, +66812345678",
    "+8201012345678, +821012345678",
    "+440 7911 123456, +447911123456",
    "+6104 1234 5678, +61412345678",
    "+84 0901234567, +84901234567",
    "+620812-1234-5678, +6281212345678",
    "+7 8 912 345 67 89, +79123456789",
    "+36 06 20 123 4567, +36201234567",
    "+49 0171/1234567, +491711234567",
    "00886912345678, +886912345678",
    "0081 90 1234 5678, +819012345678"
  })
  void takesAnInternationalNumberInOneFormWithARegionAndWithout(
      final String given, final String sent) {
    for (final Mapping region : List.of(mapping, in("TW"), in("JP"), in("TH"), in("IT"))) {
      assertThat(mobile(region, given)).isEqualTo(sent);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+886", "+12", "+9991234567", "+88600912345678", "+1234567890123456"})
  void rejectsWhatIsNoPossibleNumberOfAKnownCountry(final String given) {
    assertThat(mapping.reason(field("mobile", given))).isEqualTo(WITHOUT_REGION);
    assertThat(in("TW").reason(field("mobile", given))).isEqualTo(IN_TAIWAN);
  }

  @ParameterizedTest
  @CsvSource({
    "TW, 002 81 90 1234 5678, +819012345678",
    "TW, 0066 81 234 5678, +66812345678",
    "TH, 001 81 90 1234 5678, +819012345678",
    "JP, 010 886 912 345 678, +886912345678"
  })
  void takesThePrefixesOfARegionForCallsAbroad(
      final String region, final String given, final String sent) {
    assertThat(mobile(in(region), given)).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0912xxxxxx",
        "0912345 Amy",
        "090-1234-xxxx",
        "0912345\uFF38\uFF38\uFF38",
        "9.1576323E8",
        "0912345678 ext. 5",
        "tel:+886912345678",
        "0912OOOOOO"
      })
  void noLetterBecomesADigit(final String given) {
    for (final Mapping region : List.of(in("TW"), in("JP"), in("TH"), in("US"))) {
      assertThat(region.reason(field("mobile", given))).isEqualTo("mobile: holds a letter");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0912***678",
        "0912\uFF0A\uFF0A\uFF0A678",
        "0912\u25CF\u25CF\u25CF678",
        "0912\u2022\u2022\u2022678",
        "0912___678",
        "0912###678",
        "0912???678",
        "0912---678",
        "0912...678",
        "0912345678;0987654321",
        "0912345678,0987654321",
        "0912345678\u30010987654321",
        "0912345678/0987654321",
        "0912345678/79",
        "0912345678 (2)",
        "0912345678#5",
        "0912345678~80",
        "0912345678+0987654321",
        "+886912345678 +886987654321"
      })
  void rejectsMaskedDigitsAndSecondNumbers(final String given) {
    for (final Mapping region : List.of(in("TW"), in("JP"), in("DE"), in("ID"))) {
      assertThat(region.reason(field("mobile", given)))
          .startsWith("mobile: holds a ")
          .contains("second number or an extension");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"912345678.0", "912345678.5", "9012345678.0"})
  void rejectsADecimalNumber(final String given) {
    for (final Mapping region : List.of(mapping, in("TW"), in("JP"))) {
      assertThat(region.reason(field("mobile", given)))
          .isEqualTo("mobile: is a decimal number, so digits of it may be lost");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1",
        "+",
        "+0912345678",
        "+1234567890123456",
        "886912345678",
        "091234567",
        "09123456789",
        "0812345678",
        "09-1234-5678",
        "090-1234-5678",
        "+886912345678\u00003",
        "none"
      })
  void rejectsAnyOtherWithoutARegion(final String text) {
    assertThat(mapping.reason(field("mobile", text)))
        .isEqualTo(text.indexOf('\0') < 0 ? WITHOUT_REGION : "mobile: holds a NUL character");
  }

  @ParameterizedTest
  @CsvSource({
    "TW,0912345678,+886912345678",
    "TW,(09)12345678,+886912345678",
    "TW,(0912345678),+886912345678",
    "TW,'''0912345678',+886912345678",
    "TW,0912.345.678,+886912345678",
    "DE,0171/1234567,+491711234567",
    "JP,090\u30FC1234\u30FC5678,+819012345678",
    "TW,0912-345-678,+886912345678",
    "TW,912345678,+886912345678",
    "TW,886912345678,+886912345678",
    "TW,'+886 912 345 678',+886912345678",
    "JP,09012345678,+819012345678",
    "JP,090-1234-5678,+819012345678",
    "JP,\uFF10\uFF19\uFF1012345678,+819012345678",
    "JP,'+81 (0)90-1234-5678',+819012345678",
    "TH,0812345678,+66812345678",
    "TH,081-234-5678,+66812345678"
  })
  void turnsLocalNumbersIntoE164(final String region, final String given, final String sent) {
    assertThat(mobile(in(region), given)).isEqualTo(sent);
  }

  @Test
  void turnsANumberWhoseZeroWasLostIntoE164() {
    assertThat(mapping.with("mobile.default.region", "TW").member(field("mobile", 912345678L)))
        .extracting(member -> member.value(MemberField.MOBILE))
        .isEqualTo("+886912345678");
  }

  @ParameterizedTest
  @CsvSource({"TW,12345", "JP,09012345", "TH,+886 12", "TW,none", "JP,0"})
  void rejectsWhatIsNotValidInTheRegion(final String region, final String given) {
    assertThat(in(region).reason(field("mobile", given)))
        .isEqualTo(region.equals("TW") ? IN_TAIWAN : ELSEWHERE);
  }

  @Test
  void leavesOutABlankOne() {
    assertThat(in("TW").member(field("mobile", " \u3000")).has(MemberField.MOBILE)).isFalse();
  }

  @Test
  void rejectsALongTextInNoTime() {
    final String text = "0912345678 ext. ".repeat(60_000);

    assertTimeoutPreemptively(
        ofSeconds(1),
        () -> assertThat(in("TW").reason(field("mobile", text))).isEqualTo(IN_TAIWAN));
  }

  @Test
  void takesANumberOfAsManyCharactersAsAnyHasWithItsSigns() {
    final String longest = "0912" + " ".repeat(64 - 10) + "345678";

    assertThat(mobile(in("TW"), longest)).isEqualTo("+886912345678");
    assertThat(in("TW").reason(field("mobile", longest.replace("12 ", "12  "))))
        .isEqualTo(IN_TAIWAN);
  }

  @Test
  void twoFormsOfOneNumberAreOneKey() {
    final Mapping byMobile = Mapping.by("mobile").with("mobile.default.region", "TW");

    assertThat(byMobile.member("{\"mobile\":\"0912-345-678\"}").key())
        .isEqualTo(byMobile.member("{\"mobile\":\"+886912345678\"}").key());
  }

  private Mapping in(final String region) {
    return mapping.with("mobile.default.region", region);
  }

  private static String mobile(final Mapping mapping, final String text) {
    return mapping.member(field("mobile", text)).value(MemberField.MOBILE);
  }
}
