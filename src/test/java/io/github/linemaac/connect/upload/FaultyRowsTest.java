package io.github.linemaac.connect.upload;

import static io.github.linemaac.connect.model.MemberField.BIRTHDAY;
import static io.github.linemaac.connect.model.MemberField.GENDER;
import static io.github.linemaac.connect.model.MemberField.MOBILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Rejection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that MAAC rejects are found by taking a batch apart, and no others are lost. */
class FaultyRowsTest extends ImportFaultsFixture {
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

  private static boolean isIn(final Change change, final String body) {
    return body.contains(row(change));
  }
}
