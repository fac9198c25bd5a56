package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.IMPORT;
import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.body;
import static io.github.linemaac.sandbox.Caller.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "Bearer on every call; every path ends in a slash; 401, 403, 404, 405." */
final class AccessTest {
  private static final String ONE = body("line_uid", row("line_uid", UID_1));

  private final Caller maac = new Caller();

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong", "sandbox-token ", "SANDBOX-TOKEN"})
  void anythingButTheTokenIsInvalid(String token) {
    SandboxReply reply = maac.call(SandboxRequest.of("GET", "/openapi/v1/member/", token));

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text()).isEqualTo("{\"detail\":\"Token Invalid\"}");
  }

  @Test
  void aTokenWithoutBearerIsInvalid() {
    SandboxRequest bare =
        new SandboxRequest(
            "GET",
            "/openapi/v1/member/",
            "",
            Map.of("authorization", maac.settings.token),
            new byte[0]);

    assertThat(maac.call(bare).status()).isEqualTo(401);
  }

  @Test
  void theStatusForABadTokenCanBe403() {
    maac.settings.badTokenStatus = 403;

    assertThat(maac.call(SandboxRequest.of("GET", "/openapi/v1/tag/", "wrong")).status())
        .isEqualTo(403);
  }

  @Test
  void theTokenCanBeCorrectedWhileRunning() {
    SandboxRequest request = SandboxRequest.of("GET", "/openapi/v1/member/", "new");
    assertThat(maac.call(request).status()).isEqualTo(401);

    maac.settings.token = "new";

    assertThat(maac.call(request).status()).isEqualTo(200);
  }

  @Test
  void aBadTokenDoesNotCountAgainstTheRate() {
    maac.settings.imports.perMinute = 1;
    maac.call(SandboxRequest.json("POST", IMPORT, "wrong", ONE));

    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(200);
    assertThat(maac.sandbox.imports().stats().posted()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /openapi/v1/member, /openapi/v1/member/",
    "GET, /openapi/v1/tag?name=a, /openapi/v1/tag/?name=a",
    "POST, /openapi/v1/member/import, /openapi/v1/member/import/",
    "PATCH, /openapi/v1/custom_segment/1, /openapi/v1/custom_segment/1/"
  })
  void aPathWithoutItsSlashIsRedirectedAndNothingIsDone(
      String method, String path, String location) {
    SandboxReply reply = maac.call(SandboxRequest.json(method, path, maac.settings.token, ONE));

    assertThat(reply.status()).isEqualTo(301);
    assertThat(reply.headers()).containsEntry("Location", location);
    assertThat(maac.sandbox.imports().stats().posted()).isZero();
    assertThat(maac.sandbox.account().violations())
        .extracting(Violation::kind)
        .containsExactly(Violation.Kind.TRAILING_SLASH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/openapi/v1/",
        "/openapi/v2/member/",
        "/openapi/v1/members/",
        "/openapi/v1/member/import/99/",
        "/openapi/v1/segment/99/",
        "/openapi/v1/tag/99/"
      })
  void whatIsNotThereIs404(String path) {
    assertThat(maac.get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, member/import/",
    "PUT, member/",
    "POST, segment/1/",
    "GET, custom_segment/",
    "DELETE, custom_segment/1/"
  })
  void anotherMethodIs405(String method, String path) {
    SandboxReply reply =
        maac.call(SandboxRequest.of(method, "/openapi/v1/" + path, maac.settings.token));

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.json().path("detail").textValue())
        .isEqualTo("Method \"" + method + "\" not allowed.");
  }
}
