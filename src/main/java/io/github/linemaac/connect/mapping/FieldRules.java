package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.config.ValueSettings;
import io.github.linemaac.connect.model.CleanText;
import io.github.linemaac.connect.model.Gender;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.MaacLimits;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Words;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and normalises the value of each text field, and checks its rule, so that no row makes MAAC
 * reject a whole import. A blank value reads as the empty text. Pure.
 */
final class FieldRules {
  private final Mobile mobile;
  private final Birthday birthday;
  private final Words<Gender> genders;
  private final Words<Boolean> ignoredIds;

  FieldRules(final ValueSettings values) {
    this.mobile = new Mobile(values.mobileRegion());
    this.birthday = new Birthday(values.birthdayZone());
    this.genders = values.genders();
    this.ignoredIds = values.ignoredIds();
  }

  /**
   * The rule that reads a field as MAAC takes it; the empty text where it holds nothing. Of one
   * class for all fields, so that the compiler inlines it.
   */
  Found.Rule<String> of(final MemberField field) {
    return found -> read(field, found);
  }

  private String read(final MemberField field, final FieldValue found) throws InvalidValue {
    return switch (field) {
      case LINE_UID -> lineUid(found);
      case LINE_DISPLAY_NAME -> atMost(MaacLimits.MEMBER_NAME_CHARACTERS, Text.of(found.value()));
      case EMAIL -> atMost(MaacLimits.EMAIL_CHARACTERS, id(found));
      case CUSTOMER_ID -> atMost(MaacLimits.CUSTOMER_ID_CHARACTERS, id(found));
      case MOBILE -> mobile.of(found);
      case GENDER -> gender(Text.of(found.value()));
      case BIRTHDAY -> birthday.of(found);
    };
  }

  static String lineUid(final FieldValue found) throws InvalidValue {
    final String text = Text.of(found.value());
    if (!text.isEmpty() && !LineUid.isLineUid(text)) {
      throw new InvalidValue(
          CleanText.holdsInvisible(text)
              ? "holds an invisible mark, such as a zero-width space, among its characters"
              : "is not U and 32 lower-case hex digits");
    }
    return text;
  }

  /** A placeholder is nobody's id. */
  private String id(final FieldValue found) throws InvalidValue {
    final String text = Json.unquoted(Text.of(found.value()));
    if (ignoredIds.contains(text)) {
      return "";
    }
    if (text.startsWith("{") && Json.whole(text) instanceof Map) {
      throw new InvalidValue("is a JSON object: point the path to a field of it");
    }
    return text;
  }

  /** MAAC's import takes male and female only; unknown is left out, which changes nothing. */
  private String gender(final String text) throws InvalidValue {
    if (text.isEmpty()) {
      return text;
    }
    final Optional<Gender> gender = genders.meaning(text);
    return gender
        .orElseThrow(
            () ->
                new InvalidValue(
                    "is neither male nor female nor unknown, by the words of gender.male.values,"
                        + " gender.female.values and gender.unknown.values"))
        .sent();
  }

  private static String atMost(final int maxCharacters, final String text) throws InvalidValue {
    if (Text.length(text) > maxCharacters) {
      throw new InvalidValue("is longer than " + maxCharacters + " characters");
    }
    return text;
  }
}
