package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.IMPORT;
import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.body;
import static io.github.linemaac.sandbox.Caller.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "400: missing parameter or unparsable request", before anything is started. */
final class ImportFormTest {
  private final Caller maac = new Caller();

  @Test
  void aSoundImportIsStarted() {
    SandboxReply reply = maac.post(IMPORT, body("line_uid", row("line_uid", UID_1)));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).containsEntry("Content-Type", "application/json");
    assertThat(reply.text()).isEqualTo("{\"id\":1,\"result\":\"start importing\"}");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "detail           | {",
        "detail           | {\"import_key\":\"email\",\"data\":[{}]} {}",
        "non_field_errors | [1]",
        "import_key       | {\"data\":[{}]}",
        "import_key       | {\"import_key\":\"gender\",\"data\":[{}]}",
        "import_key       | {\"import_key\":\"phone\",\"data\":[{}]}",
        "import_key       | {\"import_key\":1,\"data\":[{}]}",
        "data             | {\"import_key\":\"email\"}",
        "data             | {\"import_key\":\"email\",\"data\":{}}",
        "data             | {\"import_key\":\"email\",\"data\":null}",
        "data             | {\"import_key\":\"email\",\"data\":[]}",
        "data             | {\"import_key\":\"email\",\"data\":[\"a\"]}",
        "data.email       | {\"import_key\":\"email\",\"data\":[{\"email\":1}]}",
        "data.email       | {\"import_key\":\"email\",\"data\":[{\"email\":{\"a\":1}}]}",
        "data.tags        | {\"import_key\":\"email\",\"data\":[{\"tags\":\"a,b\"}]}",
        "data.tags        | {\"import_key\":\"email\",\"data\":[{\"tags\":[\"\"]}]}",
        "tags             | {\"import_key\":\"email\",\"data\":[{}],\"tags\":\"a\"}",
        "non_field_errors | {\"import_key\":\"email\",\"data\":[{}],\"tag\":[]}"
      })
  void aBodyThatIsNotInOrderIsRefusedAndNamesTheField(String field, String json) {
    SandboxReply reply = maac.post(IMPORT, json);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().has(field)).as(reply.text()).isTrue();
    assertThat(maac.sandbox.imports().stats().refusedAsMalformed()).isEqualTo(1);
    assertThat(maac.sandbox.imports().running()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"line_display_name, 255", "email, 255", "customer_id, 1024"})
  void aTextMayBeAsLongAsItsFieldAndNoLonger(String field, int maxChars) {
    // Outside the basic plane: MAAC counts characters, not UTF-16 units.
    String longest = "\uD83D\uDE00".repeat(maxChars);

    assertThat(maac.post(IMPORT, body("email", row(field, longest + "x"))).status()).isEqualTo(400);
    assertThat(maac.post(IMPORT, body("email", row(field, longest))).status()).isEqualTo(200);
  }

  @Test
  void emptyDataCanBeTaken() {
    maac.settings.imports.acceptsEmptyData = true;

    assertThat(maac.result(body("email")).path("total_num").intValue()).isZero();
  }

  @Test
  void anythingButJsonIsAnUnsupportedMediaType() {
    byte[] json = body("line_uid", row("line_uid", UID_1)).getBytes(StandardCharsets.UTF_8);

    SandboxReply reply =
        maac.call(SandboxRequest.of("POST", IMPORT, maac.settings.token, "text/plain", json));

    assertThat(reply.status()).isEqualTo(415);
  }

  @Test
  void aCharsetBesideTheMediaTypeIsFine() {
    byte[] json = body("line_uid", row("line_uid", UID_1)).getBytes(StandardCharsets.UTF_8);

    SandboxReply reply =
        maac.call(
            SandboxRequest.of(
                "POST", IMPORT, maac.settings.token, "application/json; charset=utf-8", json));

    assertThat(reply.status()).isEqualTo(200);
  }
}
