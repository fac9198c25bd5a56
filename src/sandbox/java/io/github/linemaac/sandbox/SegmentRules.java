package io.github.linemaac.sandbox;

/**
 * How the sandbox treats segments. Meant to be changed while it runs, hence plain fields. Defaults
 * are what is documented, and where nothing is, what is likeliest.
 */
public final class SegmentRules {
  /** From upload to ready; {@link SandboxSettings#NEVER} is possible, and was seen. */
  public long readyAfterMs = 700;

  /** Whether an uploaded file replaces the list; false: it is appended. 85 to 90 % sure. */
  public boolean replaces = true;

  /**
   * Whether the list of segments and the members are as of the last refresh (help centre: daily)
   * until {@link Segments#refreshReads} is called; so the list shows what was deleted since. A
   * single segment is always read fresh.
   */
  public boolean staleReads = false;

  /** Whether a new segment shows in the list at once, or only after the refresh. Unknown. */
  public boolean listsNewAtOnce = true;

  /** Whether a second segment of one name is refused. Unknown; no such rule is documented. */
  public boolean namesUnique = false;

  /**
   * What deleting a segment gets that another one excludes. MAAC's screens refuse it (help centre);
   * of the API it is unknown: 400, 403 and 409 are possible, and with 204 it is deleted.
   */
  public int deleteExcludedStatus = 400;

  /** What deleting a segment gets that is gone already. Not documented; 204 is possible too. */
  public int deleteMissingStatus = 404;

  /** Documented: 30 for each account by default, of all types. */
  public int cap = 30;

  /** What one segment too many gets. Not documented; 400 or 403. */
  public int capStatus = 400;

  /** Documented: 300,000 ids in a file. */
  public int maxIds = 300_000;

  /** Documented: 25 MB; the strict reading of it. */
  public int maxFileBytes = 25_000_000;

  /** Whether a file with nothing but its header is taken. Unknown. */
  public boolean acceptsEmptyFile = false;

  /** Whether ids that are no contact of the account are silently left out (help centre). */
  public boolean dropsUnknownContacts = true;

  /** How many uploads are remembered; a sandbox that runs for days needs a bound. */
  public int uploadsKept = Integer.MAX_VALUE;
}
