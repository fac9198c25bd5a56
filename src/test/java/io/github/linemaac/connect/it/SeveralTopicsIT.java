package io.github.linemaac.connect.it;

import static io.github.linemaac.connect.it.SegmentSink.LIST;
import static io.github.linemaac.connect.it.SegmentSink.ids;
import static io.github.linemaac.connect.it.SegmentSink.union;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.sandbox.InjectedFault;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A connector with two topics, whose partitions have the same numbers and the same offsets. */
class SeveralTopicsIT {

  private static final String IMPORT = "/openapi/v1/member/import/";

  @Test
  void whatIsOpenInOneTopicIsNotCommittedWithTheOther() {
    try (MemberSink sink = SharedKafka.sink()) {
      String one = createTopic(sink, "one");
      String other = createTopic(sink, "other");
      Set<MemberRecord> members = new HashSet<>(sink.sendMembersTo(one, 0, 100));
      sink.with("topics", one + "," + other).start().awaitAllCommitted(one);

      sink.maac()
          .tell(maac -> maac.faults().next("GET", IMPORT, new InjectedFault.Hangs(60_000, true)));
      members.addAll(sink.sendMembersTo(other, 100, 100));
      sink.awaitImportsTaken(2);
      // It is rejected and committed while the import runs, so a commit has come by.
      sink.topics().produce(one, "unreadable", "?");
      sink.awaitAllCommitted(one);
      assertThat(sink.committedOffsets().getOrDefault(new TopicPartition(other, 0), 0L)).isZero();

      sink.maac().releaseHangs();
      sink.awaitAllCommitted(other);
      assertThat(sink.membersAtMaac()).isEqualTo(members);
      assertThat(sink.deadLetters()).hasSize(1);
    }
  }

  @Test
  void aListIsWhatBothTopicsSay() {
    try (SegmentSink sink = new SegmentSink(SharedKafka.broker(), SharedKafka.worker());
        SegmentSink other = new SegmentSink(SharedKafka.broker(), SharedKafka.worker())) {
      sink.join(ids(0, 100));
      other.join(ids(100, 200));
      sink.with("topics", sink.topic() + "," + other.topic()).start();
      sink.awaitAllCommitted();
      sink.awaitAllCommitted(other.topic());

      other.leave(ids(100, 110));
      sink.awaitList(LIST, union(ids(0, 100), ids(110, 200)));
      sink.restart();
      sink.join(ids(200, 210));

      sink.awaitList(LIST, union(ids(0, 100), ids(110, 210)));
      sink.assertNoUploadLacks(union(ids(0, 100), ids(110, 200)));
    }
  }

  private static String createTopic(MemberSink sink, String name) {
    String topic = sink.topic() + "-" + name;
    sink.topics().create(topic, 1);
    return topic;
  }
}
