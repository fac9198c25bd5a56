package io.github.linemaac.sandbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a contact that an import can carry, but for {@code tags} (MAAC OpenAPI, import
 * contacts, documented). {@code display_name} is not one of them.
 *
 * <p>Maximum lengths: {@code line_display_name} 255 is documented for the import; e-mail 255 and
 * customer id 1,024 are known from elsewhere. No error is documented for any of them; that a longer
 * value fails the request with 400 is a guess, made because it is the strictest.
 */
public enum ContactField {
  LINE_UID("line_uid", Integer.MAX_VALUE),
  LINE_DISPLAY_NAME("line_display_name", 255),
  EMAIL("email", 255),
  MOBILE("mobile", Integer.MAX_VALUE),
  CUSTOMER_ID("customer_id", 1024),
  GENDER("gender", Integer.MAX_VALUE),
  BIRTHDAY("birthday", Integer.MAX_VALUE);

  private static final Map<String, ContactField> BY_NAME = new HashMap<>();

  static {
    for (ContactField field : values()) {
      BY_NAME.put(field.maacName, field);
    }
  }

  private final String maacName;
  private final int maxChars;

  ContactField(String maacName, int maxChars) {
    this.maacName = maacName;
    this.maxChars = maxChars;
  }

  /** The name in the API. */
  @JsonValue
  public String maacName() {
    return maacName;
  }

  static Optional<ContactField> named(String maacName) {
    return Optional.ofNullable(BY_NAME.get(maacName));
  }

  /** Whether an import may use this field as its {@code import_key}. */
  boolean isImportKey() {
    return switch (this) {
      case LINE_UID, CUSTOMER_ID, EMAIL, MOBILE -> true;
      case LINE_DISPLAY_NAME, GENDER, BIRTHDAY -> false;
    };
  }

  boolean isTooLong(String value) {
    return value.length() > maxChars && value.codePointCount(0, value.length()) > maxChars;
  }

  int maxChars() {
    return maxChars;
  }
}
