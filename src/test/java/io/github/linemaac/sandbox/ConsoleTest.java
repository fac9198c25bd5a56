package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.IMPORT;
import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.UID_2;
import static io.github.linemaac.sandbox.Caller.body;
import static io.github.linemaac.sandbox.Caller.row;
import static io.github.linemaac.sandbox.Caller.uid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console is given to show, and how its page is served. */
final class ConsoleTest {
  private final Caller maac = new Caller();

  @ParameterizedTest
  @CsvSource({"/, text/html", "/console.css, text/css", "/console.js, text/javascript"})
  void thePageAsksNoOtherHostAndRunsNothingButItsOwnScript(String path, String type) {
    SandboxReply file = maac.call(SandboxRequest.of("GET", path, ""));

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.headers())
        .containsEntry("Content-Type", type + "; charset=utf-8")
        .containsEntry("X-Content-Type-Options", "nosniff");
    assertThat(file.headers().get("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
        .doesNotContain("unsafe", "*", "http:", "https:");
    assertThat(file.text()).doesNotContain("http:", "https:", "style=", "onclick=");
    assertThat(maac.sandbox.account().violations()).isEmpty();
  }

  @Test
  void theRestOfTheRootIsMaacsAsBefore() {
    assertThat(maac.get("/").status()).isEqualTo(404);
    assertThat(maac.call(SandboxRequest.of("POST", "/", "")).status()).isEqualTo(401);
    assertThat(maac.call(SandboxRequest.of("GET", "/favicon.ico", "")).status()).isEqualTo(301);
  }

  @Test
  void aNewAccountHasNothingToShow() {
    JsonNode state = console();

    assertThat(state.path("now_ms").longValue()).isEqualTo(maac.nowMs);
    assertThat(state.at("/members/count").intValue()).isZero();
    assertThat(state.at("/members/newest")).isEmpty();
    assertThat(state.at("/segments/newest")).isEmpty();
    assertThat(state.at("/imports/newest")).isEmpty();
    assertThat(state.at("/imports/per_minute").intValue()).isEqualTo(15);
    assertThat(state.path("calls")).isEmpty();
    assertThat(state.path("troubles")).isEmpty();
  }

  @Test
  void theMembersThatWereChangedLastComeFirst() {
    maac.result("line_uid", tagged(UID_1, "vip"), tagged(UID_2, "new"));
    maac.result("line_uid", tagged(UID_1, "<b>late</b>"));

    JsonNode newest = console().at("/members/newest");

    assertThat(newest.findValuesAsText("key")).containsExactly(UID_1, UID_2);
    assertThat(newest.at("/0/tags").toString()).isEqualTo("[\"vip\",\"<b>late</b>\"]");
    assertThat(newest.at("/0/changed_at_ms").longValue()).isEqualTo(maac.nowMs);
  }

  @Test
  void aMemberOutsideOfLineGoesByAnotherKey() {
    maac.sandbox.members().create(Map.of(ContactField.EMAIL, "a@example.com"), maac.nowMs);

    assertThat(console().at("/members/newest/0/key").textValue()).isEqualTo("a@example.com");
  }

  @Test
  void onlyTheNewestAreShownHoweverManyThereAre() {
    maac.settings.imports.perMinute = 1_000;
    maac.settings.imports.durationMs = 0;
    maac.settings.segments.cap = 1_000;
    List<String> people = IntStream.range(0, 10_000).mapToObj(Caller::uid).toList();
    maac.sandbox.members().follow(people, maac.nowMs);
    for (int i = 0; i < 100; i++) {
      maac.accepted(body("line_uid", row("line_uid", uid(i))));
      maac.sandbox.segments().plantList("list " + i, people, maac.nowMs);
      maac.get("/openapi/v1/tag/" + (i % 2 == 0 ? "" : "?start=1"));
    }

    JsonNode state = console();

    assertThat(state.at("/members/count").intValue()).isEqualTo(10_000);
    assertThat(state.at("/members/newest")).hasSize(50);
    assertThat(state.at("/members/newest/0/key").textValue()).isEqualTo(uid(99));
    assertThat(state.at("/imports/newest")).hasSize(30);
    assertThat(state.at("/imports/newest/0/id").intValue()).isEqualTo(100);
    assertThat(state.at("/segments/count").intValue()).isEqualTo(100);
    assertThat(state.at("/segments/newest")).hasSize(50);
    assertThat(state.at("/segments/newest/49/name").textValue()).isEqualTo("list 99");
    assertThat(state.at("/segments/newest/49/ids").intValue()).isEqualTo(10_000);
    assertThat(state.path("calls")).hasSize(20);
    assertThat(state.toString().length()).isLessThan(32 * 1024);
  }

  @Test
  void ofManyTagsAFewAreShownAndAllAreCounted() {
    String tags = String.join("\",\"", IntStream.range(0, 100).mapToObj(i -> "t" + i).toList());
    maac.result("line_uid", tagged(UID_1, tags));

    assertThat(console().at("/members/newest/0/tags")).hasSize(8);
    assertThat(console().at("/members/newest/0/tag_count").intValue()).isEqualTo(100);
  }

  @Test
  void anImportIsShownWhileItRunsAndWithItsVerdict() {
    maac.accepted(body("line_uid", row("line_uid", UID_1), row("line_uid", "nobody")));
    maac.passMs(300);

    JsonNode running = console().at("/imports/newest/0");
    assertThat(running.path("status").textValue()).isEqualTo("processing");
    assertThat(running.path("rows").intValue()).isEqualTo(2);
    assertThat(running.path("lasted_ms").intValue()).isEqualTo(300);
    assertThat(running.has("verdict")).isFalse();
    assertThat(console().at("/imports/running").intValue()).isEqualTo(1);

    maac.passMs(5_000);
    JsonNode done = console().at("/imports/newest/0");
    assertThat(done.path("verdict").textValue()).isEqualTo("success");
    assertThat(done.path("counts").toString())
        .isEqualTo("{\"total_num\":2,\"created_num\":1,\"mismatch_num\":1}");
    assertThat(done.path("lasted_ms").longValue()).isEqualTo(maac.settings.imports.durationMs);
    assertThat(console().at("/imports/rows_written").intValue()).isEqualTo(1);
    assertThat(console().at("/imports/last_minute").intValue()).isEqualTo(1);
    maac.passMs(60_000);
    assertThat(console().at("/imports/last_minute").intValue()).isZero();
  }

  @Test
  void aRejectedImportIsShownWithItsCounters() {
    maac.result(
        "line_uid",
        "{\"line_uid\":\"%s\",\"gender\":\"x\",\"shoe_size\":\"42\",\"hat\":\"7\"}"
            .formatted(UID_1),
        "{\"line_uid\":\"%s\",\"birthday\":\"x\"}".formatted(UID_2));

    JsonNode rejected = console().at("/imports/newest/0");

    assertThat(rejected.path("verdict").textValue()).isEqualTo("rejected");
    assertThat(rejected.path("counts").toString())
        .isEqualTo("{\"gender_error\":1,\"birthday_error\":1,\"useless_fields\":2}");
    assertThat(console().at("/imports/rejected").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"SERVER_ERROR, server_error", "NO_RESULT, no_result"})
  void aFailedImportIsShownAsSuch(ImportFate fate, String verdict) {
    maac.sandbox.imports().nextEndsAs(fate);
    maac.accepted(body("line_uid", row("line_uid", UID_1)));
    maac.passMs(5_000);

    JsonNode failed = console().at("/imports/newest/0");

    assertThat(failed.path("verdict").textValue()).isEqualTo(verdict);
    assertThat(failed.path("counts")).isEmpty();
    assertThat(console().at("/imports/failed").intValue()).isEqualTo(1);
  }

  @Test
  void somebodyElsesImportIsTheirs() {
    maac.sandbox.imports().importedBySomebodyElse(1_000, maac.nowMs);

    assertThat(console().at("/imports/somebody_else").booleanValue()).isTrue();
    assertThat(console().at("/imports/newest/0/is_ours").booleanValue()).isFalse();

    maac.passMs(1_000);
    assertThat(console().at("/imports/somebody_else").booleanValue()).isFalse();
    assertThat(console().at("/imports/failed").intValue()).isZero();
  }

  @Test
  void aSegmentIsShownWhileItIsComputed() {
    maac.sandbox.segments().create("vip", "", List.of(UID_1), maac.nowMs);

    assertThat(console().at("/segments/newest/0/is_ready").booleanValue()).isFalse();
    maac.passMs(maac.settings.segments.readyAfterMs);
    assertThat(console().at("/segments/newest/0/is_ready").booleanValue()).isTrue();
  }

  @Test
  void callsOfOneKindInARowAreOne() {
    long id = maac.accepted(body("line_uid", row("line_uid", UID_1)));
    maac.task(id);
    maac.task(id);
    maac.nowMs += 5;
    maac.task(id);
    maac.sandbox.faults().next("GET", IMPORT, InjectedFault.status(503));
    maac.task(id);
    maac.sandbox.faults().next("", "", new InjectedFault.ConnectionLost(false));
    maac.sandbox.answer(SandboxRequest.of("GET", "/openapi/v1/tag/", ""), maac.nowMs);

    JsonNode calls = console().path("calls");

    assertThat(calls.findValuesAsText("outcome"))
        .containsExactly("connection lost", "503", "200", "200");
    assertThat(calls.findValuesAsText("endpoint"))
        .containsExactly("tag/", "member/import/{id}/", "member/import/{id}/", "member/import/");
    assertThat(calls.findValuesAsText("times")).containsExactly("1", "1", "3", "1");
    assertThat(calls.at("/2/last_at_ms").longValue()).isEqualTo(maac.nowMs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void aPageOfAnotherSiteGetsNothingAndChangesNothing(String site) {
    SandboxRequest request =
        new SandboxRequest(
            "POST", "/sandbox/trouble/token", "", Map.of("sec-fetch-site", site), new byte[0]);

    assertThat(maac.call(request).status()).isEqualTo(403);
    assertThat(console().path("troubles")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void theConsoleItselfMay(String site) {
    SandboxRequest request =
        new SandboxRequest(
            "POST", "/sandbox/trouble/token", "", Map.of("sec-fetch-site", site), new byte[0]);

    assertThat(maac.call(request).status()).isEqualTo(204);
  }

  private static String tagged(String lineUid, String tag) {
    return "{\"line_uid\":\"%s\",\"tags\":[\"%s\"]}".formatted(lineUid, tag);
  }

  private JsonNode console() {
    return maac.call(SandboxRequest.of("GET", "/sandbox/console", "")).json();
  }
}
