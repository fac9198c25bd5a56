package io.github.linemaac.connect.api;

import static io.github.linemaac.connect.api.Answers.readStatus;
import static io.github.linemaac.connect.api.Answers.readSubmit;
import static io.github.linemaac.connect.api.Answers.reply;
import static io.github.linemaac.connect.api.Answers.waitFor;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each status means for the one who called. */
class AnswerReaderTest {
  private static final String CANNOT_READ =
      ": MAAC cannot read the call. Check import.key and tags; if they are right, report this with"
          + " the version of the connector";

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 500, 502, 503, 504, 599, 999, 101})
  void asksAgainAfterWhatMayPass(final int status) {
    assertThat(readSubmit(reply(status, "")))
        .isEqualTo(
            new ApiResult.Retry<>(
                "POST /openapi/v1/member/import/ returned HTTP " + status, OptionalLong.empty()));
  }

  @ParameterizedTest
  @EnumSource(TlsFault.class)
  void whatIsNotSecureIsNotTriedAgain(final TlsFault fault) {
    assertThat(readStatus(new HttpReply.Insecure(fault)))
        .isInstanceOfSatisfying(
            ApiResult.Refused.class,
            refused -> assertThat(refused.what()).endsWith(": " + fault.words()));
  }

  @Test
  void asksAgainWhenTheAnswerWasLost() {
    assertThat(readStatus(new HttpReply.Lost("connection failed (ConnectException)")))
        .isEqualTo(
            new ApiResult.Retry<>(
                "GET /openapi/v1/member/import/999/: connection failed (ConnectException)",
                OptionalLong.empty()));
  }

  @Test
  void failsWhereTheProxyDoesNotKnowUs() {
    assertThat(readStatus(new HttpReply.ProxyRefused(407)))
        .isEqualTo(
            new ApiResult.Refused<>(
                "GET /openapi/v1/member/import/999/: the proxy blocks MAAC: it refused the tunnel"
                    + " with HTTP 407: check proxy.user and proxy.password"));
  }

  @Test
  void failsWhereTheProxyLetsNobodyPass() {
    assertThat(readStatus(new HttpReply.ProxyRefused(403)))
        .isEqualTo(
            new ApiResult.Refused<>(
                "GET /openapi/v1/member/import/999/: the proxy blocks MAAC: it refused the tunnel"
                    + " with HTTP 403: check proxy.url, and that the proxy allows api.url"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 502, 503, 504})
  void asksAgainWhereTheProxyCannotReachMaacJustNow(final int status) {
    assertThat(readStatus(new HttpReply.ProxyRefused(status))).isInstanceOf(ApiResult.Retry.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 423, 429})
  void anImportThatIsRefusedByItsStatusWaitsForTheSlotWhateverTheWords(final int status) {
    for (final String body : List.of("", "<html>no</html>", "{\"detail\":\"Token Invalid\"}")) {
      assertThat(readSubmit(reply(status, body)))
          .isInstanceOfSatisfying(
              ApiResult.Busy.class, busy -> assertThat(busy.inWordsAlone()).isFalse());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 423, 429})
  void aLookThatIsRefusedSoIsMadeAgain(final int status) {
    assertThat(readStatus(reply(status, ""))).isInstanceOf(ApiResult.Retry.class);
    assertThat(SegmentCalls.readSegment(SegmentCalls.get("7"), reply(status, "")))
        .isInstanceOf(ApiResult.Retry.class);
  }

  @Test
  void waitsAsLongAsItIsToldWhileTheSlotIsTaken() {
    for (final int status : new int[] {409, 423, 429}) {
      assertThat(((ApiResult.Busy<?>) readSubmit(waitFor(status, "7"))).waitMs()).hasValue(7_000);
    }
  }

  @Test
  void tellsABodyThatIsTooLarge() {
    assertThat(readSubmit(reply(413, ""))).isEqualTo(new ApiResult.TooLarge<>());
  }

  @Test
  void tellsWhatMaacDoesNotKnow() {
    assertThat(readStatus(reply(404, "{\"detail\":\"Not found.\"}")))
        .isEqualTo(new ApiResult.NotFound<>());
  }

  @ParameterizedTest
  @CsvSource({
    "401, '{\"detail\":\"Token Invalid\"}'",
    "403, '{\"detail\":\"You do not have permission to perform this action.\"}'",
    "403, '{\"detail\":\"Token Invalid\"}'",
    "403, ''"
  })
  void aRefusalNamesTheKeysToCheck(final int status, final String body) {
    assertThat(readSubmit(reply(status, body)))
        .isEqualTo(
            new ApiResult.Refused<>(
                "POST /openapi/v1/member/import/ returned HTTP "
                    + status
                    + ": check api.token, and that api.url is the region that it was issued for"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectNamesTheKeyToCheck(final int status) {
    assertThat(refused(reply(status, ""))).contains("redirect", "not followed", "check api.url");
  }

  @ParameterizedTest
  @CsvSource({
    "405, check api.url",
    "410, check api.url",
    "407, check proxy.user and proxy.password"
  })
  void otherRefusalsSayWhereToLook(final int status, final String advice) {
    assertThat(refused(reply(status, ""))).endsWith(advice);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 405, 410, 451})
  void aWebPageComesFromSomethingBeforeMaac(final int status) {
    for (final String page :
        List.of(
            "<html><style>@import url(x.css);</style>An import task is already running</html>",
            " \n<!DOCTYPE html><title>403 Forbidden</title>",
            "<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>")) {
      assertThat(refused(reply(status, page)))
          .startsWith("POST /openapi/v1/member/import/ returned HTTP " + status)
          .contains("a web page", "in front of it", "check api.url and proxy.url")
          .doesNotContain("AccessDenied", "api.token");
    }
  }

  @Test
  void aBadRequestNamesTheFieldsThatMaacNames() {
    assertThat(
            refused(
                reply(
                    400,
                    "{\"import_key\":[\"This field is required.\"],\"data\":[\"Not a list.\"]}")))
        .isEqualTo(
            "POST /openapi/v1/member/import/ returned HTTP 400 about data, import_key"
                + CANNOT_READ);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "no JSON", "{\"a@example.com\":1,\"\":2,\"Alice\":3}"})
  void aBadRequestThatNamesNoFieldIsToldWithoutOne(final String body) {
    assertThat(refused(reply(400, body)))
        .isEqualTo("POST /openapi/v1/member/import/ returned HTTP 400" + CANNOT_READ);
  }

  private static String refused(final HttpReply answer) {
    final ApiResult<String> reading = readSubmit(answer);
    assertThat(reading).isInstanceOf(ApiResult.Refused.class);
    return ((ApiResult.Refused<String>) reading).what();
  }
}
