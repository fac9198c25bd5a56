package io.github.linemaac.connect.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LateOffsetsTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final TopicPartition P1 = new TopicPartition("members", 1);
  private static final long LAG_MS = 3_600_000;

  private final LateOffsets late = new LateOffsets(LAG_MS);

  @Test
  void givesNothingBeforeItsTime() {
    assertThat(late.pass(at(5), 0)).isEmpty();
    assertThat(late.pass(at(6), LAG_MS - 1)).isEmpty();
    assertThat(late.pass(at(7), LAG_MS)).isEqualTo(at(5));
  }

  @Test
  void givesAnOffsetOnlyOnceItWasSafeForTheWholeTime() {
    for (long nowMs = 0; nowMs < 3 * LAG_MS; nowMs += 1_000) {
      // One record a second: what was safe then is the second.
      for (final OffsetAndMetadata ripe : late.pass(at(nowMs / 1_000), nowMs).values()) {
        assertThat(ripe.offset() * 1_000).isLessThanOrEqualTo(nowMs - LAG_MS);
        assertThat(ripe.offset() * 1_000)
            .as("and not much later")
            .isGreaterThan(nowMs - LAG_MS - 61_000);
      }
    }
    assertThat(late.pass(Map.of(), 3 * LAG_MS)).isNotEmpty();
  }

  @Test
  void goesOnGivingWhatItHasWhileNothingIsSafe() {
    late.pass(at(5), 0);
    assertThat(late.pass(Map.of(), LAG_MS)).isEqualTo(at(5));
    assertThat(late.pass(Map.of(), 9 * LAG_MS)).isEqualTo(at(5));
  }

  @Test
  void keepsPartitionsApart() {
    late.pass(Map.of(P0, offset(5), P1, offset(7)), 0);
    assertThat(late.pass(Map.of(), LAG_MS)).isEqualTo(Map.of(P0, offset(5), P1, offset(7)));
  }

  @Test
  void withoutALagGivesAtOnce() {
    final LateOffsets prompt = new LateOffsets(0);
    assertThat(prompt.pass(at(5), 10)).isEqualTo(at(5));
    assertThat(prompt.pass(at(6), 10)).isEqualTo(at(6));
  }

  @Test
  void aShortLagIsKeptToo() {
    final LateOffsets brief = new LateOffsets(500);
    brief.pass(at(5), 0);
    assertThat(brief.pass(at(6), 499)).isEmpty();
    assertThat(brief.pass(at(7), 500)).isEqualTo(at(5));
    assertThat(brief.pass(at(8), 1_000)).isEqualTo(at(7));
  }

  @Test
  void forgetsWhenPartitionsHaveGone() {
    late.pass(at(5), 0);
    late.pass(at(6), LAG_MS);
    late.forget();
    assertThat(late.pass(Map.of(), 9 * LAG_MS)).isEmpty();
  }

  @Test
  void whatItGaveMayBeChangedByTheOneWhoGotIt() {
    late.pass(at(5), 0);
    late.pass(Map.of(), LAG_MS).clear();
    assertThat(late.pass(Map.of(), LAG_MS)).isEqualTo(at(5));
  }

  private static Map<TopicPartition, OffsetAndMetadata> at(final long offset) {
    return Map.of(P0, offset(offset));
  }

  private static OffsetAndMetadata offset(final long offset) {
    return new OffsetAndMetadata(offset);
  }
}
