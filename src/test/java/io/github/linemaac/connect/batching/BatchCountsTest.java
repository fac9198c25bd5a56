package io.github.linemaac.connect.batching;

import static io.github.linemaac.connect.model.MemberField.LINE_DISPLAY_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What a batch says of its records, however they became its rows. */
class BatchCountsTest {
  private final Changes changes = new Changes();
  private final Batcher batcher =
      new Batcher(
          new BatchLimits(10, 1_000_000, Long.MAX_VALUE, Long.MAX_VALUE / 2), changes.writer());

  @Test
  void countsTheRecordsOfMergedRowsAndWhatIsLeftOutOfThem() {
    add(1, 1);
    add(2, 0);
    add(1, 2);
    add(1, 4);

    final Batch batch = batcher.sealNow().orElseThrow();

    assertThat(batch.rows()).hasSize(2);
    assertThat(batch.records()).isEqualTo(4);
    assertThat(batch.omittedFields()).isEqualTo(7);
    assertThat(batch.rows().get(0).changes()).hasSize(3).isUnmodifiable();
  }

  @Test
  void countsThemAgainWhenSomeAreTakenOut() {
    final Change kept = omitting(1, 1);
    final Change gone = omitting(1, 2);
    final Batch batch = new Batch(List.of(Row.of(List.of(kept, gone), changes.writer())));

    final TopicPartition none = new TopicPartition("none", 0);
    assertThat(batch.without(Set.of(none), changes.writer()).omittedFields()).isEqualTo(3);
    assertThat(batch.isEmpty()).isFalse();
    assertThat(batch.without(Set.of(gone.ticket().partition()), changes.writer()).isEmpty())
        .isTrue();
  }

  private void add(final int member, final int omittedFields) {
    assertThat(batcher.add(omitting(member, omittedFields), 0)).isEmpty();
  }

  private Change omitting(final int member, final int omittedFields) {
    final Change change = changes.of(member, LINE_DISPLAY_NAME, "name" + omittedFields);
    return new Change(change.member(), change.row(), change.ticket(), omittedFields);
  }
}
