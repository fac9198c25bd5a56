package io.github.linemaac.connect.it;

import static io.github.linemaac.connect.it.SegmentSink.LIST;
import static io.github.linemaac.connect.it.SegmentSink.ids;
import static io.github.linemaac.connect.it.SegmentSink.union;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.KafkaJars;
import io.github.linemaac.cluster.MemberRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Delivery by the minute, the finest there is, on real workers: members on the chosen Kafka and a
 * list on the oldest, both in the same two minutes.
 */
class ScheduleIT {

  private static final String DONE = "Delivery is done";

  private final ConnectWorker oldest = SharedKafka.worker(KafkaJars.oldest());

  @AutoClose
  private final MemberSink members = SharedKafka.sink().with("delivery.schedule", "* * * * *");

  @AutoClose
  private final SegmentSink list =
      new SegmentSink(SharedKafka.broker(), oldest).with("delivery.schedule", "* * * * *");

  @Test
  void deliversInTwoWindowsWithARestartInsideOfOneAndOneBetweenThem() {
    members.maac().tell(maac -> maac.settings().imports.durationMs = 5_000);
    Set<MemberRecord> all = new HashSet<>(members.sendMembers(0, 100));
    list.join(ids(0, 100));
    Instant first = nextMinute();
    members.start();
    list.start();
    assertNothingBefore(first, 0, 0);

    members.awaitImportsTaken(1);
    members.restart();
    members.awaitAllCommitted();
    list.awaitAllCommitted();
    assertThat(Instant.now()).as("went on at once").isBefore(first.plusSeconds(60));
    assertThat(members.membersAtMaac()).isEqualTo(all);
    assertThat(list.uploads()).containsExactly(ids(0, 100));
    awaitLog(SharedKafka.worker());
    awaitLog(oldest);

    List<MemberRecord> later = members.sendMembers(100, 100);
    list.join(ids(100, 150));
    Instant second = nextMinute();
    long imports = members.imports().accepted();
    members.restart();
    list.restart();
    assertNothingBefore(second, imports, 1);

    members.awaitAllCommitted();
    list.awaitAllCommitted();
    all.addAll(later);
    assertThat(members.membersAtMaac()).isEqualTo(all);
    assertThat(list.atMaac(LIST)).isEqualTo(union(ids(0, 100), ids(100, 150)));
    assertThat(list.uploads()).hasSize(2);
    assertThat(members.deadLetters()).isEmpty();
  }

  private void assertNothingBefore(Instant due, long imports, int uploads) {
    await("the minute to be over")
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(70))
        .until(
            () -> {
              long importsNow = members.imports().accepted();
              int uploadsNow = list.uploads().size();
              boolean isDue = !Instant.now().isBefore(due);
              if (!isDue) {
                assertThat(importsNow).as("imports before it is time").isEqualTo(imports);
                assertThat(uploadsNow).as("uploads before it is time").isEqualTo(uploads);
              }
              return isDue;
            });
  }

  private static void awaitLog(ConnectWorker worker) {
    await(DONE).atMost(Duration.ofSeconds(30)).until(() -> worker.log().contains(DONE));
  }

  private static Instant nextMinute() {
    return Instant.now().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
  }
}
