package io.github.linemaac.connect.it;

import static io.github.linemaac.connect.it.SegmentSink.LIST;
import static io.github.linemaac.connect.it.SegmentSink.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.WorkerSettings;
import io.github.linemaac.sandbox.InjectedFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Workers are killed while snapshots are read and uploaded: MAAC only ever has whole ones. */
class SnapshotIT {
  private static final String UPLOADS = "/openapi/v1/custom_segment/";
  private static final int PARTITIONS = 6;

  private static ConnectWorker worker;

  @BeforeAll
  static void start() {
    worker = ConnectWorker.start(WorkerSettings.of(SharedKafka.broker()).withGroupId("snapshots"));
  }

  @AfterAll
  static void close() {
    worker.close();
  }

  @Test
  void aSnapshotOf300000IsKilledInTheMiddleAndReplacedByTheNext() {
    try (SegmentSink sink = new SegmentSink(SharedKafka.broker(), worker)) {
      final String topic = sink.name() + "-snapshots";
      sink.topics().create(topic, PARTITIONS, Map.of());
      sink.with("topics", topic).with("segment.mode", "snapshot");
      final Set<String> first = ids(0, 1_000);
      final Set<String> second = ids(0, 300_000);
      final Set<String> third = ids(299_000, 300_000);
      write(sink, topic, 1, first);
      end(sink, topic, 1, first.size());
      sink.start().awaitList(LIST, first);

      write(sink, topic, 2, ids(0, 150_000));
      worker.kill();
      write(sink, topic, 2, ids(150_000, 300_000));
      end(sink, topic, 2, second.size());
      // MAAC takes the snapshot, and its answer is on its way for a minute.
      sink.maac()
          .tell(
              maac -> maac.faults().next("PATCH", UPLOADS, new InjectedFault.Hangs(60_000, true)));
      worker.restart();
      sink.rest().awaitState(sink.name(), "RUNNING", Duration.ofSeconds(60));
      sink.awaitUploads(2);
      worker.kill();
      write(sink, topic, 3, third);
      end(sink, topic, 3, third.size());
      worker.restart();
      sink.rest().awaitState(sink.name(), "RUNNING", Duration.ofSeconds(60));

      sink.awaitList(LIST, third);
      sink.awaitAllCommitted(topic);
      assertThat(sink.uploads()).contains(first, second, third).isSubsetOf(first, second, third);
      assertThat(sink.onlyList(LIST).ids()).hasSize(third.size());
      assertThat(sink.violations()).isEmpty();
      assertThat(sink.deadLetters()).isEmpty();
    }
  }

  private static void write(
      final SegmentSink sink, final String topic, final int run, final Set<String> ids) {
    final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (final String id : ids) {
      records.add(
          record(
              topic,
              records.size(),
              "{\"segment_snapshot\":%d,\"line_uid\":\"%s\"}".formatted(run, id)));
    }
    sink.topics().produceAll(records);
  }

  private static void end(
      final SegmentSink sink, final String topic, final int run, final int size) {
    sink.topics()
        .produceAll(
            List.of(
                record(
                    topic,
                    run,
                    "{\"segment_snapshot\":%d,\"segment_action\":\"complete\",\"segment_size\":%d}"
                        .formatted(run, size))));
  }

  private static ProducerRecord<byte[], byte[]> record(
      final String topic, final int number, final String value) {
    return new ProducerRecord<>(topic, number % PARTITIONS, null, value.getBytes(UTF_8));
  }
}
