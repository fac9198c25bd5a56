package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.UID_2;
import static io.github.linemaac.sandbox.Caller.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fails an import, and that it then fails as a whole. */
final class ImportVerdictTest {
  private final Caller maac = new Caller();

  @Test
  void aFailureHasTheDocumentedShape() {
    JsonNode result =
        maac.result(
            "line_uid",
            row("line_uid", UID_1),
            row("line_uid", UID_1),
            row("line_uid", " "),
            row("email", "one@example.com"));

    assertThat(result)
        .hasToString(
            "{\"success\":false,\"blank_error\":2,\"duplicate_error\":1,\"gender_error\":0,"
                + "\"mobile_error\":0,\"birthday_error\":0,\"miss_fields\":[],"
                + "\"useless_fields\":[]}");
  }

  @Test
  void oneBadRowRejectsItsNeighboursToo() {
    JsonNode result =
        maac.result("line_uid", uidWith(UID_1, "gender", "x"), row("line_uid", UID_2));

    assertThat(result.path("gender_error").intValue()).isEqualTo(1);
    assertThat(maac.sandbox.members().count()).isZero();
    assertThat(maac.sandbox.imports().stats().rejected()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "gender, male, 0",
    "gender, female, 0",
    "gender, unknown, 1",
    "gender, Male, 1",
    "gender, '', 1",
    "mobile, 0912345678, 0",
    "mobile, +886912345678, 0",
    "mobile, +12, 0",
    "mobile, +123456789012345, 0",
    "mobile, +1234567890123456, 1",
    "mobile, +0912345678, 1",
    "mobile, 091234567, 1",
    "mobile, 09123456789, 1",
    "mobile, 0812345678, 1",
    "mobile, 0912-345678, 1",
    "mobile, 886912345678, 1",
    "mobile, '', 1",
    "birthday, 2000-02-29, 0",
    "birthday, 2001-02-29, 1",
    "birthday, 2000-2-3, 1",
    "birthday, 2000/02/03, 1",
    "birthday, 2000-02-03T00:00:00, 1",
    "birthday, '', 1"
  })
  void eachFieldHasItsRuleAndItsCounter(String field, String value, int errors) {
    JsonNode result = maac.result("line_uid", uidWith(UID_1, field, value));

    assertThat(result.path("success").booleanValue()).isEqualTo(errors == 0);
    assertThat(result.path(field + "_error").intValue()).isEqualTo(errors);
  }

  @ParameterizedTest
  @CsvSource({"gender", "mobile", "birthday"})
  void nullIsBlank(String field) {
    String json = "{\"line_uid\":\"%s\",\"%s\":null}".formatted(UID_1, field);
    assertThat(maac.result("line_uid", json).path(field + "_error").intValue()).isEqualTo(1);

    maac.settings.imports.blankPasses = true;

    assertThat(maac.result("line_uid", json).path("success").booleanValue()).isTrue();
  }

  @Test
  void unknownGenderCanPass() {
    maac.settings.imports.unknownGenderPasses = true;

    assertThat(
            maac.result("line_uid", uidWith(UID_1, "gender", "unknown"))
                .path("success")
                .asBoolean())
        .isTrue();
  }

  @Test
  void rowsCountAsDuplicatesOnceForEachRepeat() {
    JsonNode result =
        maac.result(
            "email",
            row("email", "a@example.com"),
            row("email", " a@example.com"),
            row("email", "a@example.com "),
            row("email", "b@example.com"));

    assertThat(result.path("duplicate_error").intValue()).isEqualTo(2);
  }

  @Test
  void mobileDuplicatesAreCountedAfterOrBeforeConversion() {
    String[] rows = {row("mobile", "0912345678"), row("mobile", "+886912345678")};
    assertThat(maac.result("mobile", rows).path("duplicate_error").intValue()).isEqualTo(1);

    maac.settings.imports.duplicatesAfterConversion = false;

    assertThat(maac.result("mobile", rows).path("success").booleanValue()).isTrue();
    assertThat(maac.sandbox.members().count()).isEqualTo(1);
  }

  @Test
  void uselessFieldsAreNamedAndFailTheImportUnlessToldOtherwise() {
    String json = uidWith(UID_1, "display_name", "x");
    JsonNode result = maac.result("line_uid", json);
    assertThat(result.path("success").booleanValue()).isFalse();
    assertThat(result.path("useless_fields")).hasToString("[\"display_name\"]");

    maac.settings.imports.uselessFieldsFail = false;

    assertThat(maac.result("line_uid", json).path("success").booleanValue()).isTrue();
    assertThat(maac.sandbox.account().violations())
        .extracting(Violation::kind)
        .containsOnly(Violation.Kind.UNKNOWN_FIELD);
  }

  @Test
  void aKeyThatNoRowHasIsAMissingField() {
    JsonNode result = maac.result("customer_id", row("email", "a@example.com"));

    assertThat(result.path("success").booleanValue()).isFalse();
    assertThat(result.path("miss_fields")).hasToString("[\"customer_id\"]");
  }

  @Test
  void maacCanFindFurtherValuesBad() {
    maac.sandbox.imports().alsoInvalid(ContactField.MOBILE, "+886912345678"::equals);

    assertThat(
            maac.result(
                    "line_uid",
                    uidWith(UID_1, "mobile", "+886912345678"),
                    uidWith(UID_2, "mobile", "+886912345679"))
                .path("mobile_error")
                .intValue())
        .isEqualTo(1);

    maac.sandbox.imports().nothingElseInvalid();
    assertThat(
            maac.result("line_uid", uidWith(UID_1, "mobile", "+886912345678"))
                .path("success")
                .booleanValue())
        .isTrue();
  }

  @Test
  void maacHasNoCounterForBadEmails() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> maac.sandbox.imports().alsoInvalid(ContactField.EMAIL, any -> true));
    assertThat(
            maac.result("line_uid", uidWith(UID_1, "email", "no address"))
                .path("success")
                .asBoolean())
        .isTrue();
  }

  private static String uidWith(String uid, String field, String value) {
    return "{\"line_uid\":\"%s\",\"%s\":\"%s\"}".formatted(uid, field, value);
  }
}
