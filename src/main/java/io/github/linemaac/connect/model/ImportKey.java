package io.github.linemaac.connect.model;

/** The field by which MAAC finds the member of a row: {@code import_key} of an import. */
public enum ImportKey {
  LINE_UID(MemberField.LINE_UID),
  CUSTOMER_ID(MemberField.CUSTOMER_ID),
  EMAIL(MemberField.EMAIL),
  MOBILE(MemberField.MOBILE);

  private final MemberField field;

  ImportKey(final MemberField field) {
    this.field = field;
  }

  /** The member's field that holds the key. */
  public MemberField field() {
    return field;
  }

  /** The key's name in the configuration and in MAAC's JSON. */
  public String jsonName() {
    return field.jsonName();
  }
}
