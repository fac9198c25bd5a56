package io.github.linemaac.connect.model;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class LineUidSetTest {
  private static final LineUid ZERO = new LineUid(0, 0);

  @Test
  void theIdThatIsAllZerosIsAnIdLikeAnyOther() {
    final LineUidSet set = new LineUidSet();

    assertThat(set.contains(ZERO)).isFalse();
    assertThat(set.add(ZERO)).isTrue();
    assertThat(set.add(ZERO)).isFalse();
    assertThat(set.contains(ZERO)).isTrue();
    assertThat(set.size()).isEqualTo(1);
    assertThat(set.isEmpty()).isFalse();
    assertThat(set.copy().contains(ZERO)).isTrue();
    assertThat(set.sorted()).containsExactly(ZERO);
    assertThat(set.countMissingIn(new LineUidSet())).isEqualTo(1);
    assertThat(set.sameAs(new LineUidSet())).isFalse();
    assertThat(set.remove(ZERO)).isTrue();
    assertThat(set.remove(ZERO)).isFalse();
    assertThat(set.isEmpty()).isTrue();
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

  @Test
  void aFullListIsQuickWhoeverChoseItsIds() {
    assertQuick(i -> new LineUid(0, i));
    assertQuick(i -> new LineUid(i, 0));
    assertQuick(i -> new LineUid((long) i << 32, 7));
    assertQuick(i -> new LineUid(7, (long) i << 44));
  }

  private static void assertQuick(final IntFunction<LineUid> ids) {
    final int count = 300_000;
    assertTimeout(
        ofSeconds(5),
        () -> {
          final LineUidSet set = new LineUidSet();
          for (int i = 0; i < count; i++) {
            set.add(ids.apply(i));
          }
          assertThat(set.size()).isEqualTo(count);
          for (int i = 0; i < count; i += 2) {
            assertThat(set.remove(ids.apply(i))).isTrue();
          }
          assertThat(set.sorted()).hasSize(count / 2);
        });
  }
}
