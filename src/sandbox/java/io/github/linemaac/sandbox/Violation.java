package io.github.linemaac.sandbox;

/**
 * A rule of the API that a client broke. Says which rule, never a value that was sent.
 *
 * @param what the rule, in words
 */
public record Violation(Kind kind, long atMs, String what) {

  /** Which rule. */
  public enum Kind {
    TOKEN,
    /** The token was sent to where it does not belong. */
    TOKEN_GIVEN_AWAY,
    TRAILING_SLASH,
    NOT_FOUND,
    METHOD,
    MEDIA_TYPE,
    /** More imports in a minute than the account may make. */
    THROTTLED,
    /** An import was posted while another was running. */
    CONCURRENT_IMPORT,
    BODY_TOO_LARGE,
    TOO_MANY_ROWS,
    /** A body that cannot be read, or a field that is missing or of the wrong type. */
    MALFORMED,
    /** A field that the API does not know. */
    UNKNOWN_FIELD,
    /** A page token that the API never gave out, for instance one encoded twice. */
    PAGE_TOKEN,
    /** A list of more ids or bytes than a segment may have. */
    LIST_TOO_LARGE,
    EMPTY_LIST,
    /** A line of a list that is no LINE user id. */
    LINE_UID,
    SEGMENT_CAP,
    /** A second segment of a name that exists, whether refused or made. */
    TWIN_SEGMENT,
    /** The deletion of a segment that another one excludes. */
    EXCLUDED_SEGMENT,
    TWIN_TAG
  }
}
