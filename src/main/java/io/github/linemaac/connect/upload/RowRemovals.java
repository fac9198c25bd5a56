package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.Removals;
import io.github.linemaac.connect.model.RowEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What one row takes off its member, and whose changes wait for that. One thread. */
final class RowRemovals {
  private final LineUid member;
  private final boolean isImported;
  private final Set<Removal> open = new LinkedHashSet<>();
  private final Set<Change> rejected = new HashSet<>();
  private List<Change> changes;
  private Row row;

  /** The removals of a row that has some. */
  RowRemovals(final Row row, final boolean isImported) {
    this.member = LineUid.of(row.member().value(MemberField.LINE_UID));
    this.isImported = isImported;
    this.changes = row.changes();
    this.row = row;
    final Removals removals = row.member().removals();
    removals.tags().forEach(tag -> open.add(new Removal(this, Optional.of(tag))));
    if (removals.unbinds()) {
      open.add(new Removal(this, Optional.empty()));
    }
  }

  LineUid member() {
    return member;
  }

  /** The member as an import knows it. */
  Member asImported() {
    return row.member();
  }

  /** What is still to be taken off. */
  Collection<Removal> open() {
    return open;
  }

  /** One is off. */
  List<Outcome> isOff(final Removal removal) {
    open.remove(removal);
    return ended();
  }

  /** MAAC does not take one off: the changes that ask for it are not delivered. */
  List<Outcome> isRefused(final Removal removal, final String rule) {
    open.remove(removal);
    final Rejection rejection = new Rejection(removal.field(), rule);
    final List<Outcome> outcomes = new ArrayList<>();
    for (final Change change : changes) {
      if (removal.isIn(change.member().removals()) && rejected.add(change)) {
        outcomes.add(new Outcome.Rejected(change, rejection));
      }
    }
    outcomes.addAll(ended());
    return outcomes;
  }

  /** The changes from some partitions are gone, and with them what only they take off. */
  List<Outcome> revoke(final Collection<TopicPartition> partitions, final RowEncoder encoder) {
    final Optional<Row> kept = row.without(partitions, encoder);
    if (kept.filter(row::equals).isPresent()) {
      return List.of();
    }
    final Removals left = kept.map(rest -> rest.member().removals()).orElse(Removals.NONE);
    open.removeIf(removal -> !removal.isIn(left));
    row = kept.orElse(row);
    changes = changes.isEmpty() ? changes : kept.map(Row::changes).orElse(List.of());
    return ended();
  }

  /** Once nothing is open, the changes are delivered, and they are told of once. */
  private List<Outcome> ended() {
    if (!open.isEmpty()) {
      return List.of();
    }
    final List<Change> delivered =
        changes.stream().filter(change -> !rejected.contains(change)).toList();
    changes = List.of();
    return delivered.isEmpty() ? List.of() : List.of(new Outcome.Removed(delivered, isImported));
  }
}
