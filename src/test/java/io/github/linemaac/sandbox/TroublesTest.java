package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.IMPORT;
import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.UID_2;
import static io.github.linemaac.sandbox.Caller.body;
import static io.github.linemaac.sandbox.Caller.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the console can have go wrong: when it begins, whom it meets, and how it ends. */
final class TroublesTest {
  private static final String ONE = body("line_uid", row("line_uid", UID_1));

  private final Caller maac = new Caller();

  @Test
  void aTokenIsRefusedUntilThatIsTakenBack() {
    begin("token");
    maac.passMs(10 * Troubles.OUTAGE_MS);

    SandboxReply refused = maac.post(IMPORT, ONE);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().path("detail").textValue()).isEqualTo("Token Invalid");
    assertThat(maac.sandbox.account().violations()).isEmpty();

    end("token");
    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(200);
  }

  @Test
  void aRefusedTokenIsAnsweredAsTheSettingsSay() {
    maac.settings.badTokenStatus = 403;
    begin("token");

    assertThat(maac.get("/openapi/v1/tag/").status()).isEqualTo(403);
  }

  @Test
  void anOutageLastsAMinute() {
    begin("outage");

    maac.passMs(Troubles.OUTAGE_MS - 1);
    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(503);
    assertThat(maac.get("/openapi/v1/segment/").status()).isEqualTo(503);
    assertThat(maac.sandbox.imports().stats().posted()).isZero();

    maac.passMs(1);
    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(200);
    assertThat(on()).isEmpty();
  }

  @Test
  void anOutageIsCutShort() {
    begin("outage");
    end("outage");

    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(200);
  }

  @Test
  void theSlotIsTakenForAWhile() {
    begin("slot");

    maac.passMs(Troubles.SLOT_MS - 1);
    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(429);

    maac.passMs(1);
    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(200);
    assertThat(on()).isEmpty();
  }

  @Test
  void theSlotIsGivenBackAtOnceWhenAskedForAndOurOwnImportGoesOn() {
    long own = maac.accepted(ONE);
    begin("slot");
    end("slot");

    assertThat(maac.sandbox.imports().running()).isEqualTo(1);
    maac.passMs(maac.settings.imports.durationMs);
    assertThat(maac.task(own).at("/result/success").booleanValue()).isTrue();
    assertThat(maac.sandbox.imports().stats().failed()).isZero();
  }

  @Test
  void takingTheSlotTwiceIsTakingItOnceFromTheSecondTimeOn() {
    begin("slot");
    maac.passMs(Troubles.SLOT_MS / 2);
    begin("slot");

    assertThat(maac.sandbox.imports().running()).isEqualTo(1);
    assertThat(on().at("/slot/ends_at_ms").longValue()).isEqualTo(maac.nowMs + Troubles.SLOT_MS);
  }

  @Test
  void oneValueOfTheNextImportIsDislikedAndNoOther() {
    begin("bad_row");
    assertThat(on().path("bad_row").isEmpty()).isTrue();

    JsonNode both = maac.result("line_uid", withMobile(UID_1, 1), withMobile(UID_2, 2));
    assertThat(both.path("success").booleanValue()).isFalse();
    assertThat(both.path("mobile_error").intValue()).isEqualTo(1);
    assertThat(on().at("/bad_row/member").textValue()).isEqualTo(UID_1);
    assertThat(on().at("/bad_row/field").textValue()).isEqualTo("mobile");

    assertSucceeds(withMobile(UID_2, 2));
    assertThat(maac.result("line_uid", withMobile(UID_1, 1)).path("success").booleanValue())
        .as("as often as it comes")
        .isFalse();
    assertSucceeds(withMobile(UID_1, 3));
    assertSucceeds(withMobile(UID_2, 1));

    end("bad_row");
    assertSucceeds(withMobile(UID_1, 1));
  }

  @Test
  void anImportWithNothingToDislikeIsLetPassAndTheNextIsLookedAt() {
    begin("bad_row");

    assertSucceeds(row("line_uid", UID_1));
    JsonNode next =
        maac.result("line_uid", "{\"line_uid\":\"%s\",\"gender\":\"male\"}".formatted(UID_1));

    assertThat(next.path("gender_error").intValue()).isEqualTo(1);
  }

  @Test
  void importsAreSlowUntilThatIsTakenBack() {
    begin("slow");
    long slow = maac.accepted(ONE);
    maac.passMs(Troubles.SLOW_IMPORT_MS - 1);
    assertThat(maac.task(slow).path("status").textValue()).isEqualTo("processing");
    maac.passMs(1);
    assertThat(maac.task(slow).path("status").textValue()).isEqualTo("done");

    end("slow");
    long quick = maac.accepted(ONE);
    maac.passMs(maac.settings.imports.durationMs);
    assertThat(maac.task(quick).path("status").textValue()).isEqualTo("done");
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void eachIsShownWhileItIsOnAndGoneWhenAllIsWell(Trouble trouble) {
    begin(trouble.shown());
    assertThat(on().fieldNames()).toIterable().containsExactly(trouble.shown());

    assertThat(control("DELETE", "trouble").status()).isEqualTo(204);

    assertThat(on()).isEmpty();
    assertSucceeds(withMobile(UID_1, 1));
  }

  @Test
  void theConsoleGoesOnAnsweringWhateverIsWrong() {
    begin("token");
    begin("outage");

    assertThat(control("GET", "console").status()).isEqualTo(200);
    assertThat(maac.call(SandboxRequest.of("GET", "/", "")).status()).isEqualTo(200);
  }

  @Test
  void whatIsNoTroubleIsRefused() {
    assertThat(control("POST", "trouble/flood").status()).isEqualTo(400);
    assertThat(control("PUT", "trouble/token").status()).isEqualTo(405);
  }

  private void assertSucceeds(String row) {
    assertThat(maac.result("line_uid", row).path("success").booleanValue()).as(row).isTrue();
  }

  private static String withMobile(String lineUid, int number) {
    return "{\"line_uid\":\"%s\",\"mobile\":\"+8869%08d\"}".formatted(lineUid, number);
  }

  private void begin(String trouble) {
    assertThat(control("POST", "trouble/" + trouble).status()).isEqualTo(204);
  }

  private void end(String trouble) {
    assertThat(control("DELETE", "trouble/" + trouble).status()).isEqualTo(204);
  }

  private JsonNode on() {
    return control("GET", "console").json().path("troubles");
  }

  private SandboxReply control(String method, String path) {
    return maac.call(SandboxRequest.of(method, "/sandbox/" + path, ""));
  }
}
