package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.UID_2;
import static io.github.linemaac.sandbox.Caller.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Non-blank overwrites; tags are only added; mismatch: does not exist or has blocked." */
final class ImportWritingTest {
  private final Caller maac = new Caller();

  @Test
  void nothingIsWrittenBeforeTheImportIsDone() {
    maac.accepted(Caller.body("line_uid", row("line_uid", UID_1)));
    maac.passMs(699);
    assertThat(maac.sandbox.members().count()).isZero();

    maac.passMs(1);

    assertThat(maac.member(UID_1).createdAtMs()).isEqualTo(maac.nowMs);
  }

  @Test
  void whatIsNotBlankOverwritesAndWhatIsBlankLeavesAlone() {
    maac.result("line_uid", rowOfOne("\"email\":\"old@example.com\",\"customer_id\":\"c1\""));

    maac.result("line_uid", rowOfOne("\"email\":\"new@example.com\",\"customer_id\":\" \""));

    assertThat(maac.member(UID_1).value(ContactField.EMAIL)).isEqualTo("new@example.com");
    assertThat(maac.member(UID_1).value(ContactField.CUSTOMER_ID)).isEqualTo("c1");
  }

  @Test
  void tagsAreOnlyAddedAndThoseOfTheImportGoToAll() {
    maac.result("line_uid", rowOfOne("\"tags\":[\"a\"]"));

    JsonNode result =
        maac.result(
            "{\"import_key\":\"line_uid\",\"tags\":[\"all\"],\"data\":[%s,%s]}"
                .formatted(rowOfOne("\"tags\":[\"b\"]"), row("line_uid", UID_2)));

    assertThat(result.path("tags")).hasToString("[\"all\"]");
    assertThat(maac.member(UID_1).tagNames()).containsExactly("a", "b", "all");
    assertThat(maac.member(UID_2).tagNames()).containsExactly("all");
    assertThat(maac.sandbox.account().tags().names()).containsExactly("a", "all", "b");
  }

  @Test
  void aReplayShowsInHowOftenATagWasPutAndNowhereElse() {
    maac.result("line_uid", rowOfOne("\"tags\":[\"a\"]"));
    Contact once = maac.member(UID_1);

    maac.result("line_uid", rowOfOne("\"tags\":[\"a\"]"));

    assertThat(maac.member(UID_1).values()).isEqualTo(once.values());
    assertThat(maac.member(UID_1).tagNames()).isEqualTo(once.tagNames());
    assertThat(maac.member(UID_1).timesTagged("a")).isEqualTo(2);
    assertThat(maac.member(UID_1).tags().get("a").taggedAtMs())
        .as("documented: the time of the first tagging")
        .isEqualTo(once.tags().get("a").taggedAtMs());
    assertThat(once.timesTagged("a")).isEqualTo(1);
    assertThat(once.timesTagged("b")).isZero();
  }

  @Test
  void theCountsTellCreatedFromUpdated() {
    maac.result("line_uid", row("line_uid", UID_1));

    JsonNode result = maac.result("line_uid", row("line_uid", UID_1), row("line_uid", UID_2));

    assertThat(result.path("success").booleanValue()).isTrue();
    assertThat(result.path("total_num").intValue()).isEqualTo(2);
    assertThat(result.path("created_num").intValue()).isEqualTo(1);
    assertThat(result.path("updated_num").intValue()).isEqualTo(1);
    assertThat(result.path("mismatch_num").intValue()).isZero();
    assertThat(result.path("mismatch_export_link").isNull()).isTrue();
  }

  @Test
  void aCustomerIdNeverCreates() {
    maac.result("line_uid", rowOfOne("\"customer_id\":\"c1\""));

    JsonNode result =
        maac.result(
            "customer_id",
            "{\"customer_id\":\"c1\",\"gender\":\"female\"}",
            row("customer_id", "c2"));

    assertThat(result.path("success").booleanValue()).isTrue();
    assertThat(result.path("updated_num").intValue()).isEqualTo(1);
    assertThat(result.path("mismatch_num").intValue()).isEqualTo(1);
    assertThat(result.path("mismatch_export_link").isNull()).isTrue();
    assertThat(maac.member(UID_1).value(ContactField.GENDER)).isEqualTo("female");
    assertThat(maac.sandbox.members().count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"email, a@example.com", "mobile, +886912345678"})
  void emailAndMobileCreateUnlessToldOtherwise(String key, String value) {
    assertThat(maac.result(key, row(key, value)).path("created_num").intValue()).isEqualTo(1);

    maac.settings.imports.keysThatCreate.clear();

    assertThat(maac.result(key, row(key, value)).path("updated_num").intValue()).isEqualTo(1);
    assertThat(maac.result(key, row(key, value + "1")).path("mismatch_num").intValue())
        .isEqualTo(1);
  }

  @Test
  void aLineUidThatIsNoneIsAMismatchWithAFileToFetchWithoutAToken() {
    JsonNode result = maac.result("line_uid", row("line_uid", "U123"), row("line_uid", UID_1));

    assertThat(result.path("success").booleanValue()).isTrue();
    assertThat(result.path("mismatch_num").intValue()).isEqualTo(1);
    String link = result.path("mismatch_export_link").textValue();
    assertThat(link).isEqualTo("http://localhost/exports/1.csv");
    SandboxReply file =
        maac.call(SandboxRequest.of("GET", link.substring("http://localhost".length()), ""));
    assertThat(file.text()).isEqualTo("line_uid\nU123\n");
  }

  @Test
  void theFileIsNotThereForWhoGivesTheTokenAway() {
    maac.result("line_uid", row("line_uid", "U123"));

    assertThat(maac.get("/exports/1.csv").status()).isEqualTo(401);
    assertThat(maac.sandbox.account().violations())
        .extracting(Violation::kind)
        .containsExactly(Violation.Kind.TOKEN_GIVEN_AWAY);
  }

  @Test
  void whoHasBlockedTheAccountIsAMismatchByAnyKey() {
    maac.result("line_uid", rowOfOne("\"email\":\"a@example.com\""));
    maac.sandbox.members().block(UID_1);

    assertThat(maac.result("line_uid", row("line_uid", UID_1)).path("mismatch_num").intValue())
        .isEqualTo(1);
    assertThat(maac.result("email", row("email", "a@example.com")).path("mismatch_num").intValue())
        .isEqualTo(1);

    maac.sandbox.members().unblock(UID_1);
    assertThat(maac.result("line_uid", row("line_uid", UID_1)).path("updated_num").intValue())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"TW, +886912345678", "JP, +81912345678", "TH, +66912345678"})
  void aLocalMobileIsStoredByTheRegionOfTheAccount(Region region, String stored) {
    maac.settings.region = region;

    maac.result("line_uid", rowOfOne("\"mobile\":\"0912345678\""));

    assertThat(maac.member(UID_1).value(ContactField.MOBILE)).isEqualTo(stored);
  }

  @Test
  void aMobileMatchesWhateverFormItIsSentIn() {
    maac.result("line_uid", rowOfOne("\"mobile\":\"0912345678\""));

    maac.result("mobile", "{\"mobile\":\"+886912345678\",\"customer_id\":\"c1\"}");
    maac.result("mobile", "{\"mobile\":\"0912345678\",\"gender\":\"male\"}");

    assertThat(maac.member(UID_1).values())
        .isEqualTo(
            Map.of(
                ContactField.LINE_UID, UID_1,
                ContactField.MOBILE, "+886912345678",
                ContactField.CUSTOMER_ID, "c1",
                ContactField.GENDER, "male"));
  }

  @Test
  void ofSeveralWithOneNumberTheOneCreatedLastIsUpdated() {
    maac.result("line_uid", rowOfOne("\"mobile\":\"0912345678\""));
    maac.result("line_uid", "{\"line_uid\":\"%s\",\"mobile\":\"0912345678\"}".formatted(UID_2));
    maac.result("line_uid", rowOfOne("\"gender\":\"female\""));

    maac.result("mobile", "{\"mobile\":\"0912345678\",\"customer_id\":\"c\"}");

    assertThat(maac.member(UID_2).value(ContactField.CUSTOMER_ID)).isEqualTo("c");
    assertThat(maac.member(UID_1).value(ContactField.CUSTOMER_ID)).isEmpty();
  }

  @Test
  void aContactIsNoLongerFoundByAnAddressThatItGaveUp() {
    maac.result("line_uid", rowOfOne("\"email\":\"old@example.com\""));
    maac.result("line_uid", rowOfOne("\"email\":\"new@example.com\""));
    maac.settings.imports.keysThatCreate.clear();

    assertThat(maac.result("email", row("email", "old@example.com")).path("mismatch_num").asInt())
        .isEqualTo(1);
  }

  @Test
  void aLineUidIsNeverChangedThroughAnotherKey() {
    maac.result("line_uid", rowOfOne("\"email\":\"a@example.com\""));

    maac.result("email", "{\"email\":\"a@example.com\",\"line_uid\":\"%s\"}".formatted(UID_2));

    assertThat(maac.member(UID_1).value(ContactField.EMAIL)).isEqualTo("a@example.com");
    assertThat(maac.sandbox.members().withLineUid(UID_2)).isEmpty();
  }

  private static String rowOfOne(String more) {
    return "{\"line_uid\":\"%s\",%s}".formatted(UID_1, more);
  }
}
