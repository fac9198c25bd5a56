package io.github.linemaac.connect.batching;

import io.github.linemaac.connect.model.RowEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Gathers changes into batches. Changes with the same import key become one row; a batch is sealed
 * when it is full by rows, by bytes of body or by memory held, or when its oldest change has waited
 * long enough.
 *
 * <p>Pure but for its own state; time is an argument. Not thread-safe: the task's thread owns it.
 */
public final class Batcher {
  /**
   * A row that has grown past this by merging takes no further merge, so that cost stays linear.
   */
  private static final int MAX_MERGED_ROW_BYTES = 64 * 1024;

  /** The same of what a row takes off its member. */
  private static final int MAX_MERGED_REMOVALS = 1_000;

  private final BatchLimits limits;
  private final RowEncoder encoder;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final MobileSpellings spellings = new MobileSpellings();
  private final RemovalTargets targets = new RemovalTargets();
  private long rowBytes;
  private long heldBytes;
  private long openedAtMs;

  /** A batcher with nothing in it. */
  public Batcher(final BatchLimits limits, final RowEncoder encoder) {
    this.limits = limits;
    this.encoder = encoder;
  }

  /** Whether a row of this size can be sent at all, alone in its import. */
  public boolean fits(final byte[] row) {
    return (long) encoder.envelopeBytes() + row.length <= limits.maxBodyBytes();
  }

  /**
   * Takes in a change, which must {@linkplain #fits fit}.
   *
   * @return the batches that this sealed: the one before, if the change had no place in it any
   *     more, and the one with the change, if it is full now
   */
  public List<Batch> add(final Change change, final long nowMs) {
    final List<Batch> sealed = new ArrayList<>(0);
    final String key = change.member().key();
    Row present = rows.get(key);
    if (!rows.isEmpty() && (!hasPlaceFor(change, present) || isMixedUpBy(change))) {
      sealed.add(seal());
      present = null;
    }
    if (rows.isEmpty()) {
      openedAtMs = nowMs;
    }
    put(change, present);
    if (isFull()) {
      sealed.add(seal());
    }
    return sealed;
  }

  /** The open batch, if its oldest change has waited long enough. */
  public Optional<Batch> sealIfDue(final long nowMs) {
    final OptionalLong dueMs = dueMs();
    return dueMs.isPresent() && nowMs >= dueMs.getAsLong() ? Optional.of(seal()) : Optional.empty();
  }

  /** The open batch, if there is anything in it. */
  public Optional<Batch> sealNow() {
    return rows.isEmpty() ? Optional.empty() : Optional.of(seal());
  }

  /** When the open batch will have waited long enough; empty if nothing waits. */
  public OptionalLong dueMs() {
    return rows.isEmpty() ? OptionalLong.empty() : OptionalLong.of(openedAtMs + limits.lingerMs());
  }

  /** Forgets the changes that came from some partitions. */
  public void drop(final Collection<TopicPartition> partitions) {
    for (final Row row : seal().without(partitions, encoder).rows()) {
      rows.put(row.member().key(), row);
      spellings.add(row.member().key());
      targets.add(row.member());
      rowBytes += row.encoded().length;
      heldBytes += row.changes().stream().mapToLong(change -> change.ticket().weightBytes()).sum();
    }
  }

  /** Whether the change may be about a member who has another row, so that their order matters. */
  private boolean isMixedUpBy(final Change change) {
    return spellings.hasOtherFormOf(change.member().key()) || targets.areMixedUpBy(change.member());
  }

  /** Whether the change may join, beside the row of its key if there is one. */
  private boolean hasPlaceFor(final Change change, final Row present) {
    if (present == null) {
      return bodyBytes() + 1 + change.row().length <= limits.maxBodyBytes();
    }
    // A merge grows a row by less than the change's own row, so this never lets a body pass the
    // limit; what it leaves unused is less than one row.
    return bodyBytes() + change.row().length <= limits.maxBodyBytes()
        && present.encoded().length <= MAX_MERGED_ROW_BYTES
        && present.member().removals().count() <= MAX_MERGED_REMOVALS;
  }

  private boolean isFull() {
    return rows.size() >= limits.maxRows()
        || bodyBytes() >= limits.maxBodyBytes()
        || heldBytes >= limits.maxHeldBytes();
  }

  private long bodyBytes() {
    final int commas = Math.max(0, rows.size() - 1);
    return encoder.envelopeBytes() + rowBytes + commas;
  }

  private void put(final Change change, final Row present) {
    final Row row = present == null ? Row.of(change) : present.with(change, encoder);
    rows.put(change.member().key(), row);
    spellings.add(change.member().key());
    targets.add(change.member());
    rowBytes += row.encoded().length - (present == null ? 0 : present.encoded().length);
    heldBytes += change.ticket().weightBytes();
  }

  private Batch seal() {
    final Batch batch = new Batch(List.copyOf(rows.values()));
    rows.clear();
    spellings.clear();
    targets.clear();
    rowBytes = 0;
    heldBytes = 0;
    return batch;
  }
}
