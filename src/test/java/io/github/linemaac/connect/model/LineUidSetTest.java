package io.github.linemaac.connect.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineUidSetTest {
  private static final LineUid ZERO = new LineUid(0, 0);

  /** On average for each id; two are to be expected of a table that is two thirds full. */
  private static final long MOST_PROBES = 4;

  @Test
  void theIdThatIsAllZerosIsAnIdLikeAnyOther() {
    final LineUidSet set = new LineUidSet();

    assertThat(set.contains(ZERO)).isFalse();
    assertThat(set.add(ZERO)).isTrue();
    assertThat(set.add(ZERO)).isFalse();
    assertThat(set.contains(ZERO)).isTrue();
    assertThat(set.probes()).isEqualTo(1);
    assertThat(set.size()).isEqualTo(1);
    assertThat(set.isEmpty()).isFalse();
    assertThat(set.copy().contains(ZERO)).isTrue();
    assertThat(set.sorted()).containsExactly(ZERO);
    assertThat(set.countMissingIn(new LineUidSet())).isEqualTo(1);
    assertThat(set.sameAs(new LineUidSet())).isFalse();
    assertThat(set.remove(ZERO)).isTrue();
    assertThat(set.remove(ZERO)).isFalse();
    assertThat(set.isEmpty()).isTrue();
    assertThat(set.probes()).isZero();
  }

  @Test
  void theOrderIsThatOfTheText() {
    final LineUidSet set = new LineUidSet();
    set.add(new LineUid(-1, 0));
    set.add(new LineUid(1, -1));
    set.add(new LineUid(1, 1));
    set.add(ZERO);

    assertThat(set.sorted())
        .containsExactly(ZERO, new LineUid(1, 1), new LineUid(1, -1), new LineUid(-1, 0));
  }

  @ParameterizedTest
  @MethodSource("choices")
  void whoeverChoseTheIdsNoneIsFarFromWhereItIsLookedFor(final IntFunction<LineUid> ids) {
    final int count = 100_000;
    final LineUidSet set = new LineUidSet();
    for (int i = 0; i < count; i++) {
      assertThat(set.add(ids.apply(i + 1))).isTrue();
      if (i % 1_000 == 999) {
        assertThat(set.probes()).isLessThanOrEqualTo(MOST_PROBES * i);
      }
    }
    assertThat(set.probes()).isBetween((long) count, MOST_PROBES * count);

    for (int i = 0; i < count; i += 2) {
      assertThat(set.remove(ids.apply(i + 1))).isTrue();
    }
    assertThat(set.size()).isEqualTo(count / 2);
    assertThat(set.probes()).isBetween(count / 2L, MOST_PROBES * count / 2);
  }

  /** Ids that somebody chose so that they might meet. */
  static Stream<Named<IntFunction<LineUid>>> choices() {
    return Stream.of(
        Named.of("low alone", i -> new LineUid(0, i)),
        Named.of("high alone", i -> new LineUid(i, 0)),
        Named.of("upper half of high", i -> new LineUid((long) i << 32, 7)),
        Named.of("top of low", i -> new LineUid(7, (long) i << 44)),
        Named.of("halves cancel out", i -> new LineUid(i * 31L, i * 31L)),
        Named.of(
            "turned halves cancel out", i -> new LineUid(Long.rotateLeft(i * 31L, 31), i * 31L)),
        Named.of(
            "turned halves give one value", i -> new LineUid(77 ^ Long.rotateLeft(~i, 31), ~i)),
        Named.of("halves add up to nothing", i -> new LineUid(i, -i)));
  }
}
