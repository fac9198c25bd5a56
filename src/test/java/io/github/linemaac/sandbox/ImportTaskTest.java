package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.IMPORT;
import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.UID_2;
import static io.github.linemaac.sandbox.Caller.body;
import static io.github.linemaac.sandbox.Caller.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What polling shows, from pending to every way in which an import can end. */
final class ImportTaskTest {
  private static final String TWO =
      body("line_uid", row("line_uid", UID_1), row("line_uid", UID_2));

  private final Caller maac = new Caller();

  @Test
  void aTaskIsPendingThenProcessingThenDone() {
    long id = maac.accepted(TWO);
    assertThat(maac.task(id))
        .hasToString(
            "{\"category\":\"import_member\",\"status\":\"pending\","
                + "\"created_at\":\"2023-11-15T06:13:20.000000+08:00\","
                + "\"updated_at\":\"2023-11-15T06:13:20.000000+08:00\"}");

    maac.passMs(175);
    assertThat(maac.task(id))
        .hasToString(
            "{\"category\":\"import_member\",\"status\":\"processing\","
                + "\"created_at\":\"2023-11-15T06:13:20.000000+08:00\","
                + "\"updated_at\":\"2023-11-15T06:13:20.175000+08:00\"}");

    maac.passMs(525);
    assertThat(maac.task(id))
        .hasToString(
            "{\"category\":\"import_member\",\"status\":\"done\","
                + "\"created_at\":\"2023-11-15T06:13:20.000000+08:00\","
                + "\"updated_at\":\"2023-11-15T06:13:20.700000+08:00\","
                + "\"result\":{\"success\":true,\"tags\":[],\"total_num\":2,\"created_num\":2,"
                + "\"updated_num\":0,\"mismatch_num\":0,\"mismatch_export_link\":null,"
                + "\"start_time\":\"2023-11-15T06:13:20.175000+08:00\","
                + "\"end_time\":\"2023-11-15T06:13:20.700000+08:00\"}}");
  }

  @Test
  void withoutADurationItIsDoneAtTheFirstLook() {
    maac.settings.imports.durationMs = 0;

    assertThat(maac.task(maac.accepted(TWO)).path("status").textValue()).isEqualTo("done");
    assertThat(maac.post(IMPORT, TWO).status()).isEqualTo(200);
  }

  @Test
  void aServerErrorWritesNothingAndIsAString() {
    maac.sandbox.imports().nextEndsAs(ImportFate.SERVER_ERROR);

    assertThat(maac.result(TWO).textValue()).isEqualTo("Server Error");
    assertThat(maac.sandbox.members().count()).isZero();
    assertThat(maac.sandbox.imports().stats().failed()).isEqualTo(1);
  }

  @Test
  void aServerErrorCanLeaveHalfOfTheRowsWritten() {
    maac.sandbox.imports().nextEndsAs(ImportFate.SERVER_ERROR_HALF_WRITTEN);

    assertThat(maac.result(TWO).textValue()).isEqualTo("Server Error");
    assertThat(maac.sandbox.members().all()).extracting(Contact::lineUid).containsExactly(UID_1);
  }

  @Test
  void aTaskCanEndWithoutAResult() {
    maac.sandbox.imports().nextEndsAs(ImportFate.NO_RESULT);
    long id = maac.accepted(TWO);
    maac.passMs(700);

    JsonNode task = maac.task(id);

    assertThat(task.path("status").textValue()).isEqualTo("done");
    assertThat(task.has("result")).isFalse();
  }

  @Test
  void oneThatNeverEndsBlocksOthersUntilItIsAbandoned() {
    maac.sandbox.imports().nextEndsAs(ImportFate.NEVER_ENDS);
    long id = maac.accepted(TWO);
    maac.passMs(86_400_000);
    assertThat(maac.task(id).path("status").textValue()).isEqualTo("processing");
    assertThat(maac.post(IMPORT, TWO).status()).isEqualTo(429);

    maac.sandbox.imports().abandonRunning(maac.nowMs);

    assertThat(maac.task(id).path("result").textValue()).isEqualTo("Server Error");
    assertThat(maac.post(IMPORT, TWO).status()).isEqualTo(200);
  }

  @Test
  void onlyTheNextImportHasThatFate() {
    maac.sandbox.imports().nextEndsAs(ImportFate.SERVER_ERROR);
    maac.result(TWO);

    assertThat(maac.result(TWO).path("success").booleanValue()).isTrue();
  }

  @Test
  void importsThatRunTogetherTakeEffectInTheOrderInWhichTheyEnd() {
    maac.settings.imports.maxConcurrent = 2;
    maac.accepted(emailOfOne("first@example.com"));
    maac.settings.imports.durationMs = 10;
    maac.accepted(emailOfOne("second@example.com"));

    maac.passMs(1_000);

    assertThat(maac.member(UID_1).value(ContactField.EMAIL)).isEqualTo("first@example.com");
  }

  private static String emailOfOne(String email) {
    return body("line_uid", "{\"line_uid\":\"%s\",\"email\":\"%s\"}".formatted(UID_1, email));
  }
}
