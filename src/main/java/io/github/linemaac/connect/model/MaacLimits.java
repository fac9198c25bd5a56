package io.github.linemaac.connect.model;

/** What MAAC takes at most, each with where it says so. */
public final class MaacLimits {
  /** Rows of one import. MAAC OpenAPI, import contacts: 10,000 records per request. */
  public static final int IMPORT_ROWS = 10_000;

  /** Bytes of one import's body. MAAC OpenAPI, import contacts: 10 MB, unit not said. */
  public static final int IMPORT_BODY_BYTES = 10_000_000;

  /** Imports of an account. MAAC OpenAPI, import contacts: 15 a minute, whoever sends them. */
  public static final int IMPORTS_PER_MINUTE = 15;

  /** LINE user ids of one segment. MAAC OpenAPI and help centre, segments: 300,000. */
  public static final int SEGMENT_IDS = 300_000;

  /** Segments of an account, unless agreed otherwise. MAAC OpenAPI, segments: 30. */
  public static final int SEGMENTS = 30;

  /** Characters of a segment's name. MAAC says nothing of it; its other names may have 255. */
  public static final int SEGMENT_NAME_CHARACTERS = 255;

  /** Characters of a tag's name. MAAC OpenAPI, prize API: 255; its screens take 50. */
  public static final int TAG_CHARACTERS = 255;

  /** Characters of a customer id. MAAC OpenAPI, prize API: 1,024. */
  public static final int CUSTOMER_ID_CHARACTERS = 1_024;

  /** Characters of a member's name. MAAC OpenAPI, import contacts: 255. */
  public static final int MEMBER_NAME_CHARACTERS = 255;

  /** Characters of an e-mail address. Notes on the limits of MAAC's back end: 255. */
  public static final int EMAIL_CHARACTERS = 255;

  private MaacLimits() {}
}
