package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.support.DirectMaac;
import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.upload.SteppedDelivery;
import io.github.linemaac.sandbox.ContactField;
import io.github.linemaac.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** With {@code invalid.field.behavior=omit}, a bad field costs a person that field alone. */
class OmittedFieldsTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);

  private final HandSetClock clock = new HandSetClock();
  private final Sandbox sandbox = new Sandbox();
  private final ShownMetrics shown = new ShownMetrics();
  private final TaskMetrics metrics = new TaskMetrics(shown, clock);
  private final MaacConfig config =
      MaacConfig.of(
          Map.of(
              "api.url", "http://localhost",
              "api.token", sandbox.settings().token,
              "data.object", "members",
              "import.key", "line_uid",
              "invalid.field.behavior", "omit"));
  private final SteppedDelivery delivery =
      new SteppedDelivery(new DirectMaac(sandbox, clock), clock);
  private final Pipeline pipeline =
      PipelineFactory.ofMembers(
          config,
          delivery,
          new TaskEnvironment(
              Optional.empty(), new FakeSinkContext(), metrics, clock, new Random(1)));

  @Test
  void theRestOfARecordIsDeliveredAndWhatWasLeftOutIsCounted() {
    deliver(
        TestRecords.member(
            P0, 0, 1, "email", "a@example.com", "gender", "Secret", "tags", List.of(List.of())),
        TestRecords.member(P0, 1, 2, "gender", "Another secret"));

    assertThat(sandbox.members().all())
        .extracting(member -> member.value(ContactField.LINE_UID))
        .containsExactlyInAnyOrder(TestRecords.lineUid(1), TestRecords.lineUid(2));
    assertThat(sandbox.members().all())
        .extracting(member -> member.value(ContactField.EMAIL))
        .contains("a@example.com");
    assertThat(shown.of(Metric.RECORDS_REJECTED)).isZero();
    assertThat(shown.of(Metric.FIELDS_OMITTED)).isEqualTo(3);
    assertThat(shown.omissions())
        .containsOnly(
            Map.entry(
                "gender: is neither male nor female nor unknown, by the words of"
                    + " gender.male.values, gender.female.values and gender.unknown.values",
                2.0),
            Map.entry("tags: has a type that cannot be read as text", 1.0));
  }

  @Test
  void withoutItsImportKeyNoRecordIsDelivered() {
    deliver(
        TestRecords.at(P0, 0, Map.of("line_uid", "nobody", "email", "a@example.com")),
        TestRecords.at(P0, 1, Map.of("email", "a@example.com")),
        TestRecords.at(P0, 2, "no record"),
        TestRecords.member(P0, 3, 1, "__deleted", "maybe"));

    assertThat(sandbox.members().all()).isEmpty();
    assertThat(shown.of(Metric.RECORDS_REJECTED)).isEqualTo(4);
    assertThat(shown.of(Metric.FIELDS_OMITTED)).isZero();
  }

  private void deliver(final SinkRecord... records) {
    clock.advance(1);
    pipeline.open(List.of(P0));
    pipeline.put(List.of(records));
    for (int i = 0; i < 1_000 && shown.of(Metric.BUFFERED_RECORDS) > 0; i++) {
      clock.advance(100);
      delivery.runDue(1);
      pipeline.put(List.of());
    }
  }
}
