package io.github.linemaac.connect.mapping;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a record says is the same in whatever form it comes: fields, reasons, and what is passed
 * over.
 */
class RecordFormsTest {
  private static final String ID = "\"customer_id\":\"c1\"";
  private static final String TOO_LONG = "customer_id: is a number with too many digits";

  /**
   * A record and what is made of it.
   *
   * @param path where {@code email} is found
   * @param said each field that is told, or the reason why nothing is
   */
  private record Case(String path, String json, String said) {
    private static Case of(final String json, final String said) {
      return new Case("email", json, said);
    }
  }

  private static List<Case> cases() {
    final List<Case> cases = new ArrayList<>(fields());
    cases.addAll(numbers());
    cases.addAll(paths());
    cases.addAll(text());
    return cases;
  }

  private static List<Case> fields() {
    return List.of(
        Case.of(
            "{\"line_uid\":\"U0123456789abcdef0123456789abcdef\",\"line_display_name\":\"\u5C0F\u660E\","
                + "\"email\":\"a@example.com\",\"mobile\":\"+886912345678\",\"customer_id\":\"c1\",\"gender\":\"F\",\"birthday\":\"2000/02/03\",\"tags\":[\"vip\",null,\""
                + " new \"]}",
            "LINE_UID=U0123456789abcdef0123456789abcdef LINE_DISPLAY_NAME=\u5C0F\u660E"
                + " EMAIL=a@example.com MOBILE=+886912345678 CUSTOMER_ID=c1 GENDER=female"
                + " BIRTHDAY=2000-02-03 tags=[vip, new]"),
        Case.of("{}", "customer_id: is missing or blank, and it is the import key"),
        Case.of("{" + ID + ",\"email\":null,\"tags\":null,\"x\":null}", "CUSTOMER_ID=c1"),
        Case.of("{" + ID + ",\"email\":\" \u200b\",\"tags\":\"\"}", "CUSTOMER_ID=c1"),
        Case.of("{" + ID + ",\"tags\":\"a, b,,a\"}", "CUSTOMER_ID=c1 tags=[a, b]"),
        Case.of("{" + ID + ",\"tags\":\"[\\\"a\\\",1]\"}", "CUSTOMER_ID=c1 tags=[a, 1]"),
        Case.of("{" + ID + ",\"tags\":[]}", "CUSTOMER_ID=c1"),
        Case.of("{" + ID + ",\"__deleted\":\"true\"}", "nothing"),
        Case.of("{" + ID + ",\"__deleted\":true}", "nothing"),
        Case.of("{" + ID + ",\"email\":true}", "email: has a type that cannot be read as text"),
        Case.of(
            "{" + ID + ",\"email\":{\"a\":\"b\"}}",
            "email: has a type that cannot be read as text"),
        Case.of(
            "{\"schema\":{\"type\":\"struct\"},\"payload\":{" + ID + "}}",
            "customer_id: is missing or blank, and it is the import key; value: is an envelope of"
                + " schema and payload: read it by org.apache.kafka.connect.json.JsonConverter with"
                + " value.converter.schemas.enable=true"),
        // Of a name that comes twice, the last one counts, also where it says nothing.
        Case.of(
            "{\"email\":\"a@example.com\"," + ID + ",\"email\":\"b@example.com\"}",
            "EMAIL=b@example.com CUSTOMER_ID=c1"),
        Case.of("{\"email\":\"a@example.com\"," + ID + ",\"email\":null}", "CUSTOMER_ID=c1"),
        new Case(
            "a.b",
            "{\"a\":{\"b\":\"a@example.com\"}," + ID + ",\"a\":{\"c\":\"x\"}}",
            "CUSTOMER_ID=c1"),
        new Case("a.b", "{\"a\":\"x\"," + ID + ",\"a\":{\"c\":\"x\"}}", "CUSTOMER_ID=c1"));
  }

  private static List<Case> numbers() {
    return List.of(
        Case.of("{\"customer_id\":42}", "CUSTOMER_ID=42"),
        Case.of("{\"customer_id\":-7}", "CUSTOMER_ID=-7"),
        Case.of("{\"customer_id\":9007199254740993}", "CUSTOMER_ID=9007199254740993"),
        Case.of("{\"customer_id\":92233720368547758089}", "CUSTOMER_ID=92233720368547758089"),
        Case.of("{\"customer_id\":1.50}", "CUSTOMER_ID=1.5"),
        Case.of("{\"customer_id\":1.2e3}", "CUSTOMER_ID=1200"),
        Case.of("{\"customer_id\":1e999}", "CUSTOMER_ID=1" + "0".repeat(999)),
        Case.of("{\"customer_id\":1e99999}", TOO_LONG),
        Case.of("{\"customer_id\":" + "9".repeat(5_000) + "}", TOO_LONG),
        // Nobody reads it, so it may be as long as it likes.
        Case.of("{" + ID + ",\"x\":" + "9".repeat(5_000) + "}", "CUSTOMER_ID=c1"),
        Case.of("{" + ID + ",\"birthday\":20000203}", "CUSTOMER_ID=c1 BIRTHDAY=2000-02-03"),
        Case.of(
            "{" + ID + ",\"mobile\":912345678.5}",
            "mobile: is a decimal number, so digits of it may be lost"));
  }

  private static List<Case> paths() {
    final String told = "EMAIL=a@example.com CUSTOMER_ID=c1";
    final String deep = "{\"x\":".repeat(300) + "{\"email\":\"y\"}" + "}".repeat(300);
    return List.of(
        new Case("a.b.c", "{" + ID + ",\"a\":{\"b\":{\"c\":\"a@example.com\"}}}", told),
        new Case("a.0.b", "{" + ID + ",\"a\":[{\"b\":\"a@example.com\"},{\"b\":\"x\"}]}", told),
        new Case("a.1.b", "{" + ID + ",\"a\":[{\"b\":\"a@example.com\"}]}", "CUSTOMER_ID=c1"),
        new Case(
            "a.b",
            "{" + ID + ",\"a\":[{\"b\":\"a@example.com\"}]}",
            "email: is looked for inside a list, without a number as 0 in identities.0.id"),
        new Case(
            "a.b",
            "{" + ID + ",\"a\":1}",
            "email: is looked for inside a value that has no fields"),
        new Case("a.b,email", "{" + ID + ",\"a\":1,\"email\":\"a@example.com\"}", told),
        Case.of("{\"deep\":" + deep + "," + ID + ",\"email\":\"a@example.com\"}", told),
        // Text that holds JSON is looked into like any other object.
        new Case("a.b", "{" + ID + ",\"a\":" + quoted("{\"b\":\"a@example.com\"}") + "}", told),
        new Case("a.0", "{" + ID + ",\"a\":" + quoted("[\"a@example.com\"]") + "}", told),
        new Case(
            "a.b.c",
            "{"
                + ID
                + ",\"a\":"
                + quoted("{\"b\":" + quoted("{\"c\":\"a@example.com\"}") + "}")
                + "}",
            told),
        new Case(
            "a.b",
            "{" + ID + ",\"a\":" + quoted("{\"b\":\"x\",\"b\":\"a@example.com\"}") + "}",
            told),
        new Case("a.b", "{" + ID + ",\"a\":\"null\"}", "CUSTOMER_ID=c1"),
        new Case("a.b", "{" + ID + ",\"a\":\" \"}", "CUSTOMER_ID=c1"),
        new Case(
            "a.b",
            "{" + ID + ",\"a\":\"{bad\"}",
            "email: is looked for inside text that is not JSON"),
        new Case("a.b", "{" + ID + ",\"a\":\"__debezium_unavailable_value\"}", "CUSTOMER_ID=c1"));
  }

  private static List<Case> text() {
    return List.of(
        Case.of("{\"customer\\u005fid\":\"\\u0063\\u0031\"}", "CUSTOMER_ID=c1"),
        Case.of(
            "{" + ID + ",\"line_display_name\":\"a \\\"b\\\"\\\\\\/\\n\\ud83d\\ude00\u00e9\"}",
            "LINE_DISPLAY_NAME=a \"b\"\\/\n\ud83d\ude00\u00e9 CUSTOMER_ID=c1"),
        Case.of(
            "{" + ID + ",\"line_display_name\":\"a\\ud83d\"}",
            "line_display_name: holds half a character (an unpaired surrogate)"),
        Case.of(
            "{" + ID + ",\"line_display_name\":\"a\\u0000b\"}",
            "line_display_name: holds a NUL character"),
        Case.of(
            "{" + ID + ",\"email\":\"" + "x".repeat(300) + "\"}",
            "email: is longer than 255 characters"),
        Case.of("\ufeff {" + ID + "}\n", "CUSTOMER_ID=c1"),
        Case.of(
            "{" + ID + ",\"" + "\u9577".repeat(3_000) + "\":\"" + "x".repeat(100_000) + "\"}",
            "CUSTOMER_ID=c1"));
  }

  static Stream<Arguments> everyCaseInEveryForm() {
    return cases().stream()
        .flatMap(one -> Stream.of(RecordForm.values()).map(form -> Arguments.of(form, one)));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("everyCaseInEveryForm")
  void saysTheSameInEveryForm(final RecordForm form, final Case one) {
    assertThat(said(by(one.path()).map(form.of(one.json())))).isEqualTo(one.said());
  }

  /** Source: RFC 4627, section 3. A byte order mark is passed over. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\ufeff"})
  void bytesMayBeInAnyEncodingOfJson(final String mark) {
    final String json = mark + "{" + ID + ",\"line_display_name\":\"\u5C0F\u660E\"}";
    for (final Charset encoding : List.of(UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE"))) {
      assertThat(said(by("email").map(json.getBytes(encoding))))
          .as("%s", encoding)
          .isEqualTo("LINE_DISPLAY_NAME=\u5C0F\u660E CUSTOMER_ID=c1");
    }
  }

  @Test
  void tooDeepIsNoJsonAsTextAndAsBytes() {
    final String json = "{" + ID + ",\"x\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}";
    for (final RecordForm form : List.of(RecordForm.TEXT, RecordForm.BYTES)) {
      assertThat(said(by("email").map(form.of(json)))).isEqualTo("value: is not a JSON object");
    }
  }

  private static Mapping by(final String path) {
    return Mapping.by("customer_id").with("field.email", path);
  }

  private static String quoted(final String json) {
    return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String said(final MappingResult mapped) {
    if (mapped instanceof MappingResult.Invalid invalid) {
      return invalid.rejection().reason();
    }
    return mapped instanceof MappingResult.Update update ? told(update.member()) : "nothing";
  }

  private static String told(final Member member) {
    final List<String> told = new ArrayList<>();
    for (final MemberField field : MemberField.values()) {
      if (member.has(field)) {
        told.add(field + "=" + member.value(field));
      }
    }
    if (!member.tags().isEmpty()) {
      told.add("tags=" + member.tags());
    }
    return String.join(" ", told);
  }
}
