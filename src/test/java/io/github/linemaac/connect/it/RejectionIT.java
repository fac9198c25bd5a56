package io.github.linemaac.connect.it;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.DeadLetter;
import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.sandbox.ContactField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of records that MAAC cannot take, and of those around them. */
@Tag("every-kafka")
class RejectionIT {

  private static final int BEFORE = 10;
  private static final int AFTER = 10;

  @AutoClose private final MemberSink sink = SharedKafka.sink();

  @ParameterizedTest
  @CsvSource({"skip.invalid.records, false, true", "errors.tolerance, none, all"})
  void whereNothingMayBeSkippedTheTaskFailsBeforeTheRecord(
      String key, String strict, String lenient) {
    sendInvalidAmongMembers();
    sink.with(key, strict).start();

    assertThat(sink.awaitFailure()).contains("gender: is neither male nor female");
    assertThat(sink.committed().get(0)).isLessThanOrEqualTo(BEFORE);
    PersonalData.assertNoneIn(sink.awaitFailure());

    sink.with(key, lenient).start().awaitAllCommitted();
    assertThat(sink.lineUidsAtMaac()).hasSize(BEFORE + AFTER);
    assertThat(sink.deadLetters()).extracting(DeadLetter::offset).contains((long) BEFORE);
  }

  @Test
  void withoutDeadLetterTopicTheLogSaysWhichRecordAndWhy() {
    sendInvalidAmongMembers();
    sink.without("errors.deadletterqueue.topic.name").start().awaitAllCommitted();

    assertThat(sink.lineUidsAtMaac()).hasSize(BEFORE + AFTER);
    assertThat(sink.workerLog())
        .contains(
            "Rejected record %s-0@%d (gender: is neither male".formatted(sink.topic(), BEFORE));
  }

  @Test
  void connectsOwnErrorLogHoldsNoValueEither() {
    sendInvalidAmongMembers();
    sink.with("errors.log.enable", "true").start().awaitAllCommitted();

    assertThat(sink.workerLog())
        .contains("Error encountered in task " + sink.name(), "gender: is neither male nor female");
    PersonalData.assertNoneIn(sink.workerLog());
  }

  @Test
  void rowsThatOnlyMaacFindsInvalidAreRejectedOneByOneAndAllOthersDelivered() {
    sink.maac()
        .tell(
            maac -> {
              maac.imports().alsoInvalid(ContactField.MOBILE, mobile -> mobile.endsWith("77"));
              maac.imports().alsoInvalid(ContactField.BIRTHDAY, day -> day.equals("1905-06-06"));
            });
    List<MemberRecord> members =
        IntStream.range(0, 2_000)
            .mapToObj(MemberRecord::number)
            .map(m -> m.lineUid().endsWith("5") ? m : m.without("mobile"))
            .toList();
    sink.send(members);
    sink.start().awaitAllCommitted();

    Map<String, String> reasons =
        sink.deadLetters().stream()
            .collect(toMap(letter -> letter.record().value(), DeadLetter::reason));
    assertThat(reasons)
        .isEqualTo(
            members.stream()
                .filter(RejectionIT::isFoundInvalid)
                .collect(toMap(MemberRecord::json, RejectionIT::expectedReason)));
    assertThat(sink.lineUidsAtMaac())
        .isEqualTo(
            members.stream()
                .filter(member -> !isFoundInvalid(member))
                .map(MemberRecord::lineUid)
                .collect(toSet()));
    // By halving; one by one it would have taken two thousand.
    assertThat(sink.imports().accepted()).isLessThan(60);
    PersonalData.assertNoneIn(sink.workerLog());
  }

  @Test
  void whereMaacFindsTooManyRowsInvalidTheTaskFailsWithMaacsCountersAndLosesNothing() {
    sink.maac()
        .tell(
            maac ->
                maac.imports()
                    .alsoInvalid(ContactField.MOBILE, mobile -> mobile.hashCode() % 3 == 0));
    List<MemberRecord> members = sink.sendMembers(0, 2_000);
    sink.start();

    assertThat(sink.awaitFailure())
        .containsPattern("rejected an import of [0-9]+ rows \\(mobile_error=[0-9]+\\)")
        .contains("Nothing is lost");
    assertThat(sink.deadLetters()).isEmpty();

    sink.maac().tell(maac -> maac.imports().nothingElseInvalid());
    sink.restart().awaitAllCommitted();
    assertThat(sink.membersAtMaac()).isEqualTo(Set.copyOf(members));
  }

  /** All in one partition, so that the offset of the invalid one is known. */
  private void sendInvalidAmongMembers() {
    for (int number = 0; number <= BEFORE + AFTER; number++) {
      MemberRecord member = MemberRecord.number(number);
      MemberRecord sent = number == BEFORE ? member.with("gender", "Member 10") : member;
      sink.topics().produceAll(List.of(sink.record(0, "member-" + number, sent.json())));
    }
  }

  private static boolean isFoundInvalid(MemberRecord member) {
    return isMobileInvalid(member) || member.fields().get("birthday").equals("1905-06-06");
  }

  private static boolean isMobileInvalid(MemberRecord member) {
    return member.fields().getOrDefault("mobile", "").toString().endsWith("77");
  }

  private static String expectedReason(MemberRecord member) {
    return isMobileInvalid(member)
        ? "mobile: is rejected by MAAC (mobile_error)"
        : "birthday: is rejected by MAAC (birthday_error)";
  }
}
