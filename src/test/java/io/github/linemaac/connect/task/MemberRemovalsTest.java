package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.sandbox.Contact;
import io.github.linemaac.sandbox.ContactField;
import io.github.linemaac.sandbox.InjectedFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Tags that leave members, and customer ids that are unbound, through the whole pipeline. */
class MemberRemovalsTest {
  private static final String UNTAG = "/openapi/v1/taglinemember/";

  private final List<String> dead = new ArrayList<>();
  private final MemberPipelineFixture members =
      new MemberPipelineFixture(
          Optional.of(
              (record, reason) -> {
                dead.add(record.originalKafkaOffset() + " " + reason.getMessage());
                return CompletableFuture.completedFuture(null);
              }),
          "tags.removable",
          "vip,tier-*",
          "customer.id.null",
          "unbind",
          "flush.interval.ms",
          "0");

  private void start() {
    for (int member = 0; member < 10; member++) {
      members
          .sandbox
          .members()
          .create(
              Map.of(
                  ContactField.LINE_UID,
                  TestRecords.lineUid(member),
                  ContactField.CUSTOMER_ID,
                  "c" + member),
              1);
      for (final String tag : List.of("vip", "tier-1", "foreign")) {
        members.sandbox.account().tags().plant(tag);
        members.sandbox.members().taggedBySomebody(TestRecords.lineUid(member), tag, 1);
      }
    }
    members.open(members.p0);
  }

  private SinkRecord record(final int offset, final int member, final Object... fields) {
    final Map<String, Object> value = new HashMap<>();
    value.put("line_uid", TestRecords.lineUid(member));
    for (int i = 0; i < fields.length; i += 2) {
      value.put(fields[i].toString(), fields[i + 1]);
    }
    return TestRecords.at(members.p0, offset, value);
  }

  private Contact contact(final int member) {
    return members.sandbox.members().withLineUid(TestRecords.lineUid(member)).orElseThrow();
  }

  private long count(final Metric metric) {
    return Math.round(members.metrics.of(metric));
  }

  @Test
  void tagsLeaveAndForeignOnesStay() {
    start();
    members.put(
        record(0, 1, "tags", "new", "tags_removed", "vip,foreign"),
        record(1, 2, "tags_removed", List.of("vip", "tier-1")),
        record(2, 3, "customer_id", null));
    members.deliver();

    assertThat(contact(1).tagNames()).containsExactlyInAnyOrder("tier-1", "foreign", "new");
    assertThat(contact(2).tagNames()).containsExactly("foreign");
    assertThat(contact(3).value(ContactField.CUSTOMER_ID)).isEmpty();
    assertThat(members.sandbox.imports().stats().rowsWritten()).isEqualTo(1);
    assertThat(members.committed(members.p0, 3)).contains(3L);
    assertThat(count(Metric.RECORDS_DELIVERED)).isEqualTo(3);
    assertThat(count(Metric.TAG_REMOVALS)).isEqualTo(3);
    assertThat(count(Metric.TAG_REMOVALS_KEPT)).isEqualTo(1);
    assertThat(count(Metric.CUSTOMER_IDS_UNBOUND)).isEqualTo(1);
    assertThat(count(Metric.REMOVALS_PENDING)).isZero();
    assertThat(count(Metric.IMPORTS_SUBMITTED)).isEqualTo(1);
    assertThat(dead).isEmpty();
  }

  @Test
  void nothingIsCommittedBeforeTheTagsAreOff() {
    start();
    members.put(record(0, 1, "gender", "m"), record(1, 2, "gender", "m", "tags_removed", "vip"));
    members.sandbox.faults().next(20, "DELETE", UNTAG, InjectedFault.status(503));
    members.send();
    for (int i = 0; i < 10; i++) {
      members.clock.advance(1_000);
      members.delivery.runDue(3);
      members.put();
    }

    assertThat(members.sandbox.imports().stats().succeeded()).isEqualTo(1);
    assertThat(count(Metric.REMOVALS_PENDING)).isEqualTo(1);
    assertThat(members.committed(members.p0, 2)).contains(1L);
    members.deliver();
    assertThat(members.committed(members.p0, 2)).contains(2L);
  }

  @Test
  void theNextImportComesAfterTheRemovals() {
    start();
    members.clock.advance(60_000);
    members.put(record(0, 1, "tags_removed", "vip"));
    assertThat(members.delivery.isUnderWay()).as("a batch of its own").isTrue();
    members.put(record(1, 1, "tags", "vip"));
    members.deliver();

    assertThat(contact(1).tagNames()).contains("vip");
    assertThat(members.sandbox.account().removals().made()).hasSize(1);
  }

  @Test
  void whatMaacRefusesIsADeadLetter() {
    start();
    members.sandbox.faults().next("DELETE", UNTAG, InjectedFault.status(400));
    members.put(
        record(0, 1, "gender", "m", "tags_removed", "vip"),
        record(1, 2, "gender", "m", "tags_removed", "vip"));
    members.deliver();

    assertThat(dead).containsExactly("0 tags_removed: is refused by MAAC (HTTP 400 about detail)");
    assertThat(contact(2).tagNames()).doesNotContain("vip");
    assertThat(members.committed(members.p0, 2)).contains(2L);
  }

  @Test
  void whatWasTakenAwayIsTakenOffByItsNextOwner() {
    start();
    members.open(members.p1);
    members.put(record(0, 1, "gender", "m", "tags_removed", "vip"));
    members.send();
    members.close(members.p0);
    for (int i = 0; i < 20; i++) {
      members.clock.advance(1_000);
      members.delivery.runDue(3);
      members.put();
    }

    assertThat(contact(1).tagNames()).contains("vip");
    assertThat(members.delivery.isUnderWay()).isFalse();
    assertThat(members.held()).isZero();
  }
}
