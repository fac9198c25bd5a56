package io.github.linemaac.connect.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DelayedOffsetsTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final TopicPartition P1 = new TopicPartition("members", 1);
  private static final long LAG_MS = 3_600_000;

  private final DelayedOffsets late = new DelayedOffsets(LAG_MS);

  @Test
  void givesNothingBeforeItsTime() {
    assertThat(pass(late, at(5), 0)).isEmpty();
    assertThat(pass(late, at(6), LAG_MS - 1)).isEmpty();
    assertThat(pass(late, at(7), LAG_MS)).isEqualTo(at(5));
  }

  @Test
  void givesAnOffsetOnlyOnceItWasSafeForTheWholeTime() {
    for (long nowMs = 0; nowMs < 3 * LAG_MS; nowMs += 1_000) {
      // One record a second: what was safe then is the second.
      for (final OffsetAndMetadata ripe : pass(late, at(nowMs / 1_000), nowMs).values()) {
        assertThat(ripe.offset() * 1_000).isLessThanOrEqualTo(nowMs - LAG_MS);
        assertThat(ripe.offset() * 1_000)
            .as("and not much later")
            .isGreaterThan(nowMs - LAG_MS - 61_000);
      }
    }
    assertThat(pass(late, Map.of(), 3 * LAG_MS)).isNotEmpty();
  }

  @Test
  void goesOnGivingWhatItHasWhileNothingIsSafe() {
    pass(late, at(5), 0);
    assertThat(pass(late, Map.of(), LAG_MS)).isEqualTo(at(5));
    assertThat(pass(late, Map.of(), 9 * LAG_MS)).isEqualTo(at(5));
  }

  @Test
  void keepsPartitionsApart() {
    pass(late, Map.of(P0, offset(5), P1, offset(7)), 0);
    assertThat(pass(late, Map.of(), LAG_MS)).isEqualTo(Map.of(P0, offset(5), P1, offset(7)));
  }

  @Test
  void withoutALagGivesAtOnce() {
    final DelayedOffsets prompt = new DelayedOffsets(0);
    assertThat(pass(prompt, at(5), 10)).isEqualTo(at(5));
    assertThat(pass(prompt, at(6), 10)).isEqualTo(at(6));
  }

  @Test
  void aShortLagIsKeptToo() {
    final DelayedOffsets brief = new DelayedOffsets(500);
    pass(brief, at(5), 0);
    assertThat(pass(brief, at(6), 499)).isEmpty();
    assertThat(pass(brief, at(7), 500)).isEqualTo(at(5));
    assertThat(pass(brief, at(8), 1_000)).isEqualTo(at(7));
  }

  @Test
  void forgetsPartitionsThatHaveGoneAndNoOthers() {
    pass(late, Map.of(P0, offset(5), P1, offset(7)), 0);
    pass(late, Map.of(P0, offset(6), P1, offset(8)), LAG_MS);
    late.forget(List.of(P0));
    assertThat(pass(late, Map.of(), LAG_MS)).isEqualTo(Map.of(P1, offset(7)));
    assertThat(pass(late, Map.of(), 9 * LAG_MS)).isEqualTo(Map.of(P1, offset(8)));
  }

  @Test
  void whatItGaveMayBeChangedByTheOneWhoGotIt() {
    pass(late, at(5), 0);
    pass(late, Map.of(), LAG_MS).clear();
    assertThat(pass(late, Map.of(), LAG_MS)).isEqualTo(at(5));
  }

  @Test
  void givesNothingOfAPartitionThatIsReadAgainFromBeforeIt() {
    pass(late, Map.of(P0, offset(5), P1, offset(7)), 0);
    assertThat(late.pass(Map.of(), Map.of(P0, offset(4), P1, offset(7)), LAG_MS))
        .isEqualTo(Map.of(P1, offset(7)));
    assertThat(late.pass(Map.of(), Map.of(P0, offset(5)), LAG_MS)).isEqualTo(at(5));
  }

  /** With all partitions read far on. */
  private static Map<TopicPartition, OffsetAndMetadata> pass(
      final DelayedOffsets late,
      final Map<TopicPartition, OffsetAndMetadata> safe,
      final long nowMs) {
    return late.pass(safe, Map.of(P0, offset(1L << 40), P1, offset(1L << 40)), nowMs);
  }

  private static Map<TopicPartition, OffsetAndMetadata> at(final long offset) {
    return Map.of(P0, offset(offset));
  }

  private static OffsetAndMetadata offset(final long offset) {
    return new OffsetAndMetadata(offset);
  }

  @Test
  void remembersNoMoreThanOneOffsetAMinute() {
    final long startMs = 1_000_000;
    pass(late, at(5), startMs);
    pass(late, at(6), startMs + 59_999);
    pass(late, at(7), startMs + 60_000);
    assertThat(pass(late, Map.of(), startMs + LAG_MS + 59_999)).isEqualTo(at(5));
    assertThat(pass(late, Map.of(), startMs + LAG_MS + 60_000)).isEqualTo(at(7));
  }

  @Test
  void whatIsRipeStaysWhereAllThatWasToRipenIsForgotten() {
    pass(late, Map.of(P0, offset(5), P1, offset(7)), 0);
    pass(late, at(6), LAG_MS);
    late.forget(List.of(P0));
    assertThat(pass(late, Map.of(), 9 * LAG_MS)).isEqualTo(Map.of(P1, offset(7)));
  }
}
