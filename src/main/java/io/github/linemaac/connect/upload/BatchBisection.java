package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.FaultCounts;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.RowEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes one batch apart until every row of it is delivered or found faulty, with as few imports as
 * possible.
 *
 * <p>MAAC rejects an import as a whole and counts the faults by field, without naming rows (MAAC
 * OpenAPI, import task). So only rows that have a field at fault are suspects; where the counter
 * equals their number, all of them are faulty; else they are halved, one half is tried, and the
 * counters of the other half follow by subtraction. Rows that are known to be clean wait and go
 * together at the end.
 *
 * <p>Groups are tried in order, and changes to one member are never reordered. Pure but for its own
 * state; one thread.
 */
final class BatchBisection {
  private final RowEncoder encoder;
  private final FaultAttribution attribution;
  private final Deque<Group> groups = new ArrayDeque<>();
  private final List<Row> clean = new ArrayList<>();
  private boolean hasTwins;

  BatchBisection(final Batch batch, final ImportKey importKey, final RowEncoder encoder) {
    this.encoder = encoder;
    this.attribution = new FaultAttribution(importKey, encoder);
    addFirst(batch.rows(), Optional.empty());
  }

  /** Whether every row is accounted for. */
  boolean isDone() {
    return groups.isEmpty();
  }

  /** The rows to import now; the same until {@link #accepted}, {@link #rejected} or a split. */
  Batch current() {
    return groups.getFirst().batch();
  }

  /**
   * MAAC has taken the current rows.
   *
   * @return the changes that are found faulty by this
   */
  List<Outcome> accepted() {
    groups.removeFirst();
    final List<Outcome> rejected = follow(FaultCounts.NONE);
    poolWhenDone();
    return rejected;
  }

  /**
   * MAAC has rejected the current rows.
   *
   * @return the changes that are found faulty by this; nothing at all if the counters do not fit
   *     the rows, and then the current rows are as before
   */
  Optional<List<Outcome>> rejected(final FaultCounts counts) {
    final Batch batch = current();
    if (counts.duplicate() > 0 && batch.rows().size() > 1) {
      // Which rows repeat each other is not told, and none of them is at fault alone. They are one
      // member to MAAC, so from now on nothing may overtake anything.
      hasTwins = true;
      split();
      return Optional.of(List.of());
    }
    if (!attribution.fits(batch, counts)) {
      return Optional.empty();
    }
    groups.removeFirst();
    final List<Outcome> rejected = new ArrayList<>(follow(counts));
    rejected.addAll(takeApart(batch, counts));
    poolWhenDone();
    return Optional.of(rejected);
  }

  /** A fair guess at how many more imports it takes, if the current rows have these faults. */
  long estimateImports(final FaultCounts counts) {
    return attribution.estimateImports(current(), counts);
  }

  /** Halves the current rows, of which there are several, knowing nothing about either half. */
  void split() {
    final Batch batch = groups.removeFirst().batch();
    forgetSibling();
    addHalves(batch.rows(), Optional.empty());
  }

  /** Takes rows out, before any was tried. */
  List<Row> takeOut(final Predicate<Row> condition) {
    if (isDone()) {
      return List.of();
    }
    final Map<Boolean, List<Row>> rows =
        groups.removeFirst().batch().rows().stream().collect(Collectors.partitioningBy(condition));
    addFirst(rows.get(false), Optional.empty());
    return rows.get(true);
  }

  /** Forgets the changes from some partitions, and with them what was known of the groups. */
  void drop(final Collection<TopicPartition> partitions) {
    final List<Group> before = List.copyOf(groups);
    groups.clear();
    for (final Group group : before) {
      final Batch kept = group.batch().without(partitions, encoder);
      if (!kept.isEmpty()) {
        groups.addLast(new Group(kept, Optional.empty()));
      }
    }
    final Batch keptClean = new Batch(clean).without(partitions, encoder);
    clean.clear();
    clean.addAll(keptClean.rows());
    poolWhenDone();
  }

  /** Now that the first of two halves is known, the faults of the other are what is left. */
  private List<Outcome> follow(final FaultCounts found) {
    final Optional<FaultCounts> ofBoth =
        groups.isEmpty() ? Optional.empty() : groups.getFirst().ofBoth();
    if (ofBoth.isEmpty()) {
      return List.of();
    }
    final Batch sibling = groups.removeFirst().batch();
    final FaultCounts left = ofBoth.get().minus(found);
    if (!left.concernsRows()) {
      keepForLater(sibling.rows());
      return List.of();
    }
    if (!attribution.fits(sibling, left)) {
      addFirst(sibling.rows(), Optional.empty());
      return List.of();
    }
    return takeApart(sibling, left);
  }

  private List<Outcome> takeApart(final Batch batch, final FaultCounts counts) {
    final FaultAttribution.Attribution found = attribution.of(batch, counts);
    if (found.ofSuspects().isPresent()) {
      addHalves(found.suspects(), found.ofSuspects());
    } else {
      addFirst(found.suspects(), Optional.empty());
    }
    addFirst(found.retry(), Optional.empty());
    keepForLater(found.clean());
    return found.rejected();
  }

  /** Rows that are clean go together at the end, unless that would change an order that matters. */
  private void keepForLater(final List<Row> rows) {
    if (hasTwins) {
      addFirst(rows, Optional.empty());
    } else {
      clean.addAll(rows);
    }
  }

  private void poolWhenDone() {
    if (groups.isEmpty()) {
      addFirst(List.copyOf(clean), Optional.empty());
      clean.clear();
    }
  }

  private void forgetSibling() {
    if (!groups.isEmpty()) {
      addFirst(groups.removeFirst().batch().rows(), Optional.empty());
    }
  }

  private void addHalves(final List<Row> rows, final Optional<FaultCounts> ofBoth) {
    final int half = rows.size() / 2;
    addFirst(rows.subList(half, rows.size()), ofBoth);
    addFirst(rows.subList(0, half), Optional.empty());
  }

  private void addFirst(final List<Row> rows, final Optional<FaultCounts> ofBoth) {
    if (!rows.isEmpty()) {
      groups.addFirst(new Group(new Batch(rows), ofBoth));
    }
  }

  /**
   * Rows to be tried together.
   *
   * @param ofBoth for a second half whose first half is being tried: the faults of both
   */
  private record Group(Batch batch, Optional<FaultCounts> ofBoth) {}
}
