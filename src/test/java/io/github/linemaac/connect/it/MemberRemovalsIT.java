package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.sandbox.Contact;
import io.github.linemaac.sandbox.ContactField;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tags leave members, and customer ids are unbound, beside a stream of imports. */
class MemberRemovalsIT {

  private static final int UNTAGGED = 500;

  @AutoClose private final MemberSink sink = SharedKafka.sink();

  @Test
  void fiveHundredTagsLeaveBesideAStreamOfImports() {
    sink.maac().tell(maac -> tagMembers(maac, sink.maac().nowMs()));
    sink.with("tags.removable", "vip")
        .with("customer.id.null", "unbind")
        .with("tag.removals.per.second", "200")
        .with("batch.max.records", "200")
        .start();

    List<MemberRecord> members = sink.sendMembers(10_000, 300);
    sink.send(
        IntStream.range(0, UNTAGGED)
            .mapToObj(
                i -> {
                  MemberRecord untagged =
                      new MemberRecord(
                          Map.of("line_uid", lineUid(i), "tags_removed", List.of("vip", "new")));
                  return i % 50 == 0 ? untagged.with("customer_id", null) : untagged;
                })
            .toList());
    for (int i = 1; i <= 5; i++) {
      sink.sendMembers(10_000 + 300 * i, 300);
    }
    sink.awaitAllCommitted();

    List<Contact> untagged =
        sink.maac()
            .ask(
                maac ->
                    IntStream.range(0, UNTAGGED)
                        .mapToObj(i -> maac.members().withLineUid(lineUid(i)).orElseThrow())
                        .toList());
    assertThat(untagged).allSatisfy(member -> assertThat(member.tagNames()).containsExactly("new"));
    assertThat(untagged)
        .filteredOn(member -> member.value(ContactField.CUSTOMER_ID).isEmpty())
        .hasSize(10);
    assertThat(sink.membersAtMaac()).containsAll(members);
    assertThat(sink.imports().rowsWritten()).as("no row of a removal alone").isEqualTo(1_800);
    assertThat(sink.deadLetters()).isEmpty();
    assertThat(sink.violations()).isEmpty();
    assertThat(sink.workerLog()).contains("Removals done: tags=");
    PersonalData.assertNoneIn(sink.workerLog());
  }

  private static void tagMembers(Sandbox maac, long nowMs) {
    maac.settings().memberCallsPerSecond = 400;
    List.of("vip", "new").forEach(maac.account().tags()::plant);
    for (int i = 0; i < UNTAGGED; i++) {
      maac.members()
          .create(
              Map.of(ContactField.LINE_UID, lineUid(i), ContactField.CUSTOMER_ID, "c" + i), nowMs);
      maac.members().taggedBySomebody(lineUid(i), "vip", nowMs);
      maac.members().taggedBySomebody(lineUid(i), "new", nowMs);
    }
    maac.faults()
        .next(3, "DELETE", "/openapi/v1/taglinemember/", new InjectedFault.ConnectionLost(true));
    maac.faults().next("PATCH", "/openapi/v1/member/U", InjectedFault.status(503));
  }

  private static String lineUid(int number) {
    return "U%032x".formatted(number);
  }
}
