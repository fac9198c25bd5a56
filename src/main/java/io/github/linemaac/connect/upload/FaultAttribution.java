package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.FaultCounts;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.RowEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Concludes from MAAC's counters which rows are faulty, which are not, and which may be. Pure.
 *
 * <p>In a row that was merged, the value at fault came with the newest change that has the field,
 * so that change is faulty, and so is each that brought the same value; the others get another try.
 */
final class FaultAttribution {
  private final ImportKey importKey;
  private final RowEncoder encoder;

  FaultAttribution(final ImportKey importKey, final RowEncoder encoder) {
    this.importKey = importKey;
    this.encoder = encoder;
  }

  /**
   * What is known of the rows of a rejected import.
   *
   * @param rejected changes that are faulty
   * @param retry what is left of rows whose faulty changes were taken out
   * @param clean rows that are clean
   * @param suspects rows of which some are faulty
   * @param ofSuspects the faults of the suspects, if there are any and it is known
   */
  record Attribution(
      List<Outcome> rejected,
      List<Row> retry,
      List<Row> clean,
      List<Row> suspects,
      Optional<FaultCounts> ofSuspects) {}

  /** Whether rows like these can have these faults. */
  boolean fits(final Batch batch, final FaultCounts counts) {
    return counts.duplicate() == 0
        && Stream.of(counts.blank(), counts.gender(), counts.mobile(), counts.birthday())
            .allMatch(count -> count >= 0)
        && counts.concernsRows()
        && faults(counts).stream().allMatch(fault -> fault.count() <= rowsWith(fault, batch));
  }

  /** Concludes what can be concluded. Expects counts that {@linkplain #fits fit}. */
  Attribution of(final Batch batch, final FaultCounts counts) {
    final List<Fault> faults = faults(counts);
    final List<Fault> total =
        faults.stream().filter(fault -> fault.count() == rowsWith(fault, batch)).toList();
    final List<Outcome> rejected = new ArrayList<>();
    final List<Row> retry = new ArrayList<>();
    final List<Row> clean = new ArrayList<>();
    final List<Row> suspects = new ArrayList<>();
    boolean overlap = false;
    for (final Row row : batch.rows()) {
      final List<Fault> matching = total.stream().filter(fault -> fault.mayBeOf(row)).toList();
      if (!matching.isEmpty()) {
        attribute(row, matching, rejected).ifPresent(retry::add);
        overlap |= faults.stream().anyMatch(f -> !total.contains(f) && f.mayBeOf(row));
      } else if (faults.stream().anyMatch(fault -> fault.mayBeOf(row))) {
        suspects.add(row);
      } else {
        clean.add(row);
      }
    }
    final boolean known = !suspects.isEmpty() && !overlap;
    return new Attribution(
        rejected,
        retry,
        clean,
        suspects,
        known ? Optional.of(without(total, counts)) : Optional.empty());
  }

  /**
   * A fair guess at how many imports it takes to find the rows at fault by halving: for c of n rows
   * about c times log2(n/c), and c is the rarer of the faulty and the clean.
   */
  long estimateImports(final Batch batch, final FaultCounts counts) {
    double imports = 0;
    for (final Fault fault : faults(counts)) {
      final long having = rowsWith(fault, batch);
      final long rarer = Math.min(fault.count(), having - fault.count());
      if (rarer > 0) {
        imports += rarer * (Math.log((double) having / rarer) / Math.log(2));
      }
    }
    return Math.round(imports);
  }

  private Optional<Row> attribute(
      final Row row, final List<Fault> faults, final List<Outcome> rejected) {
    final Set<Change> faulty = new HashSet<>();
    for (final Fault fault : faults) {
      for (final Change change : faultyOf(fault, row)) {
        if (faulty.add(change)) {
          rejected.add(new Outcome.Rejected(change, fault.rejection()));
        }
      }
    }
    final List<Change> rest =
        row.changes().stream().filter(change -> !faulty.contains(change)).toList();
    return rest.isEmpty() ? Optional.empty() : Optional.of(Row.of(rest, encoder));
  }

  /** Of the import key, all of them: they have it in common. */
  private static List<Change> faultyOf(final Fault fault, final Row row) {
    final String value = row.member().value(fault.field());
    return row.changes().stream()
        .filter(change -> change.member().value(fault.field()).equals(value))
        .toList();
  }

  private List<Fault> faults(final FaultCounts counts) {
    return Stream.of(
            new Fault(importKey.field(), "blank_error", counts.blank()),
            new Fault(MemberField.GENDER, "gender_error", counts.gender()),
            new Fault(MemberField.MOBILE, "mobile_error", counts.mobile()),
            new Fault(MemberField.BIRTHDAY, "birthday_error", counts.birthday()))
        .filter(fault -> fault.count() > 0)
        .toList();
  }

  private static long rowsWith(final Fault fault, final Batch batch) {
    return batch.rows().stream().filter(fault::mayBeOf).count();
  }

  private static FaultCounts without(final List<Fault> total, final FaultCounts counts) {
    return counts.minus(
        new FaultCounts(
            count(total, "blank_error"),
            0,
            count(total, "gender_error"),
            count(total, "mobile_error"),
            count(total, "birthday_error"),
            List.of(),
            List.of()));
  }

  private static long count(final List<Fault> faults, final String counter) {
    return faults.stream()
        .filter(fault -> fault.counter().equals(counter))
        .mapToLong(Fault::count)
        .sum();
  }

  /** So many rows have a fault in a field. */
  private record Fault(MemberField field, String counter, long count) {
    boolean mayBeOf(final Row row) {
      return row.member().has(field);
    }

    Rejection rejection() {
      return new Rejection(field.jsonName(), "is rejected by MAAC (" + counter + ")");
    }
  }
}
