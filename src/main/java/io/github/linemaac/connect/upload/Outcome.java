package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.ExportLink;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.SegmentUpload;
import java.util.List;
import java.util.Optional;

/** What became of records on their way to MAAC, as the task's thread is told. Immutable. */
public sealed interface Outcome {

  /** Hands this to the method of its case. */
  void accept(Handler handler);

  /** One method for each case, so that a new one does not compile before it is thought of. */
  interface Handler {
    void confirmed(Confirmed outcome);

    void unchanged(Unchanged outcome);

    void removing(Removing outcome);

    void removed(Removed outcome);

    void removalsDone(RemovalsDone outcome);

    void segmentReady(SegmentReady outcome);

    void segmentUnchanged(SegmentUnchanged outcome);

    void segmentEmpty(SegmentEmpty outcome);

    void segmentDeleted(SegmentDeleted outcome);

    void rejected(Rejected outcome);

    void isolating(Isolating outcome);

    void retrying(Retrying outcome);

    void slotAwaited(SlotAwaited outcome);

    void slotFree(SlotFree outcome);

    void failed(Failed outcome);
  }

  /**
   * MAAC has confirmed these rows.
   *
   * @param unmatchedList where the rows are named that it skipped, if it says so
   */
  record Confirmed(Batch batch, ImportReport report, Optional<ExportLink> unmatchedList)
      implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.confirmed(this);
    }
  }

  /** These rows were not sent, since MAAC has confirmed before what they say. */
  record Unchanged(Batch batch) implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.unchanged(this);
    }
  }

  /**
   * What the records of a batch take off members is being taken off.
   *
   * @param pending how many removals are still to be made
   * @param tags how many tags are off since this was told last, each of one member
   * @param unbound how many customer ids are unbound since then
   */
  record Removing(int pending, int tags, int unbound) implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.removing(this);
    }
  }

  /**
   * What these changes to one member take off it is off.
   *
   * @param isImported whether an import of theirs was confirmed before; else there was none to make
   */
  record Removed(List<Change> changes, boolean isImported) implements Outcome {

    /** Copies the list, so that an outcome never changes. */
    public Removed {
      changes = List.copyOf(changes);
    }

    @Override
    public void accept(final Handler handler) {
      handler.removed(this);
    }
  }

  /** All that a batch takes off members is off. */
  record RemovalsDone(RemovalReport report) implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.removalsDone(this);
    }
  }

  /** MAAC has this segment as the records say. */
  record SegmentReady(SegmentUpload upload, SegmentReport report) implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.segmentReady(this);
    }
  }

  /**
   * MAAC had this segment as the records say already.
   *
   * @param ids how many are on it; 0 if it has the placeholder alone, or if there is none
   */
  record SegmentUnchanged(SegmentUpload upload, int ids) implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.segmentUnchanged(this);
    }
  }

  /** Nobody is on this segment any more, and MAAC keeps the one that it has. */
  record SegmentEmpty(SegmentUpload upload) implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.segmentEmpty(this);
    }
  }

  /**
   * Nobody is on this segment any more, and MAAC has deleted it.
   *
   * @param id MAAC's id of it
   * @param tookMs from the first call to the deletion
   */
  record SegmentDeleted(SegmentUpload upload, String id, long tookMs) implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.segmentDeleted(this);
    }
  }

  /** MAAC does not take this record, whatever it comes with. */
  record Rejected(Change change, Rejection rejection) implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.rejected(this);
    }
  }

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
      implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.isolating(this);
    }
  }

  /**
   * A call failed and will be made again. {@code task.UploadLog} says so to an operator.
   *
   * @param what what was seen
   * @param failures how many calls have failed in a row
   * @param waitMs until the next
   * @param sendsAgain whether it is an import or a segment that is sent again, and not a look at
   *     one
   */
  record Retrying(String what, int failures, long waitMs, boolean sendsAgain) implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.retrying(this);
    }
  }

  /**
   * A batch waits for the account's one import slot, since somebody else imports.
   *
   * @param what what was seen
   * @param waitedMs how long by now
   * @param refused whether MAAC has refused an import, which is sent again
   */
  record SlotAwaited(String what, long waitedMs, boolean refused) implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.slotAwaited(this);
    }
  }

  /** A batch that waited for the account's import slot does so no more. */
  record SlotFree(long waitedMs) implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.slotFree(this);
    }
  }

  /**
   * Nothing more is delivered until a person has acted and restarted the task.
   *
   * @param message what happened and what to do now
   */
  record Failed(String message) implements Outcome {
    @Override
    public void accept(final Handler handler) {
      handler.failed(this);
    }
  }
}
