package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.MemberField;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads and normalises the value of each text field, and checks its rule, so that no row makes MAAC
 * reject a whole import. A blank value reads as the empty text. Pure.
 */
final class FieldRules {
  /** MAAC OpenAPI for names; notes on MAAC's back-end limits for e-mail. */
  private static final int MAX_NAME_CHARACTERS = 255;

  private static final int MAX_EMAIL_CHARACTERS = 255;

  /** MAAC, prize API. */
  private static final int MAX_CUSTOMER_ID_CHARACTERS = 1_024;

  private final Mobile mobile;

  FieldRules(final Optional<String> mobileRegion) {
    this.mobile = new Mobile(mobileRegion);
  }

  /** The field's value as MAAC takes it; the empty text where it holds nothing. */
  String read(final MemberField field, final Located found) throws InvalidValue {
    return switch (field) {
      case LINE_UID -> lineUid(Text.of(found.value()));
      case LINE_DISPLAY_NAME -> atMost(MAX_NAME_CHARACTERS, Text.of(found.value()));
      case EMAIL -> atMost(MAX_EMAIL_CHARACTERS, Text.of(found.value()));
      case CUSTOMER_ID -> atMost(MAX_CUSTOMER_ID_CHARACTERS, Text.of(found.value()));
      case MOBILE -> mobile.of(found);
      case GENDER -> gender(Text.of(found.value()));
      case BIRTHDAY -> Birthday.of(found);
    };
  }

  static String lineUid(final String text) throws InvalidValue {
    if (!text.isEmpty() && !LineUid.isLineUid(text)) {
      throw new InvalidValue("is not U and 32 lower-case hex digits");
    }
    return text;
  }

  /** MAAC's import takes male and female only; unknown is left out, which changes nothing. */
  private static String gender(final String text) throws InvalidValue {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "male" -> "male";
      case "female" -> "female";
      case "unknown", "" -> "";
      default -> throw new InvalidValue("is neither male nor female nor unknown");
    };
  }

  private static String atMost(final int maxCharacters, final String text) throws InvalidValue {
    if (Text.length(text) > maxCharacters) {
      throw new InvalidValue("is longer than " + maxCharacters + " characters");
    }
    return text;
  }
}
