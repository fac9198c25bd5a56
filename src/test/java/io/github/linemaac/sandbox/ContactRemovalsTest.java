package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.UID_2;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Taking tags off a contact, and unbinding its customer id. */
final class ContactRemovalsTest {
  private static final String UNTAG = "/openapi/v1/taglinemember/";

  private final Caller maac = new Caller();

  @BeforeEach
  void importOne() {
    maac.result(
        "{\"import_key\":\"line_uid\",\"tags\":[\"vip\",\"new\"],\"data\":[{\"line_uid\":\"%s\",\"customer_id\":\"c1\"}]}"
            .formatted(UID_1));
    maac.sandbox.members().follow(java.util.List.of(UID_2), 1);
  }

  private SandboxReply untag(long id, String lineUid) {
    return maac.call(
        SandboxRequest.json(
            "DELETE",
            UNTAG,
            maac.settings.token,
            "{\"tag_id\":%d,\"line_uid\":\"%s\"}".formatted(id, lineUid)));
  }

  private SandboxReply patch(String lineUid, String json) {
    return maac.call(
        SandboxRequest.json(
            "PATCH", "/openapi/v1/member/" + lineUid + "/", maac.settings.token, json));
  }

  private long vip() {
    return maac.get("/openapi/v1/tag/?name=vip").json().at("/results/0/id").longValue();
  }

  @Test
  void aTagIsTakenOffOneContact() {
    assertThat(untag(vip(), UID_1).status()).isEqualTo(204);

    assertThat(maac.member(UID_1).tagNames()).containsExactly("new");
    assertThat(maac.sandbox.account().removals().made())
        .singleElement()
        .matches(made -> made.tag().equals("vip") && made.wasThere());
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 204})
  void ofATagThatIsNotThereEitherIsSaid(int status) {
    maac.settings.untaggedStatus = status;

    assertThat(untag(vip(), UID_2).status()).isEqualTo(status);
    assertThat(maac.sandbox.account().violations()).isEmpty();
  }

  @Test
  void aTagOrContactThatDoesNotExistIsNotFound() {
    assertThat(untag(99, UID_1).status()).isEqualTo(404);
    assertThat(untag(vip(), Caller.uid(77)).status()).isEqualTo(404);
    assertThat(patch(Caller.uid(77), "{\"customer_id\":null}").status()).isEqualTo(404);
    maac.sandbox.account().tags().deletedBySomebody("vip");
    assertThat(maac.get("/openapi/v1/tag/?name=vip").json().path("results")).isEmpty();
  }

  @Test
  void aNullUnbinds() {
    SandboxReply reply = patch(UID_1, "{\"customer_id\":null}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("customer_id").isNull()).isTrue();
    assertThat(maac.member(UID_1).value(ContactField.CUSTOMER_ID)).isEmpty();
    assertThat(maac.sandbox.members().with(ContactField.CUSTOMER_ID, "c1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"customer_id\":\"c2\"}", "{\"customer_id\":null,\"tags\":[]}", "x"})
  void whatIsNotServedIsRefused(String json) {
    assertThat(patch(UID_1, json).status()).isEqualTo(400);
    assertThat(maac.member(UID_1).value(ContactField.CUSTOMER_ID)).isEqualTo("c1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tag_id\":1}",
        "{\"tag_id\":\"1\",\"line_uid\":\"U00000000000000000000000000000001\"}",
        "{\"tag_id\":1,\"line_uid\":\"U1\"}",
        "{\"tag_id\":1,\"line_uid\":\"U00000000000000000000000000000001\",\"name\":\"vip\"}"
      })
  void aPairIsReadStrictly(String json) {
    assertThat(maac.call(SandboxRequest.json("DELETE", UNTAG, maac.settings.token, json)).status())
        .isEqualTo(400);
  }

  @Test
  void theBodyIsJsonAndTheMethodOneOfTheTwo() {
    assertThat(maac.call(SandboxRequest.of("DELETE", UNTAG, maac.settings.token)).status())
        .isEqualTo(415);
    assertThat(maac.get(UNTAG).status()).isEqualTo(405);
    assertThat(maac.get("/openapi/v1/member/" + UID_1 + "/").status()).isEqualTo(405);
  }

  @Test
  void moreCallsInASecondThanAllowedAreThrottled() {
    maac.settings.memberCallsPerSecond = 2;
    assertThat(untag(vip(), UID_1).status()).isEqualTo(204);
    assertThat(patch(UID_1, "{\"customer_id\":null}").status()).isEqualTo(200);

    SandboxReply third = untag(vip(), UID_2);
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.headers()).containsEntry("Retry-After", "1");
    maac.passMs(1_000);
    assertThat(untag(vip(), UID_2).status()).isEqualTo(404);
    assertThat(maac.sandbox.account().removals().maxInASecond()).isEqualTo(2);
  }
}
