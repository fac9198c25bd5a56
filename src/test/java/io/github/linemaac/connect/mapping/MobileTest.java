package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.field;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.linemaac.connect.model.MemberField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileTest {
  private static final String WITHOUT_REGION =
      "mobile: is neither E.164 (as in +886912345678) nor 09 and eight digits, and"
          + " mobile.default.region is not set";
  private static final String WITH_REGION =
      "mobile: is neither E.164 (as in +886912345678), nor 09 and eight digits, nor valid in the"
          + " region of mobile.default.region";

  private final Mapping mapping = Mapping.by("customer_id");

  @ParameterizedTest
  @ValueSource(strings = {"+886912345678", "+12", "+123456789012345", "0912345678"})
  void takesWhatMaacTakes(final String text) {
    assertThat(mobile(mapping, text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+886912345678", "+12", "+123456789012345", "+819012345678"})
  void takesE164AsItIsWhateverTheRegion(final String text) {
    assertThat(mobile(in("TH"), text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1",
        "+",
        "+0912345678",
        "+1234567890123456",
        "+886 912 345 678",
        "886912345678",
        "091234567",
        "09123456789",
        "0812345678",
        "09-1234-5678",
        "090-1234-5678",
        "+\uFF18\uFF18\uFF16912345678",
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
    assertThat(in(region).reason(field("mobile", given))).isEqualTo(WITH_REGION);
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
        () -> assertThat(in("TW").reason(field("mobile", text))).isEqualTo(WITH_REGION));
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
