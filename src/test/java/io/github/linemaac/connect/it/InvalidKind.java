package io.github.linemaac.connect.it;

import io.github.linemaac.cluster.MemberRecord;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A way in which a record cannot be sent.
 *
 * @param name what is wrong, in words
 * @param reason what the dead-letter topic should say of it
 * @param value makes the record's value out of a sound member
 */
record InvalidKind(String name, String reason, Function<MemberRecord, String> value) {

  private static final String LINE_UID = "line_uid: is not U and 32 lower-case hex digits";
  private static final String KEY = "line_uid: is missing or blank, and it is the import key";
  private static final String BIRTHDAY = "birthday: is not a valid date of the form YYYY-MM-DD";
  private static final String NO_OBJECT = "value: is not a JSON object";

  /** Every rule of the connector that holds for records of JSON text. */
  static List<InvalidKind> all() {
    return List.of(
        new InvalidKind("import key missing", KEY, member -> member.without("line_uid").json()),
        field("import key blank", "line_uid", "  ", KEY),
        field("upper-case LINE user id", "line_uid", "U" + "0A".repeat(16), LINE_UID),
        field("short LINE user id", "line_uid", "U" + "0a".repeat(15), LINE_UID),
        field("birthday that never was", "birthday", "1990-02-30", BIRTHDAY),
        field("birthday of another form", "birthday", "30/12/1990", BIRTHDAY),
        field(
            "gender",
            "gender",
            "yes",
            "gender: is neither male nor female nor unknown, by the words of gender.male.values,"
                + " gender.female.values and gender.unknown.values"),
        field(
            "mobile",
            "mobile",
            "12345",
            "mobile: is neither E.164 (as in +886912345678) nor 09 and eight digits, and"
                + " mobile.default.region is not set"),
        tooLong("line_display_name", 255),
        tooLong("email", 255),
        tooLong("customer_id", 1_024),
        field(
            "long tag",
            "tags",
            List.of("fine", "t".repeat(256)),
            "tags: has a tag longer than 255 characters"),
        field(
            "object where text is wanted",
            "email",
            Map.of("home", "x@example.com"),
            "email: has a type that cannot be read as text"),
        new InvalidKind("text that is no JSON", NO_OBJECT, MemberRecord::lineUid),
        new InvalidKind("half a JSON object", NO_OBJECT, member -> member.json().substring(0, 60)),
        new InvalidKind("JSON array", NO_OBJECT, member -> "[" + member.json() + "]"));
  }

  private static InvalidKind field(String name, String field, Object value, String reason) {
    return new InvalidKind(name, reason, member -> member.with(field, value).json());
  }

  private static InvalidKind tooLong(String field, int maxCharacters) {
    return field(
        "long " + field,
        field,
        "x".repeat(maxCharacters + 1),
        "%s: is longer than %d characters".formatted(field, maxCharacters));
  }
}
