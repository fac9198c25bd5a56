package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.schedule.CatchUp.Doubt;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CatchUpLogTest {
  private static final TopicPartition P0 = new TopicPartition("rx-a", 0);
  private static final TopicPartition P1 = new TopicPartition("rx-b", 1);

  private final LoggedLines lines = new LoggedLines();
  private final CatchUpLog log = new CatchUpLog(lines.logger(), "WITHOUT", "UNTIL");

  @Test
  void thatNoLagIsShownNamesWhatIsLessSureAndWhatToDo() {
    log.tell(Map.of(Doubt.LAG_HIDDEN, Set.of(P1, P0)));
    assertThat(lines.take())
        .singleElement()
        .asString()
        .startsWith("WARN The consumer's lag is not shown for rx-a-0, rx-b-1, so it is less sure")
        .contains("60 seconds", "60 minutes", "JMX", "client.id");
  }

  @Test
  void whatDoesNotComeBackIsNamedWithWhatFollows() {
    log.tell(Map.of(Doubt.NOT_BACK, Set.of(P1)));
    assertThat(lines.take())
        .containsExactly(
            "WARN Revoked 5 minutes ago and not assigned again: rx-b-1. Was the topic deleted?"
                + " WITHOUT");
  }

  @Test
  void whatCannotBeReadIsNamedWithWhatFollows() {
    log.tell(Map.of(Doubt.UNREADABLE, Set.of(P1)));
    assertThat(lines.take())
        .containsExactly(
            "WARN Nothing came for 5 minutes, though there is more or it was never fetched: rx-b-1."
                + " Is a broker down? UNTIL");
  }

  @Test
  void whatShowsNoEndIsNamed() {
    log.tell(Map.of(Doubt.NO_END_SEEN, Set.of(P1)));
    assertThat(lines.take())
        .singleElement()
        .asString()
        .startsWith("WARN Treated as caught up after 60 minutes of reading")
        .contains("rx-b-1");
  }

  @Test
  void manyPartitionsAreCounted() {
    log.tell(
        Map.of(
            Doubt.NOT_BACK,
            IntStream.range(0, 25)
                .mapToObj(i -> new TopicPartition("t", i))
                .collect(Collectors.toSet())));
    assertThat(lines.take())
        .singleElement()
        .asString()
        .contains("t-0, t-1, t-10")
        .contains(" and 5 more");
  }

  @Test
  void whereNothingIsDoubtfulNothingIsTold() {
    log.tell(Map.of());
    assertThat(lines.take()).isEmpty();
  }
}
