package io.github.linemaac.sandbox;

import java.util.EnumSet;
import java.util.Set;

/**
 * How the sandbox treats imports. Meant to be changed while it runs, hence plain fields. Defaults
 * are what is documented, and where nothing is, what is strictest.
 */
public final class ImportSettings {
  /** From accepted to done. 0: done at the first look. */
  public long durationMs = 700;

  /** Documented: one import at a time. */
  public int maxConcurrent = 1;

  /** What a second import gets. Not documented; 429 most likely, 400 or 403 possible. */
  public int concurrentStatus = 429;

  /** Documented: 15 a minute for each account. That the window slides is inferred. */
  public int perMinute = 15;

  /** Documented: 10,000 records in a request. */
  public int maxRows = 10_000;

  /** Documented: 10 MB; the strict reading of it. */
  public int maxBodyBytes = 10_000_000;

  /** Whether {@code data: []} is taken. Unknown. */
  public boolean acceptsEmptyData = false;

  /** Whether a superfluous column alone fails the import. Unknown. */
  public boolean uselessFieldsFail = true;

  /** Whether repeats are counted after local mobile numbers were converted. A guess. */
  public boolean duplicatesAfterConversion = true;

  /** Whether a gender, birthday or mobile that is sent as blank or null passes. Unknown. */
  public boolean blankPasses = false;

  /** Whether {@code gender: "unknown"} passes, as it does in PATCH. Unknown. */
  public boolean unknownGenderPasses = false;

  /** Which faults the report of a rejected import tells. All is documented. */
  public Counts counts = Counts.ALL;

  /** What the counters of a rejected import are. */
  public enum Counts {
    /** Those of every kind of fault. */
    ALL,
    /** Those of the first kind only, as if validation ended with it. */
    FIRST_KIND,
    /** One of each kind that there is, however many there are. */
    ONE_OF_A_KIND
  }

  /** Where links to lists of mismatches lead; blank: to this sandbox. In reality to a bucket. */
  public String exportsUrl = "";

  /** What a list of mismatches begins with. Its columns are not documented. */
  public String exportHead = "line_uid\n";

  /**
   * By which keys an import creates a contact that MAAC lacks: {@code line_uid} is documented,
   * {@code customer_id} never does (help centre), e-mail and mobile are guesses.
   */
  public Set<ContactField> keysThatCreate =
      EnumSet.of(ContactField.LINE_UID, ContactField.EMAIL, ContactField.MOBILE);
}
