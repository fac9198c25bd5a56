package io.github.linemaac.connect.api;

import static io.github.linemaac.connect.api.Answers.readStatus;
import static io.github.linemaac.connect.api.Answers.readSubmit;
import static io.github.linemaac.connect.api.Answers.reply;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A 400 or 403 means that another import is running only where its words can mean nothing else. */
class BusyWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"detail\":\"An import task is already running.\"}",
        "{\"detail\":\"Another import task is already running: the limit of concurrent imports is"
            + " 1.\"}",
        "{\"detail\":\"Maximum concurrent import tasks: 1\"}",
        "{\"detail\":\"Only one concurrent import is allowed.\"}",
        "{\"detail\":[\"Please wait.\",\"The last IMPORT is still being processed\"]}",
        "{\"message\":\"There is an import in progress\"}",
        "{\"message\":\"Import in-progress, try later\"}",
        "{\"message\":\"\",\"errors\":[{\"loc\":[\"__root__\"],\"msg\":\"task 17 is running\"}]}",
        "{\"non_field_errors\":[\"Another task is being processed\"]}",
        "[\"You are already importing members.\"]"
      })
  void thatAnImportRuns(final String body) {
    for (final int status : new int[] {400, 403}) {
      assertThat(readSubmit(reply(status, body)))
          .isInstanceOfSatisfying(
              ApiResult.Busy.class,
              busy -> {
                assertThat(busy.inWordsAlone()).isTrue();
                assertThat(busy.what())
                    .isEqualTo(
                        "POST /openapi/v1/member/import/ returned HTTP "
                            + status
                            + " and a body that says that another import is running");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Rights that are missing.
        "{\"detail\":\"This token has no permission to import members.\"}",
        "{\"detail\":\"Your plan has reached its limit; token disabled\"}",
        "{\"detail\":\"Another import task is not in your plan.\"}",
        "{\"detail\":\"An import is already running.\",\"message\":\"Access denied\"}",
        "{\"detail\":\"Importing is still forbidden\"}",
        "{\"message\":\"Import tasks need other credentials, concurrent or not\"}",
        // One kind of word alone, or too far apart.
        "{\"detail\":\"You do not have the right to import.\"}",
        "{\"detail\":\"You have reached the limit\"}",
        "{\"detail\":\"Another one is running\"}",
        "{\"detail\":\"The import failed. Your channel is still running\"}",
        "{\"detail\":\"The import has a column that we do not know, or it has one of them"
            + " already\"}",
        "{\"detail\":\"The import_key is given already\"}",
        "{\"detail\":\"An importer is already hired\"}",
        // Not where MAAC says what is wrong, or no JSON.
        "{\"import\":[\"Another import is already running.\"]}",
        "{\"data\":{\"detail\":\"Another import is already running.\"}}",
        "{\"detail\":{\"another import\":\"running\"}}",
        "\"Another import is already running.\"",
        "Another import is already running.",
        "{\"detail\":\"Another import is already running.\"",
        "{\"detail\":\"Another import is already running.\"}<html>",
        "<html>{\"detail\":\"Another import is already running.\"}</html>",
        "<html><style>@import url(x.css)</style>Another task is running</html>",
        "{\"detail\":true}",
        ""
      })
  void thatSomethingElseIsWrong(final String body) {
    for (final int status : new int[] {400, 403}) {
      assertThat(readSubmit(reply(status, body))).isInstanceOf(ApiResult.Refused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"detail\":\"This token has no permission to import members.\"}",
        "{\"detail\":\"Your plan has reached its limit; token disabled\"}",
        "{\"detail\":\"Importing is still forbidden\"}"
      })
  void thatTheTokenIsToBeChecked(final String body) {
    assertThat(((ApiResult.Refused<String>) readSubmit(reply(403, body))).what())
        .contains("check api.token");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 405})
  void nothingToALookWhichDoesNotWaitForASlot(final int status) {
    assertThat(readStatus(reply(status, "{\"detail\":\"Another import is already running.\"}")))
        .isInstanceOf(ApiResult.Refused.class);
  }
}
