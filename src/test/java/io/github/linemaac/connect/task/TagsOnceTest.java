package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.sandbox.Contact;
import io.github.linemaac.sandbox.ContactField;
import io.github.linemaac.sandbox.ImportFate;
import io.github.linemaac.sandbox.InjectedFault;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** With {@code tags.resend=changed}, what MAAC has confirmed is not sent again. */
class TagsOnceTest {
  private static final String IMPORT = "/openapi/v1/member/import/";

  private long offset;

  @Test
  void byDefaultATagIsPutWithEachRecordThatHasIt() {
    final MemberPipelineFixture task = started("tags.resend", "always");
    deliver(task, vip(task, 1));
    deliver(task, vip(task, 1));

    assertThat(times(task, 1, "vip")).isEqualTo(2);
  }

  @Test
  void aTagThatMaacHasConfirmedIsNotPutAgainThoughTheMemberHasChanged() {
    final MemberPipelineFixture task = started("tags", "all");
    deliver(task, member(task, 1, "email", "a@example.com", "tags", "vip"));
    deliver(task, member(task, 1, "email", "b@example.com", "tags", "vip,new"));
    deliver(task, member(task, 1, "email", "c@example.com", "tags", "new"));

    for (final String tag : List.of("vip", "new", "all")) {
      assertThat(times(task, 1, tag)).as(tag).isEqualTo(1);
    }
    assertThat(contact(task, 1).value(ContactField.EMAIL)).isEqualTo("c@example.com");
  }

  @Test
  void anotherMemberStillGetsIt() {
    final MemberPipelineFixture task = started("tags", "all");
    deliver(task, vip(task, 1));
    deliver(task, vip(task, 1), vip(task, 2));

    assertThat(times(task, 2, "vip")).isEqualTo(1);
    assertThat(times(task, 2, "all")).isEqualTo(1);
  }

  @Test
  void aRecordThatSaysNothingNewIsNotSentAndItsOffsetIsCommitted() {
    final MemberPipelineFixture task = started();
    deliver(task, member(task, 1, "email", "a@example.com", "tags", "vip"));
    final long posted = task.sandbox.imports().stats().posted();
    final int commits = task.context.commitsRequested();
    deliver(
        task,
        member(task, 1, "email", "a@example.com", "tags", "vip"),
        member(task, 1, "email", "a@example.com"));

    assertThat(task.sandbox.imports().stats().posted()).isEqualTo(posted);
    assertThat(task.metrics.of(Metric.RECORDS_DELIVERED)).isEqualTo(3);
    assertThat(task.metrics.of(Metric.RECORDS_UNCHANGED)).isEqualTo(2);
    assertThat(task.context.commitsRequested()).isGreaterThan(commits);
    assertThat(task.committed(task.p0, offset)).contains(offset);
  }

  @Test
  void itIsSentBesideOnesThatSaySomethingNew() {
    final MemberPipelineFixture task = started();
    deliver(task, member(task, 1, "email", "a@example.com"), vip(task, 2));
    deliver(task, member(task, 1, "email", "a@example.com"), vip(task, 3), vip(task, 2));

    assertThat(task.metrics.of(Metric.RECORDS_UNCHANGED)).isEqualTo(2);
    assertThat(times(task, 2, "vip")).isEqualTo(1);
    assertThat(times(task, 3, "vip")).isEqualTo(1);
    assertThat(task.committed(task.p0, offset)).contains(offset);
  }

  @Test
  void anOlderValueThatComesBackIsSent() {
    final MemberPipelineFixture task = started();
    for (final String email : List.of("a@example.com", "b@example.com", "a@example.com")) {
      deliver(task, member(task, 1, "email", email));
    }

    assertThat(contact(task, 1).value(ContactField.EMAIL)).isEqualTo("a@example.com");
  }

  @Test
  void ofBatchesThatWaitTogetherEachIsLookedAtWhenItsTurnComes() {
    final MemberPipelineFixture task = started("batch.max.records", "2");
    task.sandbox.settings().imports.durationMs = 10_000;
    deliver(
        task,
        member(task, 1, "email", "a@example.com", "tags", "vip"),
        vip(task, 2),
        member(task, 1, "email", "b@example.com", "tags", "vip"),
        vip(task, 2),
        member(task, 1, "email", "a@example.com", "tags", "vip"),
        vip(task, 3));

    assertThat(times(task, 1, "vip")).isEqualTo(1);
    assertThat(times(task, 2, "vip")).isEqualTo(1);
    assertThat(times(task, 3, "vip")).isEqualTo(1);
    assertThat(contact(task, 1).value(ContactField.EMAIL)).isEqualTo("a@example.com");
    assertThat(task.metrics.of(Metric.RECORDS_UNCHANGED)).isEqualTo(1);
  }

  @Test
  void whatWasNotMatchedIsNotRememberedNorIsWhoWasImportedWithIt() {
    final MemberPipelineFixture task = started();
    task.sandbox.members().follow(List.of(TestRecords.lineUid(1)), 0);
    task.sandbox.members().block(TestRecords.lineUid(1));
    deliver(task, vip(task, 1), vip(task, 2));
    assertThat(task.metrics.of(Metric.ROWS_UNMATCHED)).isEqualTo(1);
    task.sandbox.members().unblock(TestRecords.lineUid(1));
    deliver(task, vip(task, 1), vip(task, 2));

    assertThat(times(task, 1, "vip")).isEqualTo(1);
    assertThat(times(task, 2, "vip")).isEqualTo(2);
    deliver(task, vip(task, 1), vip(task, 2));
    assertThat(times(task, 1, "vip")).isEqualTo(1);
    assertThat(times(task, 2, "vip")).isEqualTo(2);
  }

  @Test
  void aValueThatMayHaveBeenWrittenWithSomebodyUnmatchedIsNotTakenForTheLast() {
    final MemberPipelineFixture task = started();
    deliver(task, member(task, 2, "email", "a@example.com"));
    task.sandbox.members().follow(List.of(TestRecords.lineUid(1)), 0);
    task.sandbox.members().block(TestRecords.lineUid(1));
    deliver(task, vip(task, 1), member(task, 2, "email", "b@example.com"));
    deliver(task, member(task, 2, "email", "a@example.com"));

    assertThat(contact(task, 2).value(ContactField.EMAIL)).isEqualTo("a@example.com");
  }

  @Test
  void whatMaacRejectsIsNotRemembered() {
    final MemberPipelineFixture task = started();
    task.sandbox.imports().alsoInvalid(ContactField.MOBILE, mobile -> mobile.endsWith("7"));
    deliver(
        task,
        member(task, 1, "mobile", "+886900000007", "tags", "vip"),
        member(task, 2, "mobile", "+886900000001", "tags", "vip"));
    assertThat(task.metrics.of(Metric.RECORDS_REJECTED)).isEqualTo(1);
    deliver(task, vip(task, 1), vip(task, 2));

    assertThat(times(task, 1, "vip")).isEqualTo(1);
    assertThat(times(task, 2, "vip")).isEqualTo(1);
  }

  @Test
  void whatIsLeftOfARowWhoseFaultyPartIsTakenOutHasNoTagThatIsThere() {
    final MemberPipelineFixture task = started();
    task.sandbox.imports().alsoInvalid(ContactField.MOBILE, mobile -> mobile.endsWith("7"));
    deliver(task, vip(task, 1));
    deliver(
        task,
        member(task, 1, "tags", "vip,new"),
        member(task, 1, "mobile", "+886900000007", "tags", "vip,bad"));

    assertThat(contact(task, 1).tagNames()).containsExactlyInAnyOrder("vip", "new");
    assertThat(times(task, 1, "vip")).isEqualTo(1);
    assertThat(times(task, 1, "new")).isEqualTo(1);
  }

  @Test
  void anImportThatFailsIsSentAgainWithItsTags() {
    final MemberPipelineFixture task = started();
    task.sandbox.imports().nextEndsAs(ImportFate.SERVER_ERROR);
    task.sandbox.faults().next("POST", IMPORT, InjectedFault.status(503));
    deliver(task, vip(task, 1));

    assertThat(contact(task, 1).tagNames()).containsExactly("vip");
  }

  @Test
  void whatIsTakenAwayIsForgottenSinceAnotherTaskMayHaveHadIt() {
    final MemberPipelineFixture task = started();
    deliver(task, vip(task, 1));
    task.close(task.p0);
    task.open(task.p0);
    deliver(task, vip(task, 1));

    assertThat(times(task, 1, "vip")).isEqualTo(2);
    deliver(task, vip(task, 1));
    assertThat(times(task, 1, "vip")).isEqualTo(2);
  }

  @Test
  void whatComesAgainByAnOffsetIsNotPutAgain() {
    final MemberPipelineFixture task = started();
    deliver(task, member(task, 1, "email", "a@example.com", "tags", "vip"));
    deliver(task, member(task, 1, "email", "b@example.com"));
    offset = 0;
    deliver(task, member(task, 1, "email", "a@example.com", "tags", "vip"));
    deliver(task, member(task, 1, "email", "b@example.com"));

    assertThat(times(task, 1, "vip")).isEqualTo(1);
    assertThat(contact(task, 1).value(ContactField.EMAIL)).isEqualTo("b@example.com");
  }

  @Test
  void ofMoreMembersThanAreRememberedTheLeastRecentAreForgotten() {
    final MemberPipelineFixture task = started("tags.memory.max.members", "3");
    deliver(task, vip(task, 1), vip(task, 2), vip(task, 3));
    deliver(task, vip(task, 1));
    deliver(task, vip(task, 4));
    deliver(task, vip(task, 1), vip(task, 3), vip(task, 4));
    assertThat(IntStream.rangeClosed(1, 4).map(i -> times(task, i, "vip"))).containsOnly(1);

    deliver(task, vip(task, 2));
    assertThat(times(task, 2, "vip")).isEqualTo(2);
  }

  @Test
  void aMobileNumberInItsOtherFormMakesTheFirstForgotten() {
    final MemberPipelineFixture task = started("import.key", "mobile");
    for (final String mobile :
        List.of("+886912345678", "0912345678", "+886912345678", "0912345678")) {
      deliver(
          task,
          TestRecords.at(
              task.p0,
              offset++,
              Map.of("mobile", mobile, "gender", mobile.startsWith("+") ? "male" : "female")));
    }

    assertThat(task.sandbox.members().with(ContactField.MOBILE, "+886912345678"))
        .extracting(contact -> contact.value(ContactField.GENDER))
        .containsExactly("female");
  }

  private SinkRecord vip(final MemberPipelineFixture task, final int member) {
    return member(task, member, "tags", "vip");
  }

  private SinkRecord member(
      final MemberPipelineFixture task, final int member, final Object... more) {
    return TestRecords.member(task.p0, offset++, member, more);
  }

  private static MemberPipelineFixture started(final String... more) {
    final String[] all =
        Stream.concat(Stream.of("tags.resend", "changed"), Stream.of(more)).toArray(String[]::new);
    final MemberPipelineFixture task = new MemberPipelineFixture(all);
    task.open(task.p0);
    return task;
  }

  private static void deliver(final MemberPipelineFixture task, final SinkRecord... records) {
    task.put(records);
    task.deliver();
    assertThat(task.held()).isZero();
  }

  private static int times(final MemberPipelineFixture task, final int member, final String tag) {
    return contact(task, member).timesTagged(tag);
  }

  private static Contact contact(final MemberPipelineFixture task, final int member) {
    return task.sandbox.members().withLineUid(TestRecords.lineUid(member)).orElseThrow();
  }
}
