package io.github.linemaac.connect.it;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.DeadLetter;
import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.Sandbox;
import io.github.linemaac.sandbox.Violation;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Members who have blocked the account: MAAC says done, and skips them. */
class MismatchIT {

  private static final String EXPORTS = "/exports/";

  @AutoClose private final MemberSink sink = SharedKafka.sink();

  @Test
  void theirRecordsGoToTheDeadLetterQueueWhereThatIsAskedFor() {
    sink.maac().tell(maac -> maac.settings().imports.exportHead = "\uFEFFname,\"LINE UID\"\r\n");
    List<MemberRecord> blocked = block(3);
    List<MemberRecord> others = sink.sendMembers(100, 97);

    sink.with("mismatch.behavior", "report").start().awaitAllCommitted();

    assertThat(sink.deadLetters())
        .extracting(letter -> letter.record().value())
        .containsExactlyInAnyOrderElementsOf(blocked.stream().map(MemberRecord::json).toList());
    assertThat(sink.deadLetters())
        .extracting(DeadLetter::reason)
        .containsOnly("line_uid: matches no member of the account, or one who has blocked it");
    assertThat(sink.membersAtMaac()).containsAll(others);
    assertTokenStayedWithMaac();
    assertThat(sink.workerLog()).doesNotContain(sink.maac().url() + EXPORTS);
    PersonalData.assertNoneIn(sink.workerLog());
  }

  @Test
  void theirRecordsAreOnlyCountedByDefault() {
    block(3);

    sink.start().awaitAllCommitted();

    assertThat(sink.deadLetters()).isEmpty();
  }

  static Stream<Arguments> troubles() {
    return Stream.of(
        trouble(
            "its link returned HTTP 404",
            maac -> maac.faults().next(100, "GET", EXPORTS, InjectedFault.status(404))),
        trouble(
            "its link is not https",
            maac -> maac.settings().imports.exportsUrl = "http://bucket.example.com"),
        trouble(
            "its link is not https",
            maac ->
                maac.faults()
                    .next(
                        100,
                        "GET",
                        EXPORTS,
                        InjectedFault.redirect(302, "http://bucket.example.com/"))),
        trouble(
            "its link redirects more than 3 times",
            maac ->
                maac.faults()
                    .next(100, "GET", EXPORTS, InjectedFault.redirect(302, "/exports/1.csv"))),
        trouble(
            "it is larger than 4194304 bytes",
            maac -> maac.faults().next(100, "GET", EXPORTS, new InjectedFault.EndlessBody())),
        trouble(
            "the connection to its host failed",
            maac -> maac.faults().next(100, "GET", EXPORTS, new InjectedFault.HalfBody())),
        trouble(
            "it names 0 of the import's rows",
            maac -> maac.faults().next(100, "GET", EXPORTS, new InjectedFault.NotJson())),
        trouble(
            "(its host did not respond completely in time|it did not come within 5000 ms)",
            maac ->
                maac.faults().next(100, "GET", EXPORTS, new InjectedFault.Hangs(600_000, true))));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void aListThatIsOfNoUseFailsNothing(String why, Consumer<Sandbox> trouble) {
    sink.maac().tell(trouble);
    block(3);
    List<MemberRecord> others = sink.sendMembers(100, 97);

    sink.with("mismatch.behavior", "report").start().awaitAllCommitted();

    assertThat(sink.deadLetters()).isEmpty();
    assertThat(sink.lineUidsAtMaac())
        .containsAll(others.stream().map(MemberRecord::lineUid).collect(toSet()));
    assertThat(sink.imports().succeeded()).as("nothing was imported again").isLessThanOrEqualTo(3);
    assertThat(
            sink.workerLog()
                .lines()
                .filter(line -> line.contains("[task-thread-" + sink.name() + "-0] WARN"))
                .filter(line -> line.contains(" cannot be used: ")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).containsPattern(why));
    assertTokenStayedWithMaac();
    PersonalData.assertNoneIn(sink.workerLog());
  }

  /** Sends members who have blocked the account. */
  private List<MemberRecord> block(int count) {
    List<MemberRecord> members =
        Stream.iterate(0, i -> i + 1).limit(count).map(MemberRecord::number).toList();
    sink.maac()
        .tell(
            maac -> {
              List<String> ids = members.stream().map(MemberRecord::lineUid).toList();
              maac.members().follow(ids, sink.maac().nowMs());
              ids.forEach(maac.members()::block);
            });
    sink.send(members);
    return members;
  }

  private void assertTokenStayedWithMaac() {
    Set<Violation.Kind> broken =
        sink.maac()
            .ask(
                maac -> maac.account().violations().stream().map(Violation::kind).collect(toSet()));
    assertThat(broken).doesNotContain(Violation.Kind.TOKEN_GIVEN_AWAY);
  }

  private static Arguments trouble(String why, Consumer<Sandbox> trouble) {
    return Arguments.of("cannot be used: " + why, trouble);
  }
}
