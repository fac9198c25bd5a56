package io.github.linemaac.connect.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.ImportWriter;
import io.github.linemaac.connect.ledger.Ledger;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Removals;
import io.github.linemaac.connect.support.TestRecords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;

/**
 * Batches, each imported and then followed by what it takes off, leave the same as the records one
 * by one: also where members are imported by another key than the one by which tags are taken off.
 */
class RemovalOrderProperties {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final int PEOPLE = 3;

  private final ImportWriter writer = new ImportWriter(ImportKey.EMAIL, List.of());

  /**
   * What a record says.
   *
   * @param email the address of a person, by number; or, beyond these, of nobody that MAAC knows
   * @param person whose LINE user id it has; that of whose address it has, if there is one
   * @param tags which it puts; nobody has them whose address MAAC does not know
   */
  private record Said(int email, int person, Set<String> tags, Set<String> removed) {
    Member member() {
      return Member.by(ImportKey.EMAIL)
          .with(MemberField.EMAIL, "e" + email)
          .with(MemberField.LINE_UID, TestRecords.lineUid(email < PEOPLE ? email : person))
          .tagged(email < PEOPLE ? List.copyOf(tags) : List.of())
          .without(new Removals(List.copyOf(removed), false))
          .build();
    }
  }

  @Property(tries = 1_000)
  void batchesLeaveWhatTheRecordsOneByOneLeave(
      @ForAll @Size(min = 1, max = 12) final List<@From("records") Said> records) {
    final Account oneByOne = new Account();
    records.forEach(said -> oneByOne.deliver(List.of(said.member())));

    final Account inBatches = new Account();
    batches(records).forEach(inBatches::deliver);

    assertThat(inBatches.tags).isEqualTo(oneByOne.tags);
  }

  private List<List<Member>> batches(final List<Said> records) {
    final Ledger ledger = new Ledger();
    ledger.assign(List.of(P0));
    final Batcher batcher = new Batcher(new BatchLimits(10_000, 10_000_000, 1 << 20, 0), writer);
    final List<Batch> sealed = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      final Member member = records.get(i).member();
      sealed.addAll(
          batcher.add(
              new Change(
                  member,
                  writer.encode(member),
                  ledger.open(TestRecords.at(P0, i, Map.of()), 100, 0)),
              0));
    }
    batcher.sealNow().ifPresent(sealed::add);
    return sealed.stream().map(batch -> batch.rows().stream().map(Row::member).toList()).toList();
  }

  @Provide
  Arbitrary<Said> records() {
    final Arbitrary<Set<String>> tags = Arbitraries.of("a", "b").set().ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.integers().between(0, PEOPLE + 1),
            Arbitraries.integers().between(0, PEOPLE - 1),
            tags,
            tags)
        .as(Said::new);
  }

  /** MAAC: rows find people by their address, and tags are taken off by LINE user id. */
  private static final class Account {
    private final Map<String, Set<String>> tags = new HashMap<>();

    Account() {
      for (int person = 0; person < PEOPLE; person++) {
        tags.put(TestRecords.lineUid(person), new HashSet<>(Set.of("a")));
      }
    }

    void deliver(final List<Member> batch) {
      for (final Member row : batch) {
        final int email = Integer.parseInt(row.key().substring(1));
        if (email < PEOPLE) {
          tags.get(TestRecords.lineUid(email)).addAll(row.tags());
        }
      }
      for (final Member row : batch) {
        tags.get(row.value(MemberField.LINE_UID)).removeAll(Set.copyOf(row.removals().tags()));
      }
    }
  }
}
