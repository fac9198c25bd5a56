package io.github.linemaac.sandbox;

/** How the sandbox behaves. Meant to be changed while it runs, hence plain fields. */
public final class SandboxSettings {
  /** A time that never comes, for durations. */
  public static final long NEVER = Long.MAX_VALUE;

  /** The one token that is accepted. */
  public String token = "sandbox-token";

  /** What any other gets. Documented as 401 in one place and 403 in others. */
  public int badTokenStatus = 401;

  /** The region of the account. */
  public Region region = Region.TW;

  /** Documented: 300 on all list calls. */
  public int pageSize = 300;

  /** How the last page says that it is the last. */
  public LastPage lastPage = LastPage.NULL;

  /** Whether a second tag of one name is refused. Unknown. */
  public boolean tagNamesUnique = true;

  /** What is said where a tag is to be taken off that is not on the contact: 404 or 204. Unknown. */
  public int untaggedStatus = 404;

  /** Most calls in a second that change one contact. No limit is published. */
  public int memberCallsPerSecond = 10;

  /** How imports are treated. */
  public final ImportSettings imports = new ImportSettings();

  /** How segments are treated. */
  public final SegmentRules segments = new SegmentRules();

  /** What {@code next} is on the last page: null in one example, absent in an older document. */
  public enum LastPage {
    NULL,
    ABSENT,
    BLANK
  }
}
