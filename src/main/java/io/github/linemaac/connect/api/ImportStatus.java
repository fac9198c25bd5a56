package io.github.linemaac.connect.api;

import java.util.Optional;
import java.util.OptionalLong;

/** What MAAC says of an import that it has taken (MAAC OpenAPI, import task). */
public sealed interface ImportStatus {

  /** Waiting or at work; ask again. */
  record Running() implements ImportStatus {}

  /**
   * Done: every row was written, but those that matched nobody.
   *
   * @param total rows that MAAC says it has dealt with, if it says so
   * @param created members that were new
   * @param updated members that were there
   * @param unmatched rows whose member does not exist or has blocked the account; skipped by MAAC
   * @param unmatchedList where those rows are named, if MAAC says so
   */
  record Confirmed(
      OptionalLong total,
      long created,
      long updated,
      long unmatched,
      Optional<ExportLink> unmatchedList)
      implements ImportStatus {

    /** One that names nobody and no total. */
    public Confirmed(final long created, final long updated, final long unmatched) {
      this(OptionalLong.empty(), created, updated, unmatched, Optional.empty());
    }

    /** Whether an import of so many rows can have ended so. */
    public boolean fits(final int rows) {
      return total.orElse(rows) == rows && created <= rows && updated <= rows && unmatched <= rows;
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
