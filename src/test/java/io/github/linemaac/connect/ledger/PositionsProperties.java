package io.github.linemaac.connect.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.ledger.Positions.Place;
import io.github.linemaac.connect.support.TestRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.TopicPartition;

/** Of each topic's each partition, a record is ahead exactly if it is beyond the one before it. */
class PositionsProperties {
  private static final List<TopicPartition> PARTITIONS =
      List.of(
          new TopicPartition("members", 0),
          new TopicPartition("members", 1),
          new TopicPartition("customers", 0));

  @Property(tries = 500)
  void aRecordIsAheadIfItIsBeyondTheLastOneOfItsPartition(@ForAll final long seed) {
    final Random random = new Random(seed);
    final Positions positions = new Positions();
    final Map<TopicPartition, Long> last = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      final TopicPartition partition = PARTITIONS.get(random.nextInt(PARTITIONS.size()));
      final List<TopicPartition> one = List.of(partition);
      switch (random.nextInt(12)) {
        case 0 -> {
          positions.open(one);
          last.put(partition, -1L);
        }
        case 1 -> {
          positions.close(one);
          last.remove(partition);
        }
        case 2 -> {
          positions.goBack(one);
          positions.wentBack();
          last.replace(partition, -1L);
        }
        default -> {
          final long offset = random.nextInt(10);
          final Place place = positions.of(TestRecords.at(partition, offset, Map.of()));
          assertThat(place).isEqualTo(expected(last.get(partition), offset));
          if (place == Place.AHEAD) {
            last.put(partition, offset);
          }
        }
      }
      assertThat(positions.opened()).isEqualTo(last.keySet());
    }
  }

  private static Place expected(final Long last, final long offset) {
    if (last == null) {
      return Place.UNOPENED;
    }
    return offset > last ? Place.AHEAD : Place.BACK;
  }
}
