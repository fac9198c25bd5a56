package io.github.linemaac.connect.batching;

import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.RowEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * All the changes of one batch to one member, merged: one row of an import. Immutable once its
 * batch is sealed.
 */
public final class Row {
  private final List<Change> changes;
  private final Member member;
  private final byte[] encoded;

  /** Here, so that counting those of a batch need not look at each record once more. */
  private final int omittedFields;

  private Row(
      final List<Change> changes,
      final Member member,
      final byte[] encoded,
      final int omittedFields) {
    this.changes = changes;
    this.member = member;
    this.encoded = encoded;
    this.omittedFields = omittedFields;
  }

  /** A row of one change. */
  public static Row of(final Change change) {
    return new Row(List.of(change), change.member(), change.row(), change.omittedFields());
  }

  /** A row of several changes of one key, oldest first; at least one. */
  public static Row of(final List<Change> changes, final RowEncoder encoder) {
    Member member = changes.get(0).member();
    for (final Change later : changes.subList(1, changes.size())) {
      member = member.updatedBy(later.member());
    }
    return new Row(
        new ArrayList<>(changes),
        member,
        encoder.encode(member),
        changes.stream().mapToInt(Change::omittedFields).sum());
  }

  /** This row and a later change. The list of changes is handed on: this row is spent. */
  Row with(final Change later, final RowEncoder encoder) {
    final Member merged = member.updatedBy(later.member());
    final List<Change> all = changes.size() == 1 ? new ArrayList<>(changes) : changes;
    all.add(later);
    return new Row(
        all,
        merged,
        merged.equals(member) ? encoded : encoder.encode(merged),
        omittedFields + later.omittedFields());
  }

  /** The row without the changes from some partitions; empty if none is left. */
  public Optional<Row> without(
      final Collection<TopicPartition> partitions, final RowEncoder encoder) {
    final List<Change> kept =
        changes.stream()
            .filter(change -> !partitions.contains(change.ticket().partition()))
            .toList();
    if (kept.size() == changes.size()) {
      return Optional.of(this);
    }
    return kept.isEmpty() ? Optional.empty() : Optional.of(Row.of(kept, encoder));
  }

  /** The changes that make up the row, oldest first. */
  public List<Change> changes() {
    return changes.size() == 1 ? changes : Collections.unmodifiableList(changes);
  }

  /** How many records make up the row. */
  int records() {
    return changes.size();
  }

  /** How many fields of these records are left out, since they break a rule. */
  int omittedFields() {
    return omittedFields;
  }

  /** The member as the row tells it. */
  public Member member() {
    return member;
  }

  /** The row as it is sent. */
  public byte[] encoded() {
    return encoded;
  }
}
