package io.github.linemaac.connect.upload;

import static io.github.linemaac.connect.upload.ImportFixture.DELIVERY_TIMEOUT_MS;
import static io.github.linemaac.connect.upload.ImportFixture.IMPORT_TIMEOUT_MS;
import static io.github.linemaac.connect.upload.ImportFixture.LOST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.batching.Changes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A batch that waits for the account's import slot. */
class SlotWaitTest {
  private static final long GAP_MS = 4_000;
  private static final HttpReply TAKEN = taken(429, Optional.empty());
  private static final HttpReply TAKEN_IN_WORDS =
      new HttpReply.Reply(
          403,
          Optional.empty(),
          "{\"detail\":\"Another import task is already running.\"}".getBytes(UTF_8));

  @Test
  void waitsForGapsHoweverLongAndDoesNotDoubleThem() {
    final ImportFixture batch = ImportFixture.ofOne();
    batch.nextImport();
    for (int i = 0; i < 500; i++) {
      final long refusedMs = batch.nowMs();
      batch.answer(i % 3 == 0 ? taken(409, Optional.empty()) : TAKEN);
      batch.nextImport();
      assertThat(batch.nowMs() - refusedMs)
          .isBetween(GAP_MS, i == 0 ? 2 * GAP_MS : GAP_MS * 14 / 10);
    }
    assertThat(batch.nowMs() / 500)
        .as("mean of the waits")
        .isBetween(GAP_MS * 115 / 100, GAP_MS * 125 / 100);
    assertThat(batch.nowMs()).isGreaterThan(6 * DELIVERY_TIMEOUT_MS);
    batch.answer(200, "{\"id\": 7}");
    assertThat(batch.nextLook()).endsWith("/7/");
  }

  @Test
  void thatTimeDoesNotCountTowardsDeliveryTimeout() {
    final ImportFixture batch = ImportFixture.ofOne();
    batch.nextImport();
    batch.answer(LOST);
    batch.nextImport();
    while (batch.nowMs() < 3 * DELIVERY_TIMEOUT_MS) {
      batch.answer(TAKEN);
      batch.nextImport();
    }
    assertThat(batch.answer(LOST)).last().isInstanceOf(Outcome.Retrying.class);
    final long failingMs = batch.nowMs();
    while (batch.nextCall().isPresent()) {
      batch.answer(LOST);
    }
    assertThat(batch.nowMs() - failingMs)
        .isBetween(DELIVERY_TIMEOUT_MS - 60_000, DELIVERY_TIMEOUT_MS + 60_000);
    assertThat(batch.failure()).contains("delivery.timeout.ms", "connection failed");
  }

  @Test
  void aLongRetryAfterWinsAndAShortOneIsNoReasonToHurry() {
    final ImportFixture batch = ImportFixture.ofOne();
    batch.nextImport();
    batch.answer(taken(429, Optional.of("17")));
    assertThat(batch.step()).isEqualTo(new Step.WaitUntil(batch.nowMs() + 17_000));
    batch.nextImport();
    final long refusedMs = batch.nowMs();
    batch.answer(taken(429, Optional.of("1")));
    batch.nextImport();
    assertThat(batch.nowMs() - refusedMs).isGreaterThanOrEqualTo(GAP_MS);
  }

  @Test
  void isToldAtEachRefusalAndWhenItIsOver() {
    final ImportFixture batch = ImportFixture.ofOne();
    batch.nextImport();
    final long sinceMs = batch.nowMs();
    assertThat(batch.answer(TAKEN))
        .containsExactly(
            new Outcome.SlotAwaited(
                "POST /openapi/v1/member/import/ returned HTTP 429: another import is"
                    + " running, or too many were sent",
                0,
                true));
    batch.nextImport();
    batch.answer(TAKEN);
    batch.nextImport();
    assertThat(batch.answer(200, "{\"id\": 7}"))
        .containsExactly(new Outcome.SlotFree(batch.nowMs() - sinceMs));
    assertThat(batch.told())
        .filteredOn(outcome -> outcome instanceof Outcome.SlotAwaited)
        .hasSize(2)
        .last()
        .extracting("waitedMs")
        .isNotEqualTo(0L);
  }

  @Test
  void wordsAloneAreBelievedUntilDeliveryTimeoutAndThenBothCausesAreNamed() {
    final ImportFixture batch = ImportFixture.ofOne();
    final long fromMs = batch.nowMs();
    while (batch.nextCall().isPresent()) {
      batch.answer(TAKEN_IN_WORDS);
    }
    assertThat(batch.nowMs() - fromMs).isBetween(DELIVERY_TIMEOUT_MS, DELIVERY_TIMEOUT_MS + 6_000);
    assertThat(batch.failure())
        .startsWith(
            "POST /openapi/v1/member/import/ returned HTTP 403 and a body that says that another"
                + " import is running, for 300000 ms")
        .contains("another integration", "check api.token", "Nothing is lost", "restart the task");
  }

  @Test
  void wordsAloneHaveABoundWhereDeliveryTimeoutHasNone() {
    final ImportFixture batch = ImportFixture.within(0);
    final long fromMs = batch.nowMs();
    while (batch.nextCall().isPresent()) {
      batch.answer(TAKEN_IN_WORDS);
    }
    assertThat(batch.nowMs() - fromMs).isBetween(IMPORT_TIMEOUT_MS, IMPORT_TIMEOUT_MS + 6_000);
  }

  @Test
  void anImportThatIsTakenOrRefusedOtherwiseShowsThatTheWordsWereTrue() {
    final ImportFixture batch = ImportFixture.ofOne();
    for (int i = 0; i < 4; i++) {
      final long fromMs = batch.nowMs();
      while (batch.nowMs() - fromMs < DELIVERY_TIMEOUT_MS * 2 / 3) {
        batch.nextImport();
        batch.answer(TAKEN_IN_WORDS);
      }
      batch.nextImport();
      batch.answer(i % 2 == 0 ? TAKEN : LOST);
    }
    assertThat(batch.nextCall()).isPresent();
  }

  @Test
  void theTurnOfAnotherConnectorIsToldOnceAMinuteAndIsNoRefusal() {
    final AccountSlots worker = new AccountSlots();
    final ImportSlot other = worker.joinAccount("https://a.example.com", "t");
    final ImportFixture batch =
        ImportFixture.sharing(worker.joinAccount("https://a.example.com", "t"));
    assertThat(other.take(0, GAP_MS, batch.nowMs())).isEqualTo(batch.nowMs());
    final long fromMs = batch.nowMs();
    int told = 0;
    while (batch.nowMs() - fromMs < 200_000) {
      final Step.WaitUntil wait = (Step.WaitUntil) batch.step();
      told += wait.outcomes().size();
      assertThat(wait.outcomes())
          .allSatisfy(outcome -> assertThat(((Outcome.SlotAwaited) outcome).refused()).isFalse());
      batch.pass(wait.ms() - batch.nowMs());
    }
    assertThat(told).isEqualTo(3);
    other.close();
    batch.nextImport();
    assertThat(batch.answer(200, "{\"id\": 7}"))
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.SlotFree.class,
            free -> assertThat(free.waitedMs()).isBetween(200_000L, 205_000L));
  }

  @Test
  void whoIsRefusedIsRefusedForAllConnectorsOfTheWorker() {
    final AccountSlots worker = new AccountSlots();
    final ImportSlot other = worker.joinAccount("https://a.example.com", "t");
    final ImportFixture batch =
        ImportFixture.sharing(worker.joinAccount("https://a.example.com", "t"));
    batch.nextImport();
    batch.answer(taken(429, Optional.of("60")));
    final long untilMs = batch.nowMs() + 60_000;
    assertThat(other.take(0, GAP_MS, untilMs - 1)).isEqualTo(untilMs);
    assertThat(batch.step()).isEqualTo(new Step.WaitUntil(untilMs));
  }

  @Test
  void whatIsRevokedWhileItWaitsHoldsNobodyUp() {
    final AccountSlots worker = new AccountSlots();
    final ImportSlot other = worker.joinAccount("https://a.example.com", "t");
    final ImportFixture batch =
        ImportFixture.sharing(worker.joinAccount("https://a.example.com", "t"));
    other.take(0, GAP_MS, batch.nowMs());
    assertThat(batch.step()).isInstanceOf(Step.WaitUntil.class);
    batch.revoke(List.of(Changes.P0));
    assertThat(batch.step())
        .isInstanceOfSatisfying(
            Step.Done.class,
            done ->
                assertThat(done.outcomes()).singleElement().isInstanceOf(Outcome.SlotFree.class));
    other.release();
    batch.pass(GAP_MS);
    assertThat(other.take(Long.MAX_VALUE, GAP_MS, batch.nowMs())).isEqualTo(batch.nowMs());
  }

  @Test
  void whoFailsOrTriesAgainLaterGivesItsTurnBack() {
    for (final HttpReply answer :
        List.of(
            LOST,
            new HttpReply.Reply(401, Optional.empty(), new byte[0]),
            new HttpReply.Reply(404, Optional.empty(), new byte[0]),
            new HttpReply.Reply(413, Optional.empty(), new byte[0]))) {
      final AccountSlots worker = new AccountSlots();
      final ImportSlot other = worker.joinAccount("https://a.example.com", "t");
      final ImportFixture batch =
          ImportFixture.sharing(worker.joinAccount("https://a.example.com", "t"));
      batch.nextImport();
      batch.answer(answer);
      batch.pass(GAP_MS);
      assertThat(other.take(Long.MAX_VALUE, GAP_MS, batch.nowMs())).isEqualTo(batch.nowMs());
    }
  }

  @Test
  void whoGivesUpOnARunningImportGivesItsTurnBack() {
    final AccountSlots worker = new AccountSlots();
    final ImportSlot other = worker.joinAccount("https://a.example.com", "t");
    final ImportFixture batch =
        ImportFixture.sharing(worker.joinAccount("https://a.example.com", "t"));
    batch.nextImport();
    batch.answer(200, "{\"id\": 7}");
    while (batch.nextCall().isPresent()) {
      assertThat(other.take(0, GAP_MS, batch.nowMs())).isGreaterThan(batch.nowMs());
      batch.answer(200, "{\"status\": \"processing\"}");
    }
    assertThat(batch.failure()).contains("import.timeout.ms");
    assertThat(other.take(0, GAP_MS, batch.nowMs())).isEqualTo(batch.nowMs());
  }

  private static HttpReply taken(final int status, final Optional<String> retryAfter) {
    return new HttpReply.Reply(status, retryAfter, new byte[0]);
  }
}
