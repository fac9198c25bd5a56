package io.github.linemaac.connect.upload;

import static io.github.linemaac.connect.model.MemberField.MOBILE;
import static io.github.linemaac.connect.upload.ImportFixture.DELIVERY_TIMEOUT_MS;
import static io.github.linemaac.connect.upload.ImportFixture.IMPORT_TIMEOUT_MS;
import static io.github.linemaac.connect.upload.ImportFixture.LOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.model.ImportKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a batch does when MAAC fails, or gives an answer that makes no sense. */
class ImportFaultsTest extends ImportFaultsFixture {
  private static final String RUNS = "{\"status\": \"processing\"}";

  @Test
  void aBodyThatIsTooLargeIsSentInHalvesInTheirOrder() {
    final List<Change> five = IntStream.range(0, 5).mapToObj(changes::of).toList();
    final ImportFixture batch = ImportFixture.of(ImportKey.LINE_UID, five);
    assertSends(batch, five);
    assertThat(batch.answer(413, "")).isEmpty();
    assertSends(batch, five.subList(0, 2));
    batch.answer(413, "");
    for (final List<Change> part :
        List.of(five.subList(0, 1), five.subList(1, 2), five.subList(2, 5))) {
      assertSends(batch, part);
      batch.answer(200, "{\"id\": 7}");
      batch.nextLook();
      assertThat(confirmed(batch.answer(200, CONFIRMED.formatted(part.size())))).isEqualTo(part);
    }
    assertThat(batch.nextCall()).isEmpty();
  }

  @Test
  void aBodyThatIsTooLargeIsNoFailedAttempt() {
    final ImportFixture batch =
        ImportFixture.of(ImportKey.LINE_UID, List.of(changes.of(1), changes.of(2)));
    batch.nextImport();
    batch.pass(DELIVERY_TIMEOUT_MS);
    batch.answer(413, "");
    batch.nextImport();
    assertThat(batch.answer(LOST)).singleElement().isInstanceOf(Outcome.Retrying.class);
  }

  @Test
  void inTheMiddleOfASearchABodyThatIsTooLargeConvictsNobody() {
    final List<Change> four =
        IntStream.range(0, 4).mapToObj(i -> changes.of(i, MOBILE, "+8869" + i)).toList();
    final ImportFixture batch = ImportFixture.of(ImportKey.LINE_UID, four);
    // Two of four are at fault, whom nobody knows: the second half has what the first has not.
    batch.importIsRejected("\"mobile_error\": 2");
    assertSends(batch, four.subList(0, 2));
    assertThat(batch.answer(413, "")).isEmpty();
    assertSends(batch, four.subList(0, 1));
    batch.answer(200, "{\"id\": 8}");
    batch.nextLook();
    assertThat(rejected(batch.answer(200, CONFIRMED.formatted(1)))).isEmpty();
    assertSends(batch, four.subList(1, 2));
    batch.answer(200, "{\"id\": 9}");
    batch.nextLook();
    assertThat(rejected(batch.answer(200, CONFIRMED.formatted(1)))).isEmpty();
    // Only now is it known that both faults are in the second half, and MAAC says so.
    assertThat(rejected(batch.importIsRejected("\"mobile_error\": 2")))
        .containsExactlyElementsOf(four.subList(2, 4));
  }

  @Test
  void aSuccessfulLookStartsDeliveryTimeoutAnew() {
    final long timeoutMs = 20_000;
    final ImportFixture batch = ImportFixture.within(timeoutMs);
    batch.nextImport();
    batch.answer(200, "{\"id\": 7}");
    final long fromMs = batch.nowMs();
    for (int outage = 0; outage < 3; outage++) {
      for (int failure = 0; failure < 4; failure++) {
        batch.nextLook();
        assertThat(batch.answer(LOST)).as("failure %d of %d", failure, outage).isNotEmpty();
      }
      batch.nextLook();
      assertThat(batch.answer(200, RUNS)).isEmpty();
    }
    assertThat(batch.nowMs() - fromMs).isBetween(2 * timeoutMs, IMPORT_TIMEOUT_MS);
    final long failingMs = batch.nowMs();
    while (batch.nextCall().isPresent()) {
      batch.answer(LOST);
    }
    assertThat(batch.nowMs() - failingMs).isGreaterThanOrEqualTo(timeoutMs);
    assertThat(batch.failure()).contains("delivery.timeout.ms=20000");
  }

  @Test
  void anImportThatRunsIsNeverSentAgainForOneMistakenAnswer() {
    for (final String odd :
        List.of(
            "{\"status\": \"done\"}",
            "{\"status\": \"done\", \"result\": \"Server Error\"}",
            "{\"status\": \"done\", \"result\": {\"success\": \"true\"}}",
            "{\"status\": \"failed\", \"result\": null}",
            CONFIRMED.formatted(0),
            CONFIRMED.formatted(2))) {
      final ImportFixture batch = ImportFixture.ofOne();
      batch.nextImport();
      batch.answer(200, "{\"id\": 7}");
      for (int i = 0; i < 8; i++) {
        batch.nextLook();
        batch.answer(404, "");
        batch.nextLook();
        batch.answer(200, RUNS);
      }
      batch.nextLook();
      assertThat(batch.answer(200, odd))
          .as(odd)
          .singleElement()
          .isInstanceOf(Outcome.Retrying.class);
      batch.nextLook();
      batch.answer(200, odd);
      batch.nextLook();
      assertThat(batch.answer(200, CONFIRMED.formatted(1)))
          .first()
          .isInstanceOf(Outcome.Confirmed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\": \"done\", \"result\": \"Server Error\"}",
        "{\"status\": \"done\", \"result\": {\"success\": true, \"total_num\": 3}}",
        "{\"status\": \"done\", \"result\": {\"success\": true, \"mismatch_num\": 3}}"
      })
  void anImportThatEndsOddlyForGoodIsSentAgainAndConfirmsNobody(final String odd) {
    final ImportFixture batch =
        ImportFixture.of(ImportKey.LINE_UID, List.of(changes.of(1), changes.of(2)));
    final String sent = batch.nextImport();
    batch.answer(200, "{\"id\": 7}");
    for (int look = 0; look < 3; look++) {
      batch.nextLook();
      assertThat(batch.answer(200, odd))
          .singleElement()
          .isInstanceOfSatisfying(
              Outcome.Retrying.class, retrying -> assertThat(retrying.what()).contains("import 7"));
    }
    assertThat(batch.nextImport()).isEqualTo(sent);
    final long fromMs = batch.nowMs();
    while (batch.nextCall().map(call -> call.method().equals("POST")).isPresent()) {
      batch.answer(200, odd.replace("\"status\"", "\"id\": 7, \"status\""));
    }
    assertThat(batch.nowMs() - fromMs).isGreaterThan(DELIVERY_TIMEOUT_MS - 10_000);
    assertThat(batch.failure()).contains("delivery.timeout.ms", "import 7 ended");
    assertThat(batch.told()).noneMatch(told -> told instanceof Outcome.Confirmed);
  }

  @Test
  void importsThatKeepEndingOddlyAreSentAgainLessAndLessOften() {
    final ImportFixture batch = ImportFixture.within(0);
    long waitMs = 0;
    for (int i = 0; i < 8; i++) {
      batch.nextImport();
      batch.answer(200, "{\"id\": 7}");
      for (int look = 0; look < 3; look++) {
        batch.nextLook();
        waitMs = retryMs(batch.answer(200, "{\"status\": \"done\"}"));
        assertThat(waitMs).isGreaterThan(look < 2 ? 0 : 700L << Math.min(i, 5));
      }
    }
    assertThat(waitMs).isGreaterThan(30_000);
  }

  private static long retryMs(final List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome instanceof Outcome.Retrying)
        .mapToLong(outcome -> ((Outcome.Retrying) outcome).waitMs())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anImportThatRunsIsNeverSentAgainAfterItsTimeout() {
    final ImportFixture batch = ImportFixture.ofOne();
    batch.nextImport();
    batch.answer(200, "{\"id\": 7}");
    final long fromMs = batch.nowMs();
    for (Optional<Request> call = batch.nextCall(); call.isPresent(); call = batch.nextCall()) {
      assertThat(call.get().method()).isEqualTo("GET");
      batch.answer(200, RUNS);
    }
    assertThat(batch.nowMs() - fromMs).isEqualTo(IMPORT_TIMEOUT_MS);
    assertThat(batch.failure()).startsWith("import 7 did not finish within import.timeout.ms");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aTokenThatIsRefusedWhileAnImportRunsFailsAtOnceAndNamesTheKey(final int status) {
    final ImportFixture batch = ImportFixture.ofOne();
    batch.nextImport();
    batch.answer(200, "{\"id\": 7}");
    batch.nextLook();
    batch.answer(status, "{\"detail\": \"Another import is already running.\"}");
    assertThat(batch.failure())
        .isEqualTo(
            "GET /openapi/v1/member/import/7/ returned HTTP "
                + status
                + ": check api.token, and that api.url is the region that it was issued for");
  }

  @Test
  void aMinuteOfThePaceBeginsAtTheAnswer() {
    final ImportFixture batch = ImportFixture.atPace(1);
    batch.nextImport();
    batch.pass(50_000);
    batch.answer(LOST);
    final long answeredMs = batch.nowMs();
    batch.nextImport();
    assertThat(batch.nowMs() - answeredMs).isGreaterThanOrEqualTo(60_000);
  }
}
