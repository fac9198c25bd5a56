package io.github.linemaac.connect.upload;

import static io.github.linemaac.connect.batching.Changes.P0;
import static io.github.linemaac.connect.batching.Changes.P1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Changes;
import io.github.linemaac.connect.batching.ConfirmedMembers;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Removals;
import io.github.linemaac.connect.support.DirectMaac;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.sandbox.Contact;
import io.github.linemaac.sandbox.ContactField;
import io.github.linemaac.sandbox.ContactRemovals.Removal;
import io.github.linemaac.sandbox.ImportFate;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a batch takes off members, stepped against the sandbox in hand-set time. */
class RemovalsTest {
  private static final String UNTAG = "/openapi/v1/taglinemember/";
  private static final String TAGS = "/openapi/v1/tag/";
  private static final long TIMEOUT_MS = 300_000;

  private final Sandbox sandbox = new Sandbox();
  private final HandSetClock clock = new HandSetClock();
  private final DirectMaac direct = new DirectMaac(sandbox, clock);
  private final MaacApi maac = direct;
  private final Changes changes = new Changes();
  private final ConfirmedMembers confirmed = new ConfirmedMembers(1_000);
  private final AccountSlots slots = new AccountSlots();
  private final ImportStateMachines machines =
      new ImportStateMachines(
          ImportKey.LINE_UID,
          new DeliverySettings(10_000, 5_000, 15, 1_000, 60_000, 1_000, 60_000, TIMEOUT_MS),
          changes.writer(),
          new Backoff(1_000, 60_000, new Random(1)),
          new ImportRateLimiter(15, 0),
          slots.joinAccount("a", "t"),
          confirmed,
          new SharedRemovals(5, 0));
  private final List<Outcome> told = new ArrayList<>();
  private String failure = "";

  @BeforeEach
  void plant() {
    clock.advance(1_000_000);
    List.of("vip", "tier-1", "foreign", "vip2").forEach(sandbox.account().tags()::plant);
    for (int member = 1; member <= 9; member++) {
      sandbox
          .members()
          .create(
              Map.of(
                  ContactField.LINE_UID,
                  TestRecords.lineUid(member),
                  ContactField.CUSTOMER_ID,
                  "c" + member),
              1);
      for (final String tag : List.of("vip", "tier-1", "foreign")) {
        sandbox.members().taggedBySomebody(TestRecords.lineUid(member), tag, 1);
      }
    }
  }

  private UploadStateMachine begin(final Change... batch) {
    return machines.begin(
        new Batch(List.of(batch).stream().map(Row::of).toList()), Meanwhile.NOTHING);
  }

  private void deliver(final Change... batch) {
    run(begin(batch), Integer.MAX_VALUE);
  }

  /** Goes on until it is done or has failed, or has made so many calls. */
  private void run(final UploadStateMachine machine, final int maxCalls) {
    int calls = 0;
    while (true) {
      final Step step = machine.next(clock.monotonicMs());
      if (step instanceof Step.Call call) {
        told.addAll(machine.answered(maac.call(call.request()), clock.monotonicMs()));
        if (++calls == maxCalls) {
          return;
        }
      } else if (step instanceof Step.WaitUntil until) {
        told.addAll(until.outcomes());
        clock.advance(Math.max(0, until.ms() - clock.monotonicMs()));
      } else if (step instanceof Step.Done done) {
        told.addAll(done.outcomes());
        return;
      } else if (step instanceof Step.Fail fail) {
        failure = fail.message();
        return;
      }
    }
  }

  private Contact member(final int number) {
    return sandbox.members().withLineUid(TestRecords.lineUid(number)).orElseThrow();
  }

  private <T> List<T> told(final Class<T> kind) {
    return told.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private List<Change> removed() {
    return told(Outcome.Removed.class).stream().flatMap(o -> o.changes().stream()).toList();
  }

  private Change both(final TopicPartition partition, final int member, final String... tags) {
    return changes.change(
        partition,
        Member.by(ImportKey.LINE_UID)
            .with(MemberField.LINE_UID, TestRecords.lineUid(member))
            .with(MemberField.EMAIL, "a@b.c")
            .without(new Removals(List.of(tags), false)));
  }

  @Test
  void tagsAreTakenOffOnceTheImportIsConfirmed() {
    final Change change = both(P0, 1, "vip", "tier-1");
    deliver(change, changes.of(2, MemberField.EMAIL, "x@y.z"));

    assertThat(member(1).tagNames()).containsExactly("foreign");
    assertThat(member(1).value(ContactField.EMAIL)).isEqualTo("a@b.c");
    assertThat(told.get(0)).isInstanceOf(Outcome.Confirmed.class);
    assertThat(removed()).containsExactly(change);
    assertThat(told(Outcome.Removed.class)).allMatch(Outcome.Removed::isImported);
    assertThat(direct.takeCalls())
        .containsExactly(
            "POST /openapi/v1/member/import/",
            "GET /openapi/v1/member/import/1/",
            "GET /openapi/v1/member/import/1/",
            "GET /openapi/v1/tag/",
            "DELETE /openapi/v1/taglinemember/",
            "GET /openapi/v1/tag/",
            "DELETE /openapi/v1/taglinemember/");
  }

  @Test
  void whereNothingIsToBeImportedNoImportIsMade() {
    final Change untagged = changes.untagged(P0, 1, "vip");
    final Change unbound = changes.unbound(P0, 2);
    deliver(untagged, unbound);

    assertThat(sandbox.imports().stats().posted()).isZero();
    assertThat(member(1).tagNames()).containsExactly("tier-1", "foreign");
    assertThat(member(2).value(ContactField.CUSTOMER_ID)).isEmpty();
    assertThat(member(2).tagNames()).hasSize(3);
    assertThat(told(Outcome.Removed.class)).hasSize(2).noneMatch(Outcome.Removed::isImported);
    assertThat(told(Outcome.RemovalsDone.class))
        .singleElement()
        .matches(done -> done.report().tags() == 1 && done.report().unbound() == 1);
  }

  @Test
  void whatIsStillToBeTakenOffIsTold() {
    deliver(changes.untagged(P0, 1, "vip"), changes.untagged(P0, 2, "vip", "tier-1"));

    assertThat(told(Outcome.Removing.class))
        .extracting(Outcome.Removing::pending)
        .containsExactly(3, 2, 1, 0, 0);
  }

  /** A tag that is put again later must be sent, whatever was confirmed before. */
  @ParameterizedTest
  @ValueSource(strings = {"vip", "gone"})
  void whatIsTakenOffIsNotRememberedAsConfirmed(final String tag) {
    deliver(changes.tagged(1, tag, "new"));
    sandbox.account().tags().deletedBySomebody("gone");
    deliver(changes.untagged(P0, 1, tag));
    deliver(changes.tagged(1, tag, "new"));

    assertThat(member(1).tagNames()).contains(tag);
    assertThat(member(1).timesTagged("new")).isEqualTo(1);
  }

  @Test
  void callsKeepThePace() {
    deliver(
        IntStream.range(0, 40)
            .mapToObj(i -> changes.untagged(P0, 100 + i, "vip"))
            .toArray(Change[]::new));
    deliver(changes.untagged(P0, 1, "vip"));

    assertThat(sandbox.account().removals().maxInASecond()).isEqualTo(5);
  }

  @Test
  void aTagIsLookedForOnceAndByItsExactName() {
    sandbox.settings().pageSize = 1;
    deliver(changes.untagged(P0, 1, "vip"), changes.untagged(P0, 2, "vip"));
    assertThat(direct.takeCalls().stream().filter(call -> call.contains(TAGS)).count())
        .as("vip and vip2")
        .isEqualTo(2);

    deliver(changes.untagged(P0, 3, "vip"));
    assertThat(direct.takeCalls()).containsExactly("DELETE " + UNTAG);
    assertThat(sandbox.account().removals().made()).extracting(Removal::tag).containsOnly("vip");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 204})
  void whatIsNotThereIsOff(final int status) {
    sandbox.settings().untaggedStatus = status;
    deliver(changes.untagged(P0, 1, "vip2"), changes.unbound(P0, 77));

    assertThat(removed()).hasSize(2);
    assertThat(failure).isEmpty();
  }

  @Test
  void aTagThatMaacDoesNotHaveIsOffOnceItWasLookedForTwice() {
    deliver(changes.untagged(P0, 1, "never"), changes.untagged(P0, 2, "never"));

    assertThat(removed()).hasSize(2);
    assertThat(direct.takeCalls()).containsExactly("GET " + TAGS, "GET " + TAGS);
    assertThat(told(Outcome.Retrying.class)).as("nothing failed").isEmpty();
  }

  @Test
  void aTagThatWasMadeAgainIsLookedForAgainOnce() {
    deliver(changes.untagged(P0, 1, "vip"));
    sandbox.account().tags().deletedBySomebody("vip");
    sandbox.account().tags().plant("vip");
    direct.takeCalls();

    deliver(changes.untagged(P0, 2, "vip"), changes.untagged(P0, 3, "vip"));

    assertThat(member(2).tagNames()).doesNotContain("vip");
    assertThat(member(3).tagNames()).doesNotContain("vip");
    assertThat(direct.takeCalls())
        .containsExactly("DELETE " + UNTAG, "GET " + TAGS, "DELETE " + UNTAG, "DELETE " + UNTAG);
  }

  @Test
  void ofTwoTagsOfOneNameBothAreTakenOff() {
    final String page = "{\"results\":[{\"id\":1,\"name\":\"vip\"},{\"id\":2,\"name\":\"vip\"}]}";
    sandbox.faults().next("GET", TAGS, InjectedFault.status(200, "application/json", page));
    deliver(changes.untagged(P0, 1, "vip"));

    assertThat(member(1).tagNames()).as("2 is tier-1's number here").containsExactly("foreign");
    assertThat(removed()).hasSize(1);
  }

  @Test
  void oneWrongWordThatItIsNotKnownIsNotBelieved() {
    sandbox.faults().next("DELETE", UNTAG, InjectedFault.status(404));
    sandbox.faults().next("PATCH", "", InjectedFault.status(404));
    sandbox
        .faults()
        .next("GET", TAGS, InjectedFault.status(200, "application/json", "{\"results\":[]}"));
    deliver(changes.untagged(P0, 1, "vip"), changes.untagged(P0, 2, "vip"), changes.unbound(P0, 3));

    assertThat(member(1).tagNames()).doesNotContain("vip");
    assertThat(member(2).tagNames()).doesNotContain("vip");
    assertThat(member(3).value(ContactField.CUSTOMER_ID)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 423, 429, 500, 502, 503})
  void whatFailsIsTriedAgain(final int status) {
    sandbox.faults().next(2, "DELETE", UNTAG, InjectedFault.status(status));
    sandbox.faults().next("GET", TAGS, InjectedFault.status(status));
    deliver(changes.untagged(P0, 1, "vip"));

    assertThat(member(1).tagNames()).doesNotContain("vip");
    assertThat(told(Outcome.Retrying.class)).hasSize(3).noneMatch(Outcome.Retrying::sendsAgain);
    assertThat(removed()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWasLostIsTriedAgain(final boolean workDone) {
    sandbox.faults().next("DELETE", UNTAG, new InjectedFault.ConnectionLost(workDone));
    sandbox.faults().next("PATCH", "", new InjectedFault.NotJson());
    deliver(changes.untagged(P0, 1, "vip"), changes.unbound(P0, 1));

    assertThat(member(1).tagNames()).doesNotContain("vip");
    assertThat(removed()).hasSize(2);
  }

  @Test
  void retryAfterIsKept() {
    sandbox.faults().next("DELETE", UNTAG, InjectedFault.status(429, 90));
    final long beforeMs = clock.monotonicMs();
    deliver(changes.untagged(P0, 1, "vip"));

    assertThat(clock.monotonicMs() - beforeMs).isGreaterThanOrEqualTo(90_000);
  }

  @Test
  void whatGoesOnFailingFailsTheTask() {
    sandbox.faults().next(1_000, "DELETE", UNTAG, InjectedFault.status(503));
    deliver(changes.untagged(P0, 1, "vip"));

    assertThat(failure)
        .startsWith(
            "the removals of a batch could not be delivered within delivery.timeout.ms=300000; last"
                + " failure: DELETE /openapi/v1/taglinemember/ returned HTTP 503");
    assertThat(removed()).isEmpty();
  }

  @Test
  void manyRemovalsTakeLongerThanOneMayFail() {
    deliver(
        IntStream.range(0, 1_600)
            .mapToObj(i -> changes.untagged(P0, 100 + i, "vip"))
            .toArray(Change[]::new));
    assertThat(removed()).as("320 seconds at 5 a second, and as much again").hasSize(1_600);
  }

  @Test
  void aRefusalOfTheTokenFailsTheTask() {
    sandbox.faults().next("DELETE", UNTAG, InjectedFault.status(403));
    deliver(changes.untagged(P0, 1, "vip"));

    assertThat(failure).contains("returned HTTP 403: check api.token");
  }

  @Test
  void aMemberThatMaacRefusesIsRejectedAlone() {
    final Change bad = both(P0, 1, "vip", "tier-1");
    final Change good = both(P0, 2, "vip");
    sandbox
        .faults()
        .next("DELETE", UNTAG, InjectedFault.status(400, "application/json", "{\"line_uid\":[]}"));
    deliver(bad, good);

    assertThat(told(Outcome.Rejected.class))
        .singleElement()
        .satisfies(
            rejected -> {
              assertThat(rejected.change()).isEqualTo(bad);
              assertThat(rejected.rejection().reason())
                  .isEqualTo("tags_removed: is refused by MAAC (HTTP 400 about line_uid)");
            });
    assertThat(removed()).containsExactly(good);
    assertThat(member(2).tagNames()).doesNotContain("vip");
  }

  @Test
  void ofAMergedRowOnlyWhoAsksForWhatIsRefusedIsRejected() {
    final Change vip = changes.untagged(P0, 1, "vip");
    final Change tier = changes.untagged(P0, 1, "tier-1");
    sandbox.faults().next("DELETE", UNTAG, InjectedFault.status(400));
    run(
        machines.begin(
            new Batch(List.of(Row.of(List.of(vip, tier), changes.writer()))), Meanwhile.NOTHING),
        Integer.MAX_VALUE);

    assertThat(told(Outcome.Rejected.class))
        .extracting(Outcome.Rejected::change)
        .containsExactly(vip);
    assertThat(removed()).containsExactly(tier);
  }

  @Test
  void ofARowThatMaacRejectsNothingIsTakenOff() {
    sandbox
        .faults()
        .next(
            "POST",
            "/openapi/v1/member/import/",
            new InjectedFault.ImportEnds(ImportFate.SERVER_ERROR));
    sandbox.imports().alsoInvalid(ContactField.BIRTHDAY, day -> day.startsWith("1901"));
    final Change bad =
        changes.change(
            P0,
            Member.by(ImportKey.LINE_UID)
                .with(MemberField.LINE_UID, TestRecords.lineUid(1))
                .with(MemberField.BIRTHDAY, "1901-01-01")
                .without(new Removals(List.of("vip"), false)));
    final Change good = both(P0, 2, "vip");
    deliver(bad, good);

    assertThat(told(Outcome.Rejected.class))
        .extracting(Outcome.Rejected::change)
        .containsExactly(bad);
    assertThat(removed()).containsExactly(good);
    assertThat(member(1).tagNames()).contains("vip");
    assertThat(member(2).tagNames()).doesNotContain("vip");
  }

  @Test
  void whatWasRevokedIsNotTakenOff() {
    final Change kept = changes.untagged(P0, 1, "vip");
    final Change gone = changes.untagged(P1, 2, "vip");
    final UploadStateMachine machine = begin(kept, gone);

    assertThat(machine.revoke(Set.of(P1))).isTrue();
    run(machine, Integer.MAX_VALUE);

    assertThat(member(1).tagNames()).doesNotContain("vip");
    assertThat(member(2).tagNames()).contains("vip");
    assertThat(removed()).containsExactly(kept);
    assertThat(begin(gone).revoke(Set.of(P1))).as("nothing is left").isFalse();
  }

  @Test
  void whatIsRevokedMeanwhileIsNotTakenOff() {
    final Change kept = both(P0, 1, "vip");
    final Change gone = both(P1, 2, "vip", "tier-1");
    final UploadStateMachine machine = begin(kept, gone);
    run(machine, 2);
    machine.revoke(Set.of(P1));
    run(machine, Integer.MAX_VALUE);

    assertThat(removed()).containsExactly(kept);
    assertThat(member(2).tagNames()).contains("vip", "tier-1");
  }

  /** The rest of the row has nothing to wait for any more, and must not wait for ever. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void whoWaitsForWhatWasRevokedWaitsNoMore(final int callsBefore) {
    final Change kept = changes.of(1, MemberField.EMAIL, "x@y.z");
    final Change gone = changes.untagged(P1, 1, "vip", "tier-1");
    final UploadStateMachine machine =
        machines.begin(
            new Batch(List.of(Row.of(List.of(kept, gone), changes.writer()))), Meanwhile.NOTHING);
    run(machine, callsBefore);
    machine.revoke(Set.of(P1));
    run(machine, Integer.MAX_VALUE);

    assertThat(removed()).containsExactly(kept);
    assertThat(member(1).tagNames()).contains("tier-1");
  }

  @Test
  void theSlotIsFreeWhileTagsAreTakenOff() {
    final ImportSlot other = slots.joinAccount("a", "t");
    final UploadStateMachine machine = begin(both(P0, 1, "vip", "tier-1"));
    run(machine, 5);

    assertThat(removed()).isEmpty();
    clock.advance(60_000);
    assertThat(other.take(0, 1, clock.monotonicMs()))
        .as("whose turn it is")
        .isEqualTo(clock.monotonicMs());
  }
}
