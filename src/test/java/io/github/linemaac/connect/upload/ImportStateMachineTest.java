package io.github.linemaac.connect.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Changes;
import io.github.linemaac.connect.batching.ConfirmedMembers;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.support.Bodies;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImportStateMachineTest {
  private static final long POLL_MS = 1_000;
  private static final long IMPORT_TIMEOUT_MS = 60_000;
  private static final long DELIVERY_TIMEOUT_MS = 300_000;

  private final Changes changes = new Changes();
  private final DeliverySettings settings =
      new DeliverySettings(
          10_000, 5_000, 15, POLL_MS, IMPORT_TIMEOUT_MS, 1_000, 60_000, DELIVERY_TIMEOUT_MS);
  private long nowMs = 10_000;

  @Test
  void sendsLooksAtOnceThenEverySecondAndConfirms() {
    final Change change = changes.of(1);
    final ImportStateMachine machine = machine(change);
    assertThat(call(machine)).hasToString("POST /openapi/v1/member/import/");
    machine.answered(ok("{\"id\": 7, \"result\": \"start importing\"}"), nowMs);
    assertThat(call(machine)).hasToString("GET /openapi/v1/member/import/7/");
    machine.answered(ok("{\"status\": \"processing\"}"), nowMs);
    assertThat(machine.next(nowMs)).isEqualTo(new Step.WaitUntil(nowMs + POLL_MS));
    nowMs += POLL_MS;
    assertThat(call(machine)).hasToString("GET /openapi/v1/member/import/7/");
    final List<Outcome> outcomes =
        machine.answered(
            ok(
                "{\"status\": \"done\", \"result\": {\"success\": true, \"created_num\": 1,"
                    + " \"updated_num\": 0, \"mismatch_num\": 0}}"),
            nowMs);
    assertThat(outcomes)
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Confirmed.class,
            confirmed -> {
              assertThat(confirmed.batch().rows().get(0).changes()).containsExactly(change);
              assertThat(confirmed.report().id()).isEqualTo("7");
              assertThat(confirmed.report().created()).isEqualTo(1);
              assertThat(confirmed.report().attempts()).isEqualTo(1);
              assertThat(confirmed.report().tookMs()).isEqualTo(POLL_MS);
            });
    assertThat(machine.next(nowMs)).isInstanceOf(Step.Done.class);
  }

  @Test
  void theNextImportWaitsForThePace() {
    final ImportRateLimiter pace = new ImportRateLimiter(15, 0);
    pace.sent(nowMs);
    pace.answered(nowMs);
    assertThat(machine(pace, changes.of(1)).next(nowMs))
        .isEqualTo(new Step.WaitUntil(nowMs + 4_000));
  }

  @Test
  void retryAfterWinsOverBackoff() {
    final ImportStateMachine machine = machine(changes.of(1));
    call(machine);
    final List<Outcome> outcomes =
        machine.answered(new HttpReply.Reply(429, Optional.of("17"), new byte[0]), nowMs);
    assertThat(outcomes).singleElement().isInstanceOf(Outcome.SlotAwaited.class);
    assertThat(machine.next(nowMs)).isEqualTo(new Step.WaitUntil(nowMs + 17_000));
  }

  @Test
  void aRefusedTokenFailsAtOnceAndNamesTheKey() {
    final ImportStateMachine machine = machine(changes.of(1));
    call(machine);
    machine.answered(new HttpReply.Reply(401, Optional.empty(), new byte[0]), nowMs);
    assertThat(failure(machine)).contains("401").contains("api.token").contains("api.url");
  }

  @Test
  void anUnknownPathFailsAndNamesTheUrl() {
    final ImportStateMachine machine = machine(changes.of(1));
    call(machine);
    machine.answered(new HttpReply.Reply(404, Optional.empty(), new byte[0]), nowMs);
    assertThat(failure(machine)).contains("404").contains("api.url");
  }

  @Test
  void failsOnceABatchWasRetriedForDeliveryTimeout() {
    final ImportStateMachine machine = machine(changes.of(1));
    final long firstMs = nowMs;
    while (nextCall(machine).isPresent()) {
      machine.answered(new HttpReply.Lost("connection failed"), nowMs);
    }
    assertThat(nowMs - firstMs).isBetween(DELIVERY_TIMEOUT_MS, DELIVERY_TIMEOUT_MS + 72_000);
    assertThat(failure(machine)).contains("delivery.timeout.ms").contains("connection failed");
  }

  @Test
  void failsWhenAnImportIsNotFinishedInTimeAndNeverSendsItAgain() {
    final ImportStateMachine machine = machine(changes.of(1));
    call(machine);
    machine.answered(ok("{\"id\": 7}"), nowMs);
    final long acceptedMs = nowMs;
    int looks = 0;
    for (Optional<Request> look = nextCall(machine); look.isPresent(); look = nextCall(machine)) {
      assertThat(look.get().method()).isEqualTo("GET");
      machine.answered(
          looks++ % 3 == 0 ? new HttpReply.Lost("lost") : ok("{\"status\": \"pending\"}"), nowMs);
    }
    assertThat(nowMs - acceptedMs).isGreaterThanOrEqualTo(IMPORT_TIMEOUT_MS);
    assertThat(failure(machine)).contains("import 7").contains("import.timeout.ms");
  }

  @Test
  void anOutageWhileAnImportRunsIsRetriedForDeliveryTimeoutAndNotTakenForASlowImport() {
    final ImportStateMachine machine = machine(changes.of(1));
    call(machine);
    machine.answered(ok("{\"id\": 7}"), nowMs);
    final long outageMs = nowMs;
    while (nowMs < outageMs + 2 * IMPORT_TIMEOUT_MS) {
      nextCall(machine);
      machine.answered(new HttpReply.Lost("connection failed"), nowMs);
    }
    nextCall(machine);
    assertThat(
            machine.answered(ok("{\"status\": \"done\", \"result\": {\"success\": true}}"), nowMs))
        .first()
        .isInstanceOf(Outcome.Confirmed.class);
  }

  @Test
  void aRetryAfterOfNothingIsNoReasonToHurry() {
    final ImportStateMachine machine = machine(changes.of(1));
    call(machine);
    machine.answered(new HttpReply.Reply(503, Optional.of("0"), new byte[0]), nowMs);
    assertThat(machine.next(nowMs)).isInstanceOf(Step.WaitUntil.class);
  }

  @Test
  void anImportThatMaacForgotIsSentAgain() {
    final ImportStateMachine machine = machine(changes.of(1));
    call(machine);
    machine.answered(ok("{\"id\": 7}"), nowMs);
    int looks = 0;
    while (nextCall(machine).orElseThrow().method().equals("GET")) {
      looks++;
      machine.answered(new HttpReply.Reply(404, Optional.empty(), new byte[0]), nowMs);
    }
    assertThat(looks).as("a replica may lag for a moment").isEqualTo(5);
  }

  @Test
  void looksThatFailedAreForgottenWithTheImportThatWasLookedAt() {
    final ImportStateMachine machine = machine(changes.of(1));
    call(machine);
    machine.answered(ok("{\"id\": 7}"), nowMs);
    final long firstLookMs = nowMs;
    for (int i = 0; i < 4; i++) {
      nextCall(machine);
      machine.answered(new HttpReply.Reply(404, Optional.empty(), new byte[0]), nowMs);
    }
    nextCall(machine);
    machine.answered(new HttpReply.Reply(503, Optional.of("270"), new byte[0]), nowMs);
    nextCall(machine);
    machine.answered(new HttpReply.Reply(404, Optional.empty(), new byte[0]), nowMs);
    assertThat(nextCall(machine).orElseThrow().method()).isEqualTo("POST");
    machine.answered(ok("{\"id\": 8}"), nowMs);
    assertThat(nowMs - firstLookMs).isGreaterThan(DELIVERY_TIMEOUT_MS);

    nextCall(machine);
    assertThat(machine.answered(new HttpReply.Lost("lost"), nowMs))
        .as("the first look at import 8 that failed")
        .singleElement()
        .isInstanceOf(Outcome.Retrying.class);
  }

  @Test
  void aRejectionOfSomeRowsIsToldLikeAnImport() {
    final ImportStateMachine machine =
        machine(changes.of(1, MemberField.MOBILE, "+88691"), changes.of(2));
    final long bytes = call(machine).body().lengthBytes();
    machine.answered(ok("{\"id\": 7}"), nowMs);
    nowMs += POLL_MS;
    call(machine);
    assertThat(
            machine.answered(
                ok("{\"status\": \"done\", \"result\": {\"success\": false, \"mobile_error\": 1}}"),
                nowMs))
        .first()
        .isEqualTo(new Outcome.Isolating("7", 2, bytes, 1, POLL_MS, "mobile_error=1"));
  }

  @Test
  void aRejectionForColumnsAloneFailsWithTheirNames() {
    final ImportStateMachine machine = machine(changes.of(1));
    call(machine);
    machine.answered(ok("{\"id\": 7}"), nowMs);
    call(machine);
    machine.answered(
        ok("{\"status\": \"done\", \"result\": {\"success\": false, \"useless_fields\": [\"x\"]}}"),
        nowMs);
    assertThat(failure(machine)).contains("useless_fields=[x]");
  }

  @Test
  void tooManyFaultyRowsFailWithTheCounters() {
    final Change[] many =
        IntStream.range(0, 1_000)
            .mapToObj(i -> changes.of(i, MemberField.MOBILE, "+8869" + i))
            .toArray(Change[]::new);
    final ImportStateMachine machine = machine(many);
    call(machine);
    machine.answered(ok("{\"id\": 7}"), nowMs);
    call(machine);
    machine.answered(
        ok("{\"status\": \"done\", \"result\": {\"success\": false, \"mobile_error\": 400}}"),
        nowMs);
    assertThat(failure(machine)).contains("mobile_error=400").contains("1000 rows");
  }

  @Test
  void oneRowThatIsTooLargeForMaacIsNoBadRecord() {
    final ImportStateMachine machine = machine(changes.of(1));
    call(machine);
    assertThat(machine.answered(new HttpReply.Reply(413, Optional.empty(), new byte[0]), nowMs))
        .singleElement()
        .isInstanceOf(Outcome.Retrying.class);
  }

  @Test
  void whatWasRevokedIsNotSentAgainAfterAFailure() {
    final ImportStateMachine machine =
        machine(changes.in(Changes.P0, 1), changes.in(Changes.P1, 2));
    call(machine);
    machine.revoke(Set.of(Changes.P0));
    machine.answered(new HttpReply.Lost("connection failed"), nowMs);
    nowMs += 10_000;
    assertThat(Bodies.text(call(machine)))
        .contains(changes.of(2).member().key())
        .doesNotContain(changes.of(1).member().key());
  }

  private ImportStateMachine machine(final Change... members) {
    return machine(new ImportRateLimiter(15, 0), members);
  }

  private ImportStateMachine machine(final ImportRateLimiter pace, final Change... members) {
    return new ImportStateMachine(
        new Batch(Stream.of(members).map(Row::of).toList()),
        new ImportStateMachines(
            ImportKey.LINE_UID,
            settings,
            changes.writer(),
            new Backoff(1_000, 60_000, new Random(1)),
            pace,
            AccountSlots.alone(),
            new ConfirmedMembers(0),
            new SharedRemovals(5, 0)),
        Meanwhile.NOTHING);
  }

  /** Waits as it is told to; empty if the machine has failed. */
  private Optional<Request> nextCall(final ImportStateMachine machine) {
    Step step = machine.next(nowMs);
    while (step instanceof Step.WaitUntil until) {
      nowMs = until.ms();
      step = machine.next(nowMs);
    }
    return step instanceof Step.Call call ? Optional.of(call.request()) : Optional.empty();
  }

  private Request call(final ImportStateMachine machine) {
    return ((Step.Call) machine.next(nowMs)).request();
  }

  private String failure(final ImportStateMachine machine) {
    return ((Step.Fail) machine.next(nowMs)).message();
  }

  private static HttpReply ok(final String body) {
    return new HttpReply.Reply(200, Optional.empty(), body.getBytes(UTF_8));
  }
}
