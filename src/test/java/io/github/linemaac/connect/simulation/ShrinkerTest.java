package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.simulation.WorkerEvent.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

  @Test
  void whatFailsTogetherIsLeft() {
    final List<Integer> all = IntStream.range(0, 300).boxed().toList();
    final List<Integer> atFault = List.of(3, 77, 78, 299);
    assertThat(Shrinker.shrink(all, list -> list.containsAll(atFault))).isEqualTo(atFault);
  }

  @Test
  void nothingIsLeftOfWhatFailsByItself() {
    assertThat(Shrinker.shrink(List.of(1, 2, 3), list -> true)).isEmpty();
  }

  @Test
  void aHistoryIsPickedByTheNumbersThatItTells() {
    final List<Event<? super MemberWorld>> events = new ArrayList<>();
    IntStream.range(0, 20).forEach(i -> events.add(new Commit()));
    final History<MemberWorld> whole = History.of(MemberWorld::new, events);
    final String some = "0,4,7-9,19";
    assertThat(whole.picked(some).numbers()).isEqualTo(some);
    assertThat(whole.picked("").numbers()).isEqualTo("0-19");
  }
}
