package io.github.linemaac.connect.upload;

import static io.github.linemaac.connect.model.MemberField.BIRTHDAY;
import static io.github.linemaac.connect.model.MemberField.EMAIL;
import static io.github.linemaac.connect.model.MemberField.MOBILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.FaultCounts;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.BatchLimits;
import io.github.linemaac.connect.batching.Batcher;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Changes;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.MemberField;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Takes batches apart against a MAAC that finds every value with "bad" in it bad. */
class BatchBisectionTest {
  private final Changes changes = new Changes();
  private final List<Change> delivered = new ArrayList<>();
  private final List<Change> rejected = new ArrayList<>();
  private int imports;

  @Test
  void oneGuiltyRowOfTenThousandIsFoundInTheImportsThatHalvingNeeds() {
    final List<Change> all = members(10_000);
    all.set(7_654, changes.of(7_654, MOBILE, "bad"));
    isolate(all);
    assertThat(rejected).containsExactly(all.get(7_654));
    assertThat(delivered).hasSize(9_999);
    // The first one, at most 14 halvings, and the clean rows at the end.
    assertThat(imports).isLessThanOrEqualTo(16);
  }

  @Test
  void onlyRowsThatHaveTheFieldAreSuspects() {
    final List<Change> all = members(1_000);
    all.set(10, changes.of(10, BIRTHDAY, "2000-01-01"));
    all.set(20, changes.of(20, BIRTHDAY, "bad"));
    isolate(all);
    assertThat(rejected).containsExactly(all.get(20));
    // The first one, one of the two suspects, and the clean rest.
    assertThat(imports).isLessThanOrEqualTo(3);
  }

  @Test
  void whereEveryRowWithTheFieldIsAtFaultNoFurtherImportIsNeededToTell() {
    final List<Change> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(i % 2 == 0 ? changes.of(i, MOBILE, "bad") : changes.of(i));
    }
    isolate(all);
    assertThat(rejected).hasSize(50);
    assertThat(imports).isEqualTo(2);
  }

  @Test
  void ofAMergedRowOnlyTheChangeThatBroughtTheValueIsRejected() {
    final Change before = changes.of(1, EMAIL, "m@example.com");
    final Change faulty = changes.of(1, MOBILE, "bad");
    final Change after = changes.of(1, BIRTHDAY, "2000-01-01");
    isolate(List.of(before, faulty, after));
    assertThat(rejected).containsExactly(faulty);
    assertThat(delivered).containsExactly(before, after);
  }

  @Test
  void aValueThatALaterOneReplacedHarmsNobody() {
    isolate(List.of(changes.of(1, MOBILE, "bad"), changes.of(1, MOBILE, "+886912345678")));
    assertThat(rejected).isEmpty();
    assertThat(imports).isEqualTo(1);
  }

  @Test
  void countersThatCannotBeOfTheseRowsConvictNobody() {
    final BatchBisection isolation = isolation(members(4));
    assertThat(isolation.rejected(new FaultCounts(0, 0, 0, 9, 0, List.of(), List.of()))).isEmpty();
    assertThat(isolation.rejected(new FaultCounts(0, 0, 1, 0, 0, List.of(), List.of()))).isEmpty();
    assertThat(isolation.current().rows()).hasSize(4);
  }

  @Test
  void rowsThatRepeatEachOtherOnlyForMaacAreSentApartAndAllDelivered() {
    final BatchBisection isolation = isolation(members(4));
    final FaultCounts twins = new FaultCounts(0, 1, 0, 0, 0, List.of(), List.of());
    assertThat(isolation.rejected(twins)).hasValue(List.of());
    assertThat(isolation.current().rows()).hasSize(2);
    isolation.accepted();
    assertThat(isolation.current().rows()).hasSize(2);
    isolation.accepted();
    assertThat(isolation.isDone()).isTrue();
  }

  @Test
  void manyChangesOfOneMemberWithTheSameBadValueAreConvictedTogether() {
    final List<Change> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      all.add(changes.of(1, MOBILE, "bad"));
    }
    isolate(all);
    assertThat(rejected).hasSize(400);
    assertThat(imports).isEqualTo(1);
  }

  @Test
  void rowsThatAreOneMemberOnlyToMaacAreNeverReordered() {
    final Change older = changes.of(1);
    final Change newer = changes.of(3);
    final BatchBisection isolation =
        isolation(List.of(older, changes.of(2, MOBILE, "bad"), newer, changes.of(4)));
    isolation.rejected(new FaultCounts(0, 1, 0, 1, 0, List.of(), List.of()));
    isolation.rejected(new FaultCounts(0, 0, 0, 1, 0, List.of(), List.of()));
    assertThat(isolation.current().rows().get(0).changes()).containsExactly(older);
    isolation.accepted();
    assertThat(isolation.current().rows().get(0).changes()).containsExactly(newer);
  }

  @Property(tries = 300)
  void everyGuiltyChangeIsRejectedAndEveryOtherDeliveredInOrder(
      @ForAll final long seed, @ForAll @IntRange(min = 1, max = 60) final int count) {
    final Random random = new Random(seed);
    final double badShare = random.nextDouble() * random.nextDouble();
    final List<Change> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      final int member = random.nextInt(count);
      final Object mobile = random.nextDouble() < badShare ? "bad" + i : "+8869" + i;
      final Object birthday = random.nextDouble() < badShare ? "bad" + i : "2000-01-01";
      all.add(
          switch (random.nextInt(4)) {
            case 0 -> changes.of(member, MOBILE, mobile);
            case 1 -> changes.of(member, BIRTHDAY, birthday);
            case 2 -> changes.of(member, MOBILE, mobile, BIRTHDAY, birthday);
            default -> changes.of(member);
          });
    }
    delivered.clear();
    rejected.clear();
    isolate(all);
    assertThat(rejected).allMatch(BatchBisectionTest::isBad).doesNotHaveDuplicates();
    assertThat(delivered).doesNotHaveDuplicates();
    final List<Change> rest = new ArrayList<>(all);
    rest.removeAll(rejected);
    assertThat(delivered).containsExactlyInAnyOrderElementsOf(rest);
    for (int member = 0; member < count; member++) {
      final String key = changes.of(member).member().key();
      assertThat(delivered.stream().filter(change -> change.member().key().equals(key)).toList())
          .isEqualTo(rest.stream().filter(change -> change.member().key().equals(key)).toList());
    }
  }

  private List<Change> members(final int count) {
    final List<Change> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(changes.of(i, MOBILE, "+8869" + i));
    }
    return all;
  }

  private BatchBisection isolation(final List<Change> all) {
    final Batcher batcher =
        new Batcher(
            new BatchLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, 0),
            changes.writer());
    all.forEach(change -> batcher.add(change, 0));
    return new BatchBisection(
        batcher.sealIfDue(0).orElseThrow(), ImportKey.LINE_UID, changes.writer());
  }

  private void isolate(final List<Change> all) {
    final BatchBisection isolation = isolation(all);
    imports = 0;
    while (!isolation.isDone()) {
      imports++;
      final Batch batch = isolation.current();
      final FaultCounts counts = counts(batch);
      if (counts.concernsRows()) {
        note(isolation.rejected(counts).orElseThrow());
      } else {
        batch.rows().forEach(row -> delivered.addAll(row.changes()));
        note(isolation.accepted());
      }
    }
  }

  private void note(final List<Outcome> outcomes) {
    outcomes.forEach(outcome -> rejected.add(((Outcome.Rejected) outcome).change()));
  }

  private static FaultCounts counts(final Batch batch) {
    return new FaultCounts(
        0,
        0,
        0,
        batch.rows().stream().filter(row -> isBad(row, MOBILE)).count(),
        batch.rows().stream().filter(row -> isBad(row, BIRTHDAY)).count(),
        List.of(),
        List.of());
  }

  private static boolean isBad(final Row row, final MemberField field) {
    return row.member().value(field).startsWith("bad");
  }

  private static boolean isBad(final Change change) {
    return change.member().value(MOBILE).startsWith("bad")
        || change.member().value(BIRTHDAY).startsWith("bad");
  }
}
