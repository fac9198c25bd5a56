package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.sandbox.Contact;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Members are updated again and again, and each of their tags is put on them once. */
class TagsOnceIT {

  private static final int MEMBERS = 10_000;
  private static final int UPDATES = 5;

  @AutoClose
  private final MemberSink sink =
      SharedKafka.sink().with("tags.resend", "changed").with("tags", "crm");

  @Test
  void anUpdateOfAnAddressPutsNoTagAgain() {
    sink.start();
    for (int update = 0; update < UPDATES; update++) {
      sink.send(members(update));
      sink.awaitAllCommitted();
    }

    assertThat(timesTagged()).isEqualTo(Map.of("vip", Set.of(1), "crm", Set.of(1)));
    assertThat(sink.membersAtMaac())
        .isEqualTo(
            members(UPDATES - 1).stream()
                .map(member -> member.without("tags"))
                .collect(Collectors.toSet()));
    final long rows = sink.imports().rowsAccepted();
    assertThat(rows).isEqualTo((long) MEMBERS * UPDATES);

    sink.send(members(UPDATES - 1));
    sink.awaitAllCommitted();

    assertThat(sink.imports().rowsAccepted()).as("nothing is new").isEqualTo(rows);
    assertThat(timesTagged()).isEqualTo(Map.of("vip", Set.of(1), "crm", Set.of(1)));
  }

  @Test
  void whereSomeHaveBlockedTheAccountTheOthersAreRemembered() {
    List<String> blocked =
        List.of(MemberRecord.number(3).lineUid(), MemberRecord.number(7).lineUid());
    sink.maac()
        .tell(
            sandbox -> {
              sandbox.members().follow(blocked, 0);
              blocked.forEach(sandbox.members()::block);
            });
    sink.with("mismatch.behavior", "report").start();
    for (int update = 0; update < UPDATES; update++) {
      sink.send(members(update).subList(0, 1_000));
      sink.awaitAllCommitted();
    }

    assertThat(timesTagged()).isEqualTo(Map.of("vip", Set.of(0, 1), "crm", Set.of(0, 1)));
    assertThat(sink.deadLetters()).hasSize(blocked.size() * UPDATES);
  }

  private static List<MemberRecord> members(int update) {
    return IntStream.range(0, MEMBERS)
        .mapToObj(
            number ->
                MemberRecord.number(number)
                    .with("email", "member%d-%d@example.com".formatted(number, update))
                    .with("tags", "vip"))
        .toList();
  }

  /** How often each tag was put on a member, of all members. */
  private Map<String, Set<Integer>> timesTagged() {
    return sink.maac()
        .ask(
            sandbox -> {
              List<Contact> contacts = sandbox.members().all();
              return contacts.stream()
                  .flatMap(contact -> contact.tagNames().stream())
                  .distinct()
                  .collect(
                      Collectors.toMap(
                          tag -> tag,
                          tag ->
                              contacts.stream()
                                  .map(contact -> contact.timesTagged(tag))
                                  .collect(Collectors.toSet())));
            });
  }
}
