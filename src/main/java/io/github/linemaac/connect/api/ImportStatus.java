package io.github.linemaac.connect.api;

import java.util.Optional;

/** What MAAC says of an import that it has taken (MAAC OpenAPI, import task). */
public sealed interface ImportStatus {

  /** Waiting or at work; ask again. */
  record Running() implements ImportStatus {}

  /**
   * Done: every row was written, but those that matched nobody.
   *
   * @param created members that were new
   * @param updated members that were there
   * @param unmatched rows whose member does not exist or has blocked the account; skipped by MAAC
   * @param unmatchedList where those rows are named, if MAAC says so
   */
  record Confirmed(long created, long updated, long unmatched, Optional<ExportLink> unmatchedList)
      implements ImportStatus {

    /** One that names nobody. */
    public Confirmed(final long created, final long updated, final long unmatched) {
      this(created, updated, unmatched, Optional.empty());
    }
  }

  /** Done: nothing was written, because of these faults. */
  record Rejected(FaultCounts counts) implements ImportStatus {}

  /**
   * Done, but in no shape that tells what became of the rows. Seen as "Server Error", a passing
   * fault (notes on MAAC's API).
   */
  record Unclear() implements ImportStatus {}
}
