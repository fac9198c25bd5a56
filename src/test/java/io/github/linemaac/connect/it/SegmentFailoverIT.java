package io.github.linemaac.connect.it;

import static io.github.linemaac.connect.it.SegmentSink.LIST;
import static io.github.linemaac.connect.it.SegmentSink.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.WorkerSettings;
import io.github.linemaac.sandbox.InjectedFault;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Workers are killed while lists are caught up and uploaded. */
class SegmentFailoverIT {

  private static final String LISTS = "/openapi/v1/custom_segment/";

  private static ConnectWorker worker;

  @BeforeAll
  static void start() {
    worker = ConnectWorker.start(WorkerSettings.of(SharedKafka.broker()).withGroupId("killed"));
  }

  @AfterAll
  static void close() {
    worker.close();
  }

  @Test
  void aWorkerKilledDuringAnUploadAndDuringTheRebuildLeavesOneWholeList() {
    try (SegmentSink sink = new SegmentSink(SharedKafka.broker(), worker)) {
      Set<String> members = ids(0, 50_000);
      sink.join(members);
      // MAAC takes the list, and its answer is on its way for a minute.
      sink.maac()
          .tell(maac -> maac.faults().next("POST", LISTS, new InjectedFault.Hangs(60_000, true)));
      sink.start().awaitUploads(1);
      worker.kill();
      assertThat(sink.topics().committedOffsets("connect-" + sink.name())).isEmpty();

      worker.restart();
      sink.rest().awaitState(sink.name(), "RUNNING", Duration.ofSeconds(60));
      // It reads for five seconds at least, so this is in the middle.
      worker.kill();
      worker.restart();
      sink.join(ids(50_000, 50_010));
      sink.awaitAllCommitted();

      assertThat(sink.onlyList(LIST).ids()).hasSize(50_010);
      sink.assertNoUploadLacks(members);
      assertThat(sink.violations()).isEmpty();
    }
  }
}
