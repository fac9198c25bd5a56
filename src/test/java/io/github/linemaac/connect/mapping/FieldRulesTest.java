package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.LINE_UID;
import static io.github.linemaac.connect.mapping.Mapping.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.MemberField;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldRulesTest {
  private static final String HORSE = "\uD83D\uDC34";

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
  @CsvSource({"male,male", "MALE,male", "Female,female", "' female ',female"})
  void takesAGenderInAnyCase(final String given, final String sent) {
    assertThat(mapping.member(field("gender", given)).value(MemberField.GENDER)).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "UNKNOWN", "", " "})
  void leavesOutAGenderThatSaysNothing(final String given) {
    assertThat(mapping.member(field("gender", given)).has(MemberField.GENDER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"m", "f", "other", "1", "male female", "fe male"})
  void rejectsAnyOtherGender(final String given) {
    assertThat(mapping.reason(field("gender", given)))
        .isEqualTo("gender: is neither male nor female nor unknown");
  }

  @ParameterizedTest
  @CsvSource({"line_display_name,255", "email,255", "customer_id,1024"})
  void countsLengthsInCodePoints(final String name, final int most) {
    assertThat(mapping.map(field(name, HORSE.repeat(most)))).isInstanceOf(Mapped.Update.class);
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

    assertThat(renamed.reason(field("profile", Map.of("sex", "x"))))
        .isEqualTo("gender: is neither male nor female nor unknown");
  }
}
