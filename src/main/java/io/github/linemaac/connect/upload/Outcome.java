package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.ExportLink;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.SegmentUpload;
import java.util.Optional;

/** What became of records on their way to MAAC, as the task's thread is told. Immutable. */
public sealed interface Outcome {

  /**
   * MAAC has confirmed these rows.
   *
   * @param unmatchedList where the rows are named that it skipped, if it says so
   */
  record Confirmed(Batch batch, ImportReport report, Optional<ExportLink> unmatchedList)
      implements Outcome {}

  /** MAAC has this list as the records say. */
  record ListReady(SegmentUpload upload, SegmentReport report) implements Outcome {}

  /**
   * This list needs no upload.
   *
   * @param why what is told about it
   * @param ids how many are on it
   */
  record ListLeft(SegmentUpload upload, Why why, int ids) implements Outcome {

    /** Why a list is left as MAAC has it. */
    public enum Why {
      /** MAAC has it as the records say already. */
      UNCHANGED,
      /** Nobody is on it any more, and an empty list is never uploaded. */
      EMPTY
    }
  }

  /** MAAC does not take this record, whatever it comes with. */
  record Rejected(Change change, Rejection rejection) implements Outcome {}

  /**
   * An import was rejected as a whole, and the rows at fault are being looked for.
   *
   * @param id MAAC's id of the import
   * @param bytes size of the body
   * @param attempts how often it was sent
   * @param tookMs from the first sending to the rejection
   * @param counts MAAC's counters
   */
  record Isolating(String id, int rows, long bytes, int attempts, long tookMs, String counts)
      implements Outcome {}

  /**
   * A call failed and will be made again.
   *
   * @param what what was seen
   * @param failures how many calls have failed in a row
   * @param waitMs until the next
   * @param sendsAgain whether it is an import or a list that is sent again, and not a look at one
   */
  record Retrying(String what, int failures, long waitMs, boolean sendsAgain) implements Outcome {}

  /**
   * A batch waits for the account's one import slot, since somebody else imports.
   *
   * @param what what was seen
   * @param waitedMs how long by now
   * @param refused whether MAAC has refused an import, which is sent again
   */
  record SlotAwaited(String what, long waitedMs, boolean refused) implements Outcome {}

  /** A batch that waited for the account's import slot does so no more. */
  record SlotFree(long waitedMs) implements Outcome {}

  /**
   * Nothing more is delivered until a person has acted and restarted the task.
   *
   * @param message what happened and what to do now
   */
  record Failed(String message) implements Outcome {}
}
