package io.github.linemaac.connect.it;

import static io.github.linemaac.connect.it.SegmentSink.LIST;
import static io.github.linemaac.connect.it.SegmentSink.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.KafkaTopics;
import io.github.linemaac.cluster.MemberRecord;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A connector is paused and resumed while its partitions are being assigned. Each time, Connect
 * wakes the consumer up, which then may hand out records of partitions that were never opened. A
 * slow broker makes it likely that this comes in the middle.
 */
class UnopenedPartitionsIT {

  private static final int ROUNDS = 50;

  @Test
  void membersAreDelivered() {
    try (MemberSink sink = SharedKafka.sink()) {
      List<MemberRecord> members = sink.sendMembers(0, 100);
      pauseWhileAssigned(sink);
      sink.awaitAllCommitted();
      assertThat(sink.membersAtMaac()).isEqualTo(Set.copyOf(members));
    }
  }

  @Test
  void aListIsUploadedWhole() {
    try (SegmentSink sink = new SegmentSink(SharedKafka.broker(), SharedKafka.worker())) {
      sink.join(ids(0, 100));
      pauseWhileAssigned(sink);
      sink.awaitAllCommitted();
      assertThat(sink.atMaac(LIST)).isEqualTo(ids(0, 100));
      sink.assertNoUploadLacks(ids(0, 100));
    }
  }

  private static void pauseWhileAssigned(TestedSink<?> sink) {
    String clientId = "connector-consumer-%s-0".formatted(sink.name());
    sink.topics().delayRequests(clientId, true);
    sink.start();
    int roundsSinceShared = 0;
    while (roundsSinceShared < ROUNDS) {
      sink.rest().pause(sink.name());
      sink.rest().resume(sink.name());
      roundsSinceShared += sink.topics().isStable(KafkaTopics.groupOf(sink.name())) ? 1 : 0;
    }
    sink.topics().delayRequests(clientId, false);
  }
}
