package io.github.linemaac.connect.upload;

import static io.github.linemaac.connect.model.MemberField.BIRTHDAY;
import static io.github.linemaac.connect.model.MemberField.GENDER;
import static io.github.linemaac.connect.model.MemberField.MOBILE;
import static io.github.linemaac.connect.upload.ImportFixture.DELIVERY_TIMEOUT_MS;
import static io.github.linemaac.connect.upload.ImportFixture.IMPORT_TIMEOUT_MS;
import static io.github.linemaac.connect.upload.ImportFixture.LOST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Changes;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a batch does when MAAC finds fault with it, or gives an answer that makes no sense. */
class ImportFaultsTest {
  private static final String CONFIRMED =
      "{\"status\": \"done\", \"result\": {\"success\": true, \"total_num\": %d}}";
  private static final String RUNS = "{\"status\": \"processing\"}";

  private final Changes changes = new Changes();

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

  @Test
  void blankKeysAloneAreFoundAndRejected() {
    final List<Change> four = IntStream.range(0, 4).mapToObj(changes::of).toList();
    final ImportFixture batch = ImportFixture.of(ImportKey.LINE_UID, four);
    assertFinds(batch, four, List.of(four.get(2)), "blank_error", "line_uid");
  }

  @Test
  void gendersAreFoundAndRejectedAmongThoseWhoHaveOne() {
    final List<Change> rows =
        List.of(
            changes.of(1),
            changes.of(2, GENDER, "male"),
            changes.of(3, MOBILE, "+886912345678"),
            changes.of(4, GENDER, "female"),
            changes.of(5, GENDER, "male"));
    final ImportFixture batch = ImportFixture.of(ImportKey.LINE_UID, rows);
    assertFinds(batch, rows, List.of(rows.get(3)), "gender_error", "gender");
  }

  @Test
  void whereTheKeyItselfIsAtFaultTheWholeRowIsRejected() {
    final List<Change> rows =
        List.of(
            changes.of(1, MOBILE, "+886911111111"),
            changes.of(2, MOBILE, "+886922222222", BIRTHDAY, "2000-01-01"));
    final ImportFixture batch = ImportFixture.of(ImportKey.MOBILE, rows);
    assertFinds(batch, rows, List.of(rows.get(1)), "mobile_error", "mobile");
  }

  @Test
  void rowsThatRepeatEachOtherForMaacAloneAreSentApartAndNoneIsRejected() {
    final List<Change> three = IntStream.range(0, 3).mapToObj(changes::of).toList();
    final ImportFixture batch = ImportFixture.of(ImportKey.LINE_UID, three);
    assertThat(batch.importIsRejected("\"duplicate_error\": 2"))
        .singleElement()
        .isInstanceOf(Outcome.Isolating.class);
    assertSends(batch, three.subList(0, 1));
    batch.answer(200, "{\"id\": 8}");
    batch.nextLook();
    assertThat(confirmed(batch.answer(200, CONFIRMED.formatted(1)))).hasSize(1);
    batch.importIsRejected("\"duplicate_error\": 1");
    for (final Change change : three.subList(1, 3)) {
      assertSends(batch, List.of(change));
      batch.answer(200, "{\"id\": 9}");
      batch.nextLook();
      assertThat(confirmed(batch.answer(200, CONFIRMED.formatted(1)))).containsExactly(change);
    }
    assertThat(batch.nextCall()).isEmpty();
    assertThat(batch.step()).isInstanceOf(Step.Done.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"mobile_error\": 2",
        "\"gender_error\": 1",
        "\"birthday_error\": 1",
        "\"blank_error\": 3",
        "\"mobile_error\": 1, \"blank_error\": 3"
      })
  void countersThatCannotBeTrueLoseNoRowAndRejectNone(final String counters) {
    final List<Change> rows = List.of(changes.of(1), changes.of(2, MOBILE, "+886922222222"));
    final ImportFixture batch = ImportFixture.of(ImportKey.LINE_UID, rows);
    for (int i = 0; i < 3; i++) {
      assertSends(batch, rows);
      batch.answer(200, "{\"id\": 7}");
      batch.nextLook();
      assertThat(
              batch.answer(
                  200,
                  "{\"status\": \"done\", \"result\": {\"success\": false, " + counters + "}}"))
          .singleElement()
          .isInstanceOfSatisfying(
              Outcome.Retrying.class,
              retrying ->
                  assertThat(retrying.what())
                      .startsWith("MAAC rejected import 7 with counters that do not fit its rows"));
    }
    assertThat(confirmed(batch.importIsConfirmed())).isEqualTo(rows);
  }

  @Test
  void aSingleRowThatRepeatsItselfIsNotBelievedEither() {
    final ImportFixture batch = ImportFixture.ofOne();
    assertThat(batch.importIsRejected("\"duplicate_error\": 1"))
        .singleElement()
        .isInstanceOf(Outcome.Retrying.class);
    assertThat(confirmed(batch.importIsConfirmed())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {37, 9_963})
  void asManyFaultyRowsAsThreeHundredImportsFindAreLookedFor(final int faulty) {
    assertThat(rejectionOf(10_000, faulty)).first().isInstanceOf(Outcome.Isolating.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {38, 5_000, 9_962})
  void moreFaultyRowsFailTheTask(final int faulty) {
    assertThat(rejectionOf(10_000, faulty)).isEmpty();
  }

  @Test
  void inABatchOfTwoHundredAndFiftyAnyNumberOfFaultyRowsIsLookedFor() {
    for (int faulty = 1; faulty <= 250; faulty++) {
      assertThat(rejectionOf(250, faulty)).as("%d", faulty).isNotEmpty();
    }
  }

  private List<Outcome> rejectionOf(final int rows, final int faulty) {
    final List<Change> all =
        IntStream.range(0, rows).mapToObj(i -> changes.of(i, MOBILE, "+8869" + i)).toList();
    return ImportFixture.of(ImportKey.LINE_UID, all)
        .importIsRejected("\"mobile_error\": " + faulty);
  }

  /** Plays a MAAC that counts these rows as faulty, until all is accounted for. */
  private static void assertFinds(
      final ImportFixture batch,
      final List<Change> rows,
      final List<Change> faulty,
      final String counter,
      final String field) {
    while (batch.step() instanceof Step.Call || batch.step() instanceof Step.WaitUntil) {
      final String body = batch.nextImport();
      final long faults = faulty.stream().filter(change -> isIn(change, body)).count();
      batch.answer(200, "{\"id\": 7}");
      batch.nextLook();
      batch.answer(
          200,
          faults == 0
              ? "{\"status\": \"done\", \"result\": {\"success\": true}}"
              : "{\"status\": \"done\", \"result\": {\"success\": false, \""
                  + counter
                  + "\": "
                  + faults
                  + "}}");
    }
    assertThat(batch.step()).isInstanceOf(Step.Done.class);
    assertThat(rejected(batch.told())).isEqualTo(faulty);
    assertThat(batch.told())
        .filteredOn(told -> told instanceof Outcome.Rejected)
        .allSatisfy(
            told ->
                assertThat(((Outcome.Rejected) told).rejection())
                    .isEqualTo(new Rejection(field, "is rejected by MAAC (" + counter + ")")));
    assertThat(confirmed(batch.told()))
        .containsExactlyInAnyOrderElementsOf(
            rows.stream().filter(change -> !faulty.contains(change)).toList());
  }

  private static void assertSends(final ImportFixture batch, final List<Change> expected) {
    final String body = batch.nextImport();
    assertThat(body)
        .contains(
            "\"data\":["
                + String.join(",", expected.stream().map(ImportFaultsTest::row).toList())
                + "]");
  }

  private static boolean isIn(final Change change, final String body) {
    return body.contains(row(change));
  }

  private static String row(final Change change) {
    return new String(change.row(), UTF_8);
  }

  private static List<Change> confirmed(final List<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(
            outcome ->
                outcome instanceof Outcome.Confirmed confirmed
                    ? confirmed.batch().rows().stream()
                    : Stream.empty())
        .flatMap(row -> row.changes().stream())
        .toList();
  }

  private static List<Change> rejected(final List<Outcome> outcomes) {
    return outcomes.stream()
        .flatMap(
            outcome ->
                outcome instanceof Outcome.Rejected rejected
                    ? Stream.of(rejected.change())
                    : Stream.empty())
        .toList();
  }
}
