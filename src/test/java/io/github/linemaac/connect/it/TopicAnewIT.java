package io.github.linemaac.connect.it;

import static io.github.linemaac.connect.it.SegmentSink.LIST;
import static io.github.linemaac.connect.it.SegmentSink.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.KafkaJars;
import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.cluster.WorkerJmx;
import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.sandbox.InjectedFault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * A topic is deleted and made anew while its partitions are paused, so that the consumer does not
 * notice. Once they are resumed, it begins at the first record of the new topic, and Connect has
 * neither closed nor opened a partition.
 */
class TopicAnewIT {

  private static final String IMPORT = "/openapi/v1/member/import/";
  private static final int OLD = 600;
  private static final int NEW = 50;

  @Test
  void membersOfTheNewTopicAreNotCommittedForThoseOfTheOldOne() {
    try (MemberSink sink = SharedKafka.sink();
        WorkerJmx jmx = SharedKafka.jmx(KafkaJars.chosen())) {
      String topic = sink.topic() + "-anew";
      TopicPartition partition = new TopicPartition(topic, 0);
      sink.topics().create(topic, 1);
      sink.sendMembersTo(topic, 0, OLD);
      sink.maac().tell(maac -> maac.settings().imports.durationMs = 700);
      sink.maac()
          .tell(maac -> maac.faults().next("GET", IMPORT, new InjectedFault.Hangs(60_000, true)));
      sink.with("topics", topic)
          .with("batch.max.records", "100")
          .with("consumer.override.max.poll.records", "100")
          .start()
          .awaitRunning("the partition to be paused", () -> isPaused(jmx, sink.name()));

      sink.topics().delete(topic);
      sink.topics().create(topic, 1);
      List<MemberRecord> members = sink.sendMembersTo(topic, OLD, NEW);
      sink.maac().releaseHangs();

      sink.awaitRunning(
          "the new topic to be committed",
          () -> {
            boolean isCommitted = sink.committedOffsets().getOrDefault(partition, 0L) == NEW;
            Set<MemberRecord> atMaac = sink.membersAtMaac();
            assertThat(!isCommitted || atMaac.containsAll(members))
                .as("MAAC has what is committed")
                .isTrue();
            return isCommitted;
          });
    }
  }

  @Test
  void aListIsWhatTheNewTopicSays() {
    try (SegmentSink sink = new SegmentSink(SharedKafka.broker(), SharedKafka.worker())) {
      sink.join(ids(0, 100));
      // A fetch that is on its way when the topic is deleted would tell the consumer of it.
      sink.with("consumer.override.fetch.max.wait.ms", "10").start().awaitAllCommitted();

      sink.pause().recreateTopic();
      sink.join(ids(100, 160));
      sink.resume();

      sink.awaitList(LIST, ids(100, 160));
      sink.awaitAllCommitted();
      assertThat(sink.uploads()).containsExactly(ids(0, 100), ids(100, 160));
    }
  }

  private static boolean isPaused(WorkerJmx jmx, String connector) {
    return jmx.pluginMetrics(connector)
            .getOrDefault(Map.of(), Map.of())
            .getOrDefault(Metric.PAUSED.metricName(), 0.0)
        == 1;
  }
}
