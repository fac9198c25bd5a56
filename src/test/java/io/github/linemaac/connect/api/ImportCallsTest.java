package io.github.linemaac.connect.api;

import static io.github.linemaac.connect.api.Answers.ok;
import static io.github.linemaac.connect.api.Answers.readStatus;
import static io.github.linemaac.connect.api.Answers.readSubmit;
import static io.github.linemaac.connect.api.Answers.reply;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes of answers in MAAC's reference, and shapes that are in none. */
class ImportCallsTest {

  @Test
  void asksAsDocumented() {
    final Body body = Body.of(new byte[] {'{', '}'});

    assertThat(ImportCalls.submit(body))
        .isEqualTo(
            new Request(
                "POST", "/openapi/v1/member/import/", "", "application/json; charset=utf-8", body));
    assertThat(ImportCalls.status("999").toString())
        .isEqualTo("GET /openapi/v1/member/import/999/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\": 999, \"result\": \"start importing\"}",
        "{\"id\": \"999\"}",
        "{\"new\": {\"id\": 1}, \"id\": 999}"
      })
  void readsTheIdOfTheImportThatWasBegun(final String body) {
    assertThat(readSubmit(ok(body))).isEqualTo(new ApiResult.Value<>("999"));
    assertThat(readSubmit(reply(201, body))).isEqualTo(new ApiResult.Value<>("999"));
    assertThat(readSubmit(reply(202, body))).isEqualTo(new ApiResult.Value<>("999"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "processing"})
  void readsThatAnImportRuns(final String status) {
    assertThat(
            readStatus(
                ok(
                    "{\"category\":\"import_member\",\"status\":\""
                        + status
                        + "\",\"created_at\":\"2021-04-23T22:34:07.360839+08:00\"}")))
        .isEqualTo(new ApiResult.Value<>(new ImportStatus.Running()));
  }

  @Test
  void readsThatAnImportWasWritten() {
    assertThat(
            status(
                "{\"success\":true,\"tags\":[\"t\"],\"total_num\":6,\"created_num\":1,"
                    + "\"updated_num\":2,\"mismatch_num\":3,\"mismatch_export_link\":null,"
                    + "\"start_time\":\"x\",\"end_time\":\"y\"}"))
        .isEqualTo(new ImportStatus.Confirmed(OptionalLong.of(6), 1, 2, 3, Optional.empty()));
  }

  @Test
  void readsAnEndOfAnotherNameByItsResult() {
    assertThat(readStatus(ok("{\"status\":\"failed\",\"result\":\"Server Error\"}")))
        .isEqualTo(new ApiResult.Value<>(new ImportStatus.Unclear()));
    assertThat(readStatus(ok("{\"status\":\"failed\",\"result\":null}")))
        .isEqualTo(new ApiResult.Value<>(new ImportStatus.Unclear()));
    assertThat(readStatus(ok("{\"status\":\"finished\",\"result\":{\"success\":true}}")))
        .isEqualTo(new ApiResult.Value<>(new ImportStatus.Confirmed(0, 0, 0)));
    assertThat(readStatus(ok("{\"status\":\"queued\"}"))).isInstanceOf(ApiResult.Retry.class);
    assertThat(readStatus(ok("{\"id\":999,\"result\":\"start importing\"}")))
        .as("the answer to another call")
        .isInstanceOf(ApiResult.Retry.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"id\":999}{\"id\":998}", "{\"id\":999}<html>", "{\"id\":999,\"id\":998}"})
  void believesNoBodyThatGoesOnAfterItsEndOrSaysSomethingTwice(final String body) {
    assertThat(readSubmit(ok(body))).isInstanceOf(ApiResult.Retry.class);
  }

  @Test
  void countsThatTheRowsCannotHaveDoNotFit() {
    final OptionalLong six = OptionalLong.of(6);
    assertThat(new ImportStatus.Confirmed(six, 1, 2, 3, Optional.empty()).fits(6)).isTrue();
    assertThat(new ImportStatus.Confirmed(six, 0, 0, 0, Optional.empty()).fits(6)).isTrue();
    assertThat(new ImportStatus.Confirmed(six, 1, 2, 3, Optional.empty()).fits(7)).isFalse();
    assertThat(new ImportStatus.Confirmed(six, 1, 2, 3, Optional.empty()).fits(5)).isFalse();
    assertThat(new ImportStatus.Confirmed(6, 6, 6).fits(6)).isTrue();
    assertThat(new ImportStatus.Confirmed(7, 0, 0).fits(6)).isFalse();
    assertThat(new ImportStatus.Confirmed(0, 7, 0).fits(6)).isFalse();
    assertThat(new ImportStatus.Confirmed(0, 0, 7).fits(6)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"success\":true}",
        "{\"success\":true,\"created_num\":null}",
        "{\"success\":true,\"created_num\":\"many\"}",
        "{\"success\":true,\"created_num\":-1}",
        "{\"success\":true,\"created_num\":99999999999}"
      })
  void believesASuccessWhateverItsCounts(final String result) {
    assertThat(status(result)).isEqualTo(new ImportStatus.Confirmed(0, 0, 0));
  }

  @Test
  void readsTheCountsOfARejectedImport() {
    assertThat(
            status(
                "{\"success\":false,\"blank_error\":1,\"duplicate_error\":2,\"gender_error\":3,"
                    + "\"mobile_error\":4,\"birthday_error\":5,\"miss_fields\":[\"line_uid\"],"
                    + "\"useless_fields\":[\"shoe_size\"]}"))
        .isEqualTo(
            new ImportStatus.Rejected(
                new FaultCounts(1, 2, 3, 4, 5, List.of("line_uid"), List.of("shoe_size"))));
  }

  @Test
  void readsARejectionWithoutTheCountsThatAreZero() {
    assertThat(status("{\"success\":false,\"gender_error\":1}"))
        .isEqualTo(new ImportStatus.Rejected(new FaultCounts(0, 0, 1, 0, 0, List.of(), List.of())));
  }

  @Test
  void namesNoColumnThatMayBeAValueAndNotManyOfThem() {
    final String names = "\"a@example.com\",\"\",42,{}" + ",\"shoe_size\"".repeat(100);

    final ImportStatus status = status("{\"success\":false,\"useless_fields\":[" + names + "]}");

    assertThat(((ImportStatus.Rejected) status).counts().uselessFields())
        .hasSize(20)
        .startsWith("?", "?", "42", "?", "shoe_size");
  }

  @ParameterizedTest
  @MethodSource
  void takesADoneImportOfNoKnownShapeForUnclear(final String body) {
    assertThat(readStatus(ok(body))).isEqualTo(new ApiResult.Value<>(new ImportStatus.Unclear()));
  }

  static List<String> takesADoneImportOfNoKnownShapeForUnclear() {
    return List.of(
        "{\"status\":\"done\"}",
        "{\"status\":\"done\",\"result\":null}",
        "{\"status\":\"done\",\"result\":\"Server Error\"}",
        "{\"status\":\"done\",\"result\":[]}",
        "{\"status\":\"done\",\"result\":{}}",
        "{\"status\":\"done\",\"result\":{\"success\":false}}",
        "{\"status\":\"done\",\"result\":{\"success\":false,\"blank_error\":0}}",
        "{\"status\":\"done\",\"result\":{\"success\":\"true\"}}",
        "{\"status\":\"done\",\"result\":{\"success\":1}}",
        "{\"status\":\"done\",\"result\":{\"success\":false,\"blank_error\":-1}}",
        "{\"status\":\"done\",\"result\":{\"success\":false,\"blank_error\":1.5}}",
        "{\"status\":\"done\",\"result\":{\"success\":false,\"blank_error\":\"1\"}}",
        "{\"status\":\"done\",\"result\":{\"success\":false,\"blank_error\":1e999999999}}",
        "{\"status\":\"done\",\"result\":{\"success\":false,\"blank_error\":[1]}}",
        "{\"status\":\"done\",\"success\":true}");
  }

  @ParameterizedTest
  @MethodSource("bodiesOfNoUse")
  void asksAgainWhenABodyIsOfNoUse(final byte[] body) {
    assertThat(readSubmit(reply(200, body)))
        .isEqualTo(
            new ApiResult.Retry<>(
                "POST /openapi/v1/member/import/ returned HTTP 200 and a body of an"
                    + " unknown shape",
                OptionalLong.empty()));
    assertThat(readStatus(reply(200, body)))
        .isEqualTo(
            new ApiResult.Retry<>(
                "GET /openapi/v1/member/import/999/ returned HTTP 200 and a body of an"
                    + " unknown shape",
                OptionalLong.empty()));
  }

  static List<byte[]> bodiesOfNoUse() {
    return HostileBodies.ALL;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1.5}",
        "{\"id\":1e999999999}",
        "{\"id\":99999999999999999999}",
        "{\"id\":\"../../member\"}",
        "{\"id\":\"1 2\"}",
        "{\"id\":\"\"}",
        "{\"id\":null}",
        "{\"id\":true}",
        "{\"id\":{}}",
        "{\"id\":[999]}"
      })
  void takesNoIdThatDoesNotFitIntoAPath(final String body) {
    assertThat(readSubmit(ok(body))).isInstanceOf(ApiResult.Retry.class);
  }

  private static ImportStatus status(final String result) {
    final ApiResult<ImportStatus> reading =
        readStatus(
            ok("{\"category\":\"import_member\",\"status\":\"done\",\"result\":" + result + "}"));
    assertThat(reading).isInstanceOf(ApiResult.Value.class);
    return ((ApiResult.Value<ImportStatus>) reading).value();
  }
}
