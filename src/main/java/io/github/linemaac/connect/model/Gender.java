package io.github.linemaac.connect.model;

/** What MAAC's import takes as gender. Source: MAAC OpenAPI, import contacts. */
public enum Gender {
  MALE("male"),
  FEMALE("female"),
  /** Is left out: the import has no word for it, and to leave a field out changes nothing. */
  UNKNOWN("");

  private final String sent;

  Gender(final String sent) {
    this.sent = sent;
  }

  /** As MAAC takes it; the empty text where nothing is sent. */
  public String sent() {
    return sent;
  }
}
