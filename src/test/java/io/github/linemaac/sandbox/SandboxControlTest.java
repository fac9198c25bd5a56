package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.IMPORT;
import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.UID_2;
import static io.github.linemaac.sandbox.Caller.body;
import static io.github.linemaac.sandbox.Caller.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Control over HTTP, for those outside of this process. */
final class SandboxControlTest {
  private static final String ONE = body("line_uid", row("line_uid", UID_1));

  private final Caller maac = new Caller();

  @Test
  void itNeedsNoTokenAndNoSlash() {
    assertThat(control("GET", "stats", "").status()).isEqualTo(200);
    assertThat(control("GET", "stats/", "").status()).isEqualTo(200);
    assertThat(control("GET", "nothing", "").status()).isEqualTo(404);
  }

  @Test
  void statsTellCountsAndViolations() {
    maac.accepted(ONE);
    maac.post(IMPORT, ONE);
    maac.nowMs += 700;

    JsonNode stats = control("GET", "stats", "").json();

    assertThat(stats.at("/imports/posted").intValue()).isEqualTo(2);
    assertThat(stats.at("/imports/succeeded").intValue()).isEqualTo(1);
    assertThat(stats.path("members").intValue()).isEqualTo(1);
    assertThat(stats.at("/violations/0/kind").textValue()).isEqualTo("CONCURRENT_IMPORT");
  }

  @Test
  void membersAreAddedBlockedAndRead() {
    control("POST", "members", "{\"follow\":[\"%s\"],\"block\":[\"%s\"]}".formatted(UID_1, UID_1));

    JsonNode member =
        control("GET", "members?line_uid=" + UID_1, "").json().path("results").path(0);

    assertThat(member.path("status").textValue()).isEqualTo("unfollow");
  }

  @Test
  void howOftenATagWasPutOnWhomIsTold() {
    maac.result("line_uid", tagged(UID_1, "vip"));
    maac.result("line_uid", tagged(UID_1, "vip"), tagged(UID_2, "new"));

    JsonNode taggings = control("GET", "taggings", "").json();

    assertThat(taggings.findValuesAsText("line_uid")).containsExactly(UID_1, UID_2);
    assertThat(taggings.at("/0/times/vip").intValue()).isEqualTo(2);
    assertThat(taggings.at("/1/times").size()).isEqualTo(1);
    assertThat(taggings.at("/1/times/new").intValue()).isEqualTo(1);
  }

  @Test
  void settingsAreReadAndChangedOneByOne() {
    SandboxReply reply =
        control(
            "PUT",
            "settings",
            "{\"region\":\"JP\",\"imports\":{\"duration_ms\":5,\"keys_that_create\":[\"email\"]},"
                + "\"segments\":{\"replaces\":false}}");

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(maac.settings.region).isEqualTo(Region.JP);
    assertThat(maac.settings.imports.durationMs).isEqualTo(5);
    assertThat(maac.settings.imports.keysThatCreate).containsExactly(ContactField.EMAIL);
    assertThat(maac.settings.imports.perMinute).isEqualTo(15);
    assertThat(maac.settings.segments.replaces).isFalse();
    assertThat(control("GET", "settings", "").json()).isEqualTo(reply.json());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"tokem\":\"x\"}", "{\"imports\":{\"x\":1}}", "[]", "{", ""})
  void aSettingThatIsNoneIsRefused(String json) {
    assertThat(control("PUT", "settings", json).status()).isEqualTo(400);
  }

  @Test
  void faultsAreAskedForAndForgotten() {
    String fault =
        "{\"method\":\"POST\",\"path\":\"%s\",\"times\":2,\"fault\":%s}"
            .formatted(IMPORT, "{\"kind\":\"status\",\"status\":503,\"retry_after\":4}");

    assertThat(control("POST", "faults", fault).status()).isEqualTo(204);

    assertThat(maac.post(IMPORT, ONE).headers()).containsEntry("Retry-After", "4");
    control("DELETE", "faults", "");
    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"status\",\"status\":500}",
        "{\"kind\":\"status\",\"status\":400,\"content_type\":\"text/plain\",\"body\":\"no\"}",
        "{\"kind\":\"connection_lost\",\"work_done\":true}",
        "{\"kind\":\"hang\",\"hang_ms\":5,\"work_done\":true}",
        "{\"kind\":\"half_body\"}",
        "{\"kind\":\"not_json\"}",
        "{\"kind\":\"endless_body\"}",
        "{\"kind\":\"import_ends\",\"fate\":\"server_error\"}",
        "{\"kind\":\"redirect\",\"status\":307,\"location\":\"http://127.0.0.1:9/\"}"
      })
  void everyKindOfFaultCanBeAskedFor(String fault) {
    assertThat(control("POST", "faults", "{\"fault\":%s}".formatted(fault)).status())
        .isEqualTo(204);
    assertThat(maac.sandbox.faults().waiting()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"kind\":\"x\"}", "{\"kind\":\"import_ends\",\"fate\":\"x\"}"})
  void aFaultThatIsNoneIsRefused(String fault) {
    assertThat(control("POST", "faults", "{\"fault\":%s}".formatted(fault)).status())
        .isEqualTo(400);
  }

  @Test
  void segmentsAreShownWithWhatWasUploaded() {
    maac.sandbox.segments().plantList("vip", List.of(UID_1), maac.nowMs);

    JsonNode segments = control("GET", "segments", "").json();

    assertThat(segments.at("/segments/0/ids/0").textValue()).isEqualTo(UID_1);
    assertThat(segments.at("/segments/0/is_list").booleanValue()).isTrue();
    assertThat(segments.path("uploads").isArray()).isTrue();
  }

  @Test
  void whatRunsIsAbandonedAndReadsAreRefreshed() {
    maac.sandbox.imports().nextEndsAs(ImportFate.NEVER_ENDS);
    maac.accepted(ONE);

    assertThat(control("POST", "imports/abandon", "").status()).isEqualTo(204);
    assertThat(control("POST", "segments/refresh", "").status()).isEqualTo(204);

    assertThat(maac.sandbox.imports().running()).isZero();
  }

  @Test
  void theProgramIsConfiguredByItsEnvironment() throws Exception {
    Map<String, String> environment =
        Map.of("SANDBOX_PORT", "0", "SANDBOX_TOKEN", "t", "SANDBOX_IMPORT_DURATION_MS", "3");
    try (SandboxServer server = SandboxMain.start(environment)) {
      assertThat(server.url().getHost()).isEqualTo("127.0.0.1");
      assertThat(server.<String>ask(sandbox -> sandbox.settings().token)).isEqualTo("t");
      assertThat(server.<Long>ask(sandbox -> sandbox.settings().imports.durationMs)).isEqualTo(3);
    }
  }

  private static String tagged(String lineUid, String tag) {
    return "{\"line_uid\":\"%s\",\"tags\":[\"%s\"]}".formatted(lineUid, tag);
  }

  private SandboxReply control(String method, String path, String json) {
    return maac.call(SandboxRequest.json(method, "/sandbox/" + path, "", json));
  }
}
