package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.ConnectRest;
import io.github.linemaac.cluster.DeadLetter;
import io.github.linemaac.cluster.KafkaJars;
import io.github.linemaac.sandbox.ImportStats;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people deploy the connector for, on the oldest and on the chosen worker. */
@Tag("every-kafka")
class DeliveryIT {

  private static final int MEMBERS = 50_000;

  @ParameterizedTest
  @MethodSource(KafkaJars.CHOSEN_AND_OLDEST)
  void everyRecordIsDeliveredOrRejectedOrDroppedByATransform(KafkaJars jars) {
    try (MemberSink sink = new MemberSink(SharedKafka.broker(), SharedKafka.worker(jars))) {
      MemberTraffic traffic = MemberTraffic.of(MEMBERS, sink);
      sink.topics().produceAll(traffic.records());

      withTransforms(sink).start().awaitAllCommitted();

      assertThat(sink.membersAtMaac().equals(traffic.members())).as("MAAC has them all").isTrue();
      assertRejected(sink, traffic);
      assertWithinLimits(sink);
      PersonalData.assertNoneIn(sink.workerLog());
      assertThat(sink.workerLog()).doesNotContain(sink.config().get("api.token"));
    }
  }

  @ParameterizedTest
  @MethodSource(KafkaJars.CHOSEN_AND_OLDEST)
  void aWorkerFindsThePackagedPluginByItsManifest(KafkaJars jars) {
    assertThat(SharedKafka.worker(jars).rest().plugins())
        .filteredOn(plugin -> plugin.type().equals("sink"))
        .extracting(ConnectRest.Plugin::className)
        .containsExactly("io.github.linemaac.connect.MaacSinkConnector");
  }

  private static MemberSink withTransforms(MemberSink sink) {
    return sink.with("predicates", "internal")
        .with(
            "predicates.internal.type",
            "org.apache.kafka.connect.transforms.predicates.HasHeaderKey")
        .with("predicates.internal.name", MemberTraffic.INTERNAL_HEADER)
        .with("transforms", "drop,rename")
        .with("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter")
        .with("transforms.drop.predicate", "internal")
        .with("transforms.rename.type", "org.apache.kafka.connect.transforms.RegexRouter")
        .with("transforms.rename.regex", ".*")
        .with("transforms.rename.replacement", "renamed");
  }

  private static void assertRejected(MemberSink sink, MemberTraffic traffic) {
    List<DeadLetter> letters = sink.deadLetters();
    assertThat(letters.stream().collect(toMap(letter -> letter.record().key(), DeadLetter::reason)))
        .hasSizeGreaterThanOrEqualTo(MEMBERS / 100)
        .isEqualTo(traffic.reasons());
    for (DeadLetter letter : letters) {
      assertThat(letter.partition().topic()).isEqualTo(sink.topic());
      for (Header header : letter.record().headers()) {
        PersonalData.assertNoneIn(new String(header.value(), UTF_8));
      }
    }
  }

  private static void assertWithinLimits(MemberSink sink) {
    ImportStats imports = sink.imports();
    assertThat(sink.maac().<List<?>>ask(sandbox -> sandbox.account().violations())).isEmpty();
    assertThat(imports.maxConcurrentWanted()).isEqualTo(1);
    // Every member at least once; one that was updated may have made two rows.
    assertThat(imports.rowsAccepted()).isBetween((long) MEMBERS, MEMBERS + MEMBERS / 10L);
  }
}
