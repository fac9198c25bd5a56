package io.github.linemaac.connect.model;

/**
 * A text field of a row of MAAC's member import.
 *
 * <p>Source: MAAC OpenAPI, import contacts, object in {@code data}. {@code tags} is the one field
 * of a row that is not text; {@link Member} carries it beside these. MAAC counts any other field as
 * "useless", so none is ever sent.
 */
public enum MemberField {
  LINE_UID("line_uid"),
  LINE_DISPLAY_NAME("line_display_name"),
  EMAIL("email"),
  MOBILE("mobile"),
  CUSTOMER_ID("customer_id"),
  GENDER("gender"),
  BIRTHDAY("birthday");

  private final String jsonName;

  MemberField(final String jsonName) {
    this.jsonName = jsonName;
  }

  /** The name of the field in MAAC's JSON, in {@code field.<name>} and in reasons. */
  public String jsonName() {
    return jsonName;
  }
}
