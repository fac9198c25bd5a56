package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.uid;
import static io.github.linemaac.sandbox.ListCaller.LISTS;
import static io.github.linemaac.sandbox.ListCaller.MULTIPART;
import static io.github.linemaac.sandbox.ListCaller.csv;
import static io.github.linemaac.sandbox.ListCaller.field;
import static io.github.linemaac.sandbox.ListCaller.file;
import static io.github.linemaac.sandbox.ListCaller.form;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of an upload: multipart, the file's name and type, its header and its size. */
final class SegmentFormTest {
  private static final String NAME = field("name", "vip");
  private static final String GOOD = file(csv(UID_1));

  private final ListCaller lists = new ListCaller();

  @BeforeEach
  void haveAContact() {
    lists.follow(UID_1);
  }

  @Test
  void nameFileAndDescriptionAreTaken() {
    SandboxReply reply =
        lists.send("POST", LISTS, form(field("name", "會員"), GOOD, field("description", "d")));

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.json().path("name").textValue()).isEqualTo("會員");
    assertThat(reply.json().path("description").textValue()).isEqualTo("d");
    assertThat(lists.maac.sandbox.account().violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"line_uid\r\n%s\r\n", "line_uid\n%s"})
  void eitherLineEndIsFineAndTheLastIsOptional(String content) {
    lists.send("POST", LISTS, form(NAME, file(content.formatted(UID_1))));

    assertThat(uploadedIds()).containsExactly(UID_1);
  }

  @Test
  void aQuotedBoundaryIsFine() {
    assertThat(
            lists
                .send(
                    "POST",
                    LISTS,
                    "multipart/form-data; boundary=\"cut\"",
                    form(NAME, GOOD).getBytes(UTF_8))
                .status())
        .isEqualTo(201);
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of("no name", "name", form(GOOD)),
        Arguments.of("a blank name", "name", form(field("name", " "), GOOD)),
        Arguments.of("no file", "file", form(NAME)),
        Arguments.of("a file without a file name", "file", form(NAME, field("file", csv(UID_1)))),
        Arguments.of(
            "a file of another type", "file", form(NAME, GOOD.replace("csv\r", "plain\r"))),
        Arguments.of("an unknown field", "non_field_errors", form(NAME, GOOD, field("x", "y"))),
        Arguments.of("a field that comes twice", "detail", form(NAME, NAME, GOOD)),
        Arguments.of("bare line feeds", "detail", form(NAME, GOOD).replace("\r\n", "\n")),
        Arguments.of("no closing boundary", "detail", NAME + GOOD),
        Arguments.of("a preamble", "detail", "x\r\n" + form(NAME, GOOD)),
        Arguments.of("an epilogue", "detail", form(NAME, GOOD) + "x"),
        Arguments.of("another boundary", "detail", form(NAME, GOOD).replace("--cut", "--put")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void aFormThatIsNotInOrderIsRefused(String what, String field, String body) {
    SandboxReply reply = lists.send("POST", LISTS, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().has(field)).as(what + ": " + reply.text()).isTrue();
    assertThat(lists.maac.sandbox.segments().all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\uFEFFline_uid\n%s\n",
        "LINE_UID\n%s\n",
        "%s\n",
        "line_uid,x\n%s,1\n",
        " line_uid\n%s\n",
        "line_uid\n%s,1\n"
      })
  void aFileWithAnotherHeaderOrColumnIsRefused(String content) {
    SandboxReply reply = lists.send("POST", LISTS, form(NAME, file(content.formatted(UID_1))));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().has("file")).isTrue();
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() {
    byte[] body = form(NAME, file("line_uid\n\u0001\n")).getBytes(UTF_8);
    for (int i = 0; i < body.length; i++) {
      body[i] = body[i] == 1 ? (byte) 0xFF : body[i];
    }

    assertThat(lists.send("POST", LISTS, MULTIPART, body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"U00000000000000000000000000000001\"", "U1", " "})
  void aLineThatIsNoIdIsDroppedAndRememberedAsAViolation(String line) {
    lists.send("POST", LISTS, form(NAME, file(csv(line, UID_1))));

    assertThat(lists.maac.sandbox.segments().all().get(0).ids()).containsExactly(UID_1);
    assertThat(lists.maac.sandbox.account().violations())
        .extracting(Violation::kind)
        .containsExactly(Violation.Kind.LINE_UID);
  }

  @Test
  void anEmptyFileIsRefusedUnlessToldOtherwise() {
    assertThat(lists.create("vip").status()).isEqualTo(400);

    lists.maac.settings.segments.acceptsEmptyFile = true;

    assertThat(lists.create("vip").status()).isEqualTo(201);
  }

  @Test
  void threeHundredThousandIdsAreTakenAndOneMoreIsNot() {
    String[] most = IntStream.range(0, 300_000).mapToObj(Caller::uid).toArray(String[]::new);
    assertThat(lists.create("vip", most).status()).isEqualTo(201);

    String[] more = IntStream.rangeClosed(0, 300_000).mapToObj(Caller::uid).toArray(String[]::new);
    assertThat(lists.replace(1, more).status()).isEqualTo(400);

    assertThat(lists.maac.sandbox.account().violations())
        .extracting(Violation::kind)
        .containsExactly(Violation.Kind.LIST_TOO_LARGE);
  }

  @Test
  void aFileOfMoreBytesThanAllowedIsRefused() {
    assertThat(lists.maac.settings.segments.maxFileBytes).isEqualTo(25_000_000);
    lists.maac.settings.segments.maxFileBytes = csv(UID_1).length();
    assertThat(lists.create("vip", UID_1).status()).isEqualTo(201);

    assertThat(lists.create("vip", UID_1, uid(2)).status()).isEqualTo(400);
  }

  @Test
  void aPostIsMultipartAndNothingElse() {
    byte[] json = "{\"name\":\"vip\"}".getBytes(UTF_8);

    assertThat(lists.send("POST", LISTS, "application/json", json).status()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"file\":\"line_uid\"}", "{\"name\":1}", "{\"name\":\"\"}", "{"})
  void aPatchInJsonCarriesNameOrDescriptionAndNoFile(String json) {
    lists.create("vip", UID_1);

    assertThat(lists.send("PATCH", LISTS + "1/", "application/json", json.getBytes(UTF_8)).status())
        .isEqualTo(400);
    assertThat(uploadedIds()).containsExactly(UID_1);
  }

  private List<String> uploadedIds() {
    return lists.maac.sandbox.segments().uploads().get(0).ids();
  }
}
