package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.LINE_UID;
import static io.github.linemaac.connect.mapping.Mapping.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldRulesTest {
  private static final String HORSE = "\uD83D\uDC34";

  private static final String NO_GENDER =
      "gender: is neither male nor female nor unknown, by the words of gender.male.values,"
          + " gender.female.values and gender.unknown.values";

  private final Mapping mapping = Mapping.by("customer_id");

  @ParameterizedTest
  @ValueSource(strings = {"line_uid", "customer_id", "email", "mobile"})
  void rejectsARecordWithoutItsImportKey(final String importKey) {
    final String reason = importKey + ": is missing or blank, and it is the import key";

    assertThat(Mapping.by(importKey).reason(Map.of())).isEqualTo(reason);
    assertThat(Mapping.by(importKey).reason(Map.of(importKey, " \u3000"))).isEqualTo(reason);
  }

  @Test
  void takesALineUid() {
    assertThat(mapping.member(field("line_uid", LINE_UID)).value(MemberField.LINE_UID))
        .isEqualTo(LINE_UID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "U0123456789ABCDEF0123456789ABCDEF",
        "u0123456789abcdef0123456789abcdef",
        "U0123456789abcdef0123456789abcde",
        "U0123456789abcdef0123456789abcdef0",
        "U0123456789abcdef0123456789abcdeg",
        "0123456789abcdef0123456789abcdef0",
        "U0123456789abcdef 123456789abcdef",
        "U0123456789abcdef\uFF10123456789abcdef",
        "x"
      })
  void rejectsWhatIsNoLineUidAndRepairsNothing(final String text) {
    assertThat(mapping.reason(field("line_uid", text)))
        .isEqualTo("line_uid: is not U and 32 lower-case hex digits");
  }

  @ParameterizedTest
  @CsvSource({
    "male,male",
    "MALE,male",
    "Female,female",
    "' female ',female",
    "M,male",
    "f,female",
    "\uFF2D,male",
    "\uFF46\uFF45\uFF4D\uFF41\uFF4C\uFF45,female"
  })
  void takesAGenderInAnyCase(final String given, final String sent) {
    assertThat(mapping.member(field("gender", given)).value(MemberField.GENDER)).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"unknown", "UNKNOWN", "", " ", "u", "Other", "o", "X", "not_specified", "N/A"})
  void leavesOutAGenderThatSaysNothing(final String given) {
    assertThat(mapping.member(field("gender", given)).has(MemberField.GENDER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "male female", "fe male", "man", "\u7537"})
  void rejectsAnyOtherGender(final String given) {
    assertThat(mapping.reason(field("gender", given))).isEqualTo(NO_GENDER);
  }

  @Test
  void takesTheWordsForAGenderThatTheConfigurationHas() {
    final Mapping coded =
        mapping
            .with("gender.male.values", "\u7537,1")
            .with("gender.female.values", "\u5973,2")
            .with("gender.unknown.values", "9");

    assertThat(coded.member(field("gender", "\u7537")).value(MemberField.GENDER)).isEqualTo("male");
    assertThat(coded.member(field("gender", 2)).value(MemberField.GENDER)).isEqualTo("female");
    assertThat(coded.member(field("gender", 9L)).has(MemberField.GENDER)).isFalse();
    assertThat(coded.reason(field("gender", "male"))).isEqualTo(NO_GENDER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "NULL",
        "undefined",
        "None",
        "nil",
        "NaN",
        "N/A",
        "\uFF2E\uFF0F\uFF21",
        "\\N",
        "anonymous",
        "Unknown",
        "0",
        "-1",
        "-",
        "00000000-0000-0000-0000-000000000000",
        " n/a "
      })
  void aPlaceholderIsNobodysId(final String placeholder) {
    assertThat(byUid("customer_id", placeholder).has(MemberField.CUSTOMER_ID)).isFalse();
    assertThat(byUid("email", placeholder).has(MemberField.EMAIL)).isFalse();
    assertThat(mapping.reason(Map.of("customer_id", placeholder)))
        .isEqualTo("customer_id: is missing or blank, and it is the import key");
  }

  @Test
  void placeholdersOfOtherTypesAreNobodysIdEither() {
    assertThat(byUid("customer_id", 0L).has(MemberField.CUSTOMER_ID)).isFalse();
    assertThat(byUid("customer_id", -1).has(MemberField.CUSTOMER_ID)).isFalse();
    assertThat(byUid("customer_id", 0.0).has(MemberField.CUSTOMER_ID)).isFalse();
    assertThat(byUid("customer_id", new UUID(0, 0)).has(MemberField.CUSTOMER_ID)).isFalse();
  }

  @Test
  void whatIsAPlaceholderIsForTheConfigurationToSay() {
    final Mapping own = mapping.with("ids.ignored", "guest,9999999999");

    assertThat(own.reason(Map.of("customer_id", "GUEST")))
        .isEqualTo("customer_id: is missing or blank, and it is the import key");
    assertThat(own.member(Map.of("customer_id", "0")).key()).isEqualTo("0");
    assertThat(mapping.member(Map.of("customer_id", "00")).key()).isEqualTo("00");
    assertThat(byUid("line_display_name", "None").value(MemberField.LINE_DISPLAY_NAME))
        .isEqualTo("None");
  }

  @Test
  void anObjectWrittenAsTextIsNobodysId() {
    assertThat(mapping.reason(field("email", "{\"home\":\"a@example.com\"}")))
        .isEqualTo("email: is a JSON object: point the path to a field of it");
    assertThat(mapping.member(Map.of("customer_id", "{c1}")).key()).isEqualTo("{c1}");
  }

  @Test
  void anIdIsNotInTheQuotesOfTheJsonThatItWasTakenFrom() {
    assertThat(mapping.member(Map.of("customer_id", "\"C001\"")).key()).isEqualTo("C001");
    assertThat(mapping.member(Map.of("customer_id", "\"C001")).key()).isEqualTo("\"C001");
    assertThat(byUid("email", "\"null\"").has(MemberField.EMAIL)).isFalse();
  }

  @Test
  void aLineUidWithAnInvisibleMarkInsideIsRejectedInWords() {
    assertThat(mapping.reason(field("line_uid", "U0123456789abcdef\u200b0123456789abcdef")))
        .isEqualTo(
            "line_uid: holds an invisible mark, such as a zero-width space, among its characters");
  }

  private static Member byUid(final String name, final Object value) {
    return Mapping.by("line_uid").member(Map.of("line_uid", LINE_UID, name, value));
  }

  @ParameterizedTest
  @CsvSource({"line_display_name,255", "email,255", "customer_id,1024"})
  void countsLengthsInCodePoints(final String name, final int most) {
    assertThat(mapping.map(field(name, HORSE.repeat(most))))
        .isInstanceOf(MappingResult.Update.class);
    assertThat(mapping.reason(field(name, HORSE.repeat(most + 1))))
        .isEqualTo(name + ": is longer than " + most + " characters");
  }

  @Test
  void countsLengthsWithoutTheSpaceAround() {
    final String text = " ".repeat(300) + "n".repeat(255) + "\u00a0".repeat(300);

    assertThat(
            mapping.member(field("line_display_name", text)).value(MemberField.LINE_DISPLAY_NAME))
        .isEqualTo("n".repeat(255));
  }

  @Test
  void namesTheFieldOfMaacAndNotWhereItWasLookedFor() {
    final Mapping renamed = mapping.with("field.gender", "profile.sex");

    assertThat(renamed.reason(field("profile", Map.of("sex", "y")))).isEqualTo(NO_GENDER);
  }
}
