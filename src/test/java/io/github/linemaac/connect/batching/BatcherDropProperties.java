package io.github.linemaac.connect.batching;

import static io.github.linemaac.connect.model.MemberField.LINE_DISPLAY_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.ledger.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What was dropped leaves no trace: from then on a batcher is full when one is that was only ever
 * given what is left.
 */
class BatcherDropProperties {
  private static final int MAX_BODY_BYTES = 3_000;

  @Property(tries = 300)
  void afterADropTheLimitsAreThoseOfWhatIsLeft(@ForAll final long seed) {
    final Random random = new Random(seed);
    final Changes changes = new Changes();
    final int maxRows = 5 + random.nextInt(20);
    final long maxHeldBytes = 100L * (5 + random.nextInt(40));
    final BatchLimits limits = new BatchLimits(maxRows, MAX_BODY_BYTES, maxHeldBytes, 1_000);
    final Batcher batcher = new Batcher(limits, changes.writer());
    final Batcher fresh = new Batcher(limits, changes.writer());

    final List<Change> open = new ArrayList<>();
    for (int i = random.nextInt(30); i > 0; i--) {
      final Change change = change(random, changes);
      final List<Batch> sealed = batcher.add(change, 0);
      open.add(change);
      sealed.forEach(batch -> open.removeAll(changesOf(batch)));
    }
    batcher.drop(List.of(Changes.P1));
    open.stream()
        .filter(change -> change.ticket().partition().equals(Changes.P0))
        .forEach(change -> assertThat(fresh.add(change, 0)).isEmpty());

    assertThat(batcher.dueMs()).isEqualTo(fresh.dueMs());
    for (int i = 0; i < 60; i++) {
      final Change change = change(random, changes);
      assertThat(tickets(batcher.add(change, 0))).isEqualTo(tickets(fresh.add(change, 0)));
    }
    assertThat(tickets(batcher.sealNow().stream().toList()))
        .isEqualTo(tickets(fresh.sealNow().stream().toList()));
  }

  private static Change change(final Random random, final Changes changes) {
    return changes.in(
        random.nextBoolean() ? Changes.P0 : Changes.P1,
        random.nextInt(25),
        LINE_DISPLAY_NAME,
        "名".repeat(1 + random.nextInt(40)));
  }

  /** Rows may have changed places: of one whose first change was dropped, a later one is first. */
  private static List<Set<Ticket>> tickets(final List<Batch> batches) {
    return batches.stream()
        .map(batch -> changesOf(batch).stream().map(Change::ticket).collect(Collectors.toSet()))
        .toList();
  }

  private static List<Change> changesOf(final Batch batch) {
    return batch.rows().stream().flatMap(row -> row.changes().stream()).toList();
  }
}
