package io.github.linemaac.connect.api;

import static io.github.linemaac.connect.api.Answers.ok;
import static io.github.linemaac.connect.api.Answers.reply;
import static io.github.linemaac.connect.api.Answers.waitFor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes of answers in MAAC's reference, and shapes that are in none. */
class SegmentCallsTest {
  private static final String READY =
      "{\"id\":7,\"name\":\"vip\",\"description\":\"\",\"segment_type\":2,\"member_count\":3,"
          + "\"status\":2,\"last_updated_time\":\"2021-04-23T22:34:07.360839+08:00\"}";

  @Test
  void asksAsDocumented() {
    assertThat(SegmentCalls.find("a b&c=d/會", ""))
        .hasToString("GET /openapi/v1/segment/")
        .extracting(Request::query)
        .isEqualTo("name=a%20b%26c%3Dd%2F%E6%9C%83");
    assertThat(SegmentCalls.get("7")).hasToString("GET /openapi/v1/segment/7/");
    assertThat(SegmentCalls.members("7")).hasToString("GET /openapi/v1/segment/7/members/");
    assertThat(SegmentCalls.create("vip", Optional.empty(), new byte[0]))
        .hasToString("POST /openapi/v1/custom_segment/");
    assertThat(SegmentCalls.replace("7", Optional.empty(), new byte[0]))
        .hasToString("PATCH /openapi/v1/custom_segment/7/");
    assertThat(SegmentCalls.delete("7"))
        .hasToString("DELETE /openapi/v1/segment/7/")
        .extracting(Request::body)
        .isEqualTo(Body.NONE);
  }

  @ParameterizedTest
  @CsvSource({"204, Value", "200, Retry", "404, NotFound", "401, Refused", "423, Retry"})
  void readsWhatADeletionIsAnswered(final int status, final String meaning) {
    assertThat(readDelete(reply(status, "")).getClass()).hasToString(classOf(meaning));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 409, 422})
  void tellsWhyMaacMayNotDeleteASegment(final int status) {
    assertThat(readDelete(reply(status, "{\"detail\":\"excluded by s3cr3t\"}")))
        .isInstanceOfSatisfying(
            ApiResult.Refused.class,
            refused ->
                assertThat(refused.what())
                    .startsWith("DELETE /openapi/v1/segment/7/ returned HTTP " + status)
                    .contains("If another segment excludes it")
                    .doesNotContain("s3cr3t"));
    assertThat(readDelete(reply(status, "<html>")).toString())
        .as("a gateway says so")
        .doesNotContain("another segment excludes it");
  }

  private static String classOf(final String meaning) {
    return "class " + ApiResult.class.getName() + "$" + meaning;
  }

  private static ApiResult<String> readDelete(final HttpReply answer) {
    return SegmentCalls.readDelete(SegmentCalls.delete("7"), answer, "7");
  }

  @Test
  void aWholeListFitsIntoTheAnswerThatIsRead() {
    assertThat(SegmentCalls.members("7").maxAnswerBytes()).isGreaterThan(25_000_000);
    assertThat(SegmentCalls.get("7").maxAnswerBytes()).isEqualTo(MaacApi.MAX_ANSWER_BYTES);
  }

  @Test
  void readsASegment() {
    assertThat(segment(READY))
        .isEqualTo(
            new Segment(
                "7",
                "vip",
                true,
                true,
                3,
                Optional.of(Instant.parse("2021-04-23T14:34:07.360839Z"))));
  }

  @Test
  void readsWhatACreationIsAnswered() {
    final ApiResult<Segment> reading =
        SegmentCalls.readSegment(
            SegmentCalls.create("vip", Optional.empty(), new byte[0]),
            reply(
                201,
                "{\"id\":7,\"name\":\"vip\",\"segment_type\":2,\"member_count\":-1,\"status\":1,"
                    + "\"last_updated_time\":null}"));

    assertThat(reading)
        .isEqualTo(
            new ApiResult.Value<>(new Segment("7", "vip", true, false, -1, Optional.empty())));
  }

  @ParameterizedTest
  @CsvSource({
    "2020-12-17T23:00:00+08, 2020-12-17T15:00:00Z",
    "2020-12-17T23:00:00-03, 2020-12-18T02:00:00Z",
    "2020-12-17T23:00:00+08:00, 2020-12-17T15:00:00Z",
    "2020-12-17T15:00:00Z, 2020-12-17T15:00:00Z"
  })
  void readsATimeWithAShortOffsetToo(final String text, final String instant) {
    assertThat(updatedAt("\"" + text + "\"")).contains(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"\"",
        "\"none\"",
        "42",
        "{}",
        "\"2020-12-17\"",
        "\"2020-12-17T23:00:00\"",
        "\"2020-13-17T23:00:00+08\"",
        "\"2020-12-17T23:00:00+99\"",
        "\"+08\"",
        "\"-999999999-01-01T00:00:00+18\""
      })
  void aTimeThatCannotBeReadIsNone(final String value) {
    assertThat(updatedAt(value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"name\":\"vip\"}",
        "{\"id\":7}",
        "{\"id\":7,\"name\":null}",
        "{\"id\":7,\"name\":42}",
        "{\"id\":\"../../member\",\"name\":\"vip\"}",
        "{\"id\":\"\",\"name\":\"vip\"}",
        "{\"id\":{},\"name\":\"vip\"}",
        "{\"id\":1e999999999,\"name\":\"vip\"}",
        "{\"id\":1.5,\"name\":\"vip\"}"
      })
  void aSegmentWithoutAnIdOrANameIsAskedForAgain(final String body) {
    assertThat(readGet(ok(body))).isInstanceOf(ApiResult.Retry.class);
    assertThat(readFind(ok("{\"results\":[" + READY + "," + body + "],\"next\":null}")))
        .as("a page that cannot be read may hide the list, which must not be made twice")
        .isInstanceOf(ApiResult.Retry.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":7,\"name\":\"vip\"}",
        "{\"id\":7,\"name\":\"vip\",\"segment_type\":\"x\",\"status\":null,\"member_count\":[]}",
        "{\"id\":7,\"name\":\"vip\",\"segment_type\":1,\"status\":3}"
      })
  void whatIsNotSaidToBeAReadyListIsNone(final String body) {
    assertThat(segment(body))
        .isEqualTo(new Segment("7", "vip", false, false, -1, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"next\":null", ",\"next\":\"\""})
  void theLastPageHasNoNextHoweverItSaysSo(final String next) {
    assertThat(page("{\"results\":[" + READY + "]" + next + "}").next()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "c%2B300%3D%3D, c+300==, c%2B300%3D%3D",
    "c%252B, c%2B, c%252B",
    "plain, plain, plain",
    "100%, 100%, 100%25"
  })
  void theTokenOfTheNextPageIsDecodedOnceAndEncodedOnce(
      final String given, final String decoded, final String sent) {
    final SegmentPage page = page("{\"results\":[],\"next\":\"" + given + "\"}");

    assertThat(page.next()).contains(decoded);
    assertThat(SegmentCalls.find("vip", page.next().orElseThrow()).query())
        .isEqualTo("name=vip&start=" + sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "{\"results\":null}", "{\"results\":{}}", "{\"results\":[null]}"})
  void aPageOfNoKnownShapeIsAskedForAgain(final String body) {
    assertThat(readFind(ok(body))).isInstanceOf(ApiResult.Retry.class);
  }

  @Test
  void readsTheIdsOfAList() {
    final ApiResult<?> reading =
        readMembers(reply(200, "line_uid\nU00000000000000000000000000000001\n"));

    assertThat(reading).isInstanceOf(ApiResult.Value.class);
    assertThat(readMembers(reply(200, "<html>"))).isInstanceOf(ApiResult.Retry.class);
  }

  @Test
  void knowsWhatARefusalMeans() {
    assertThat(readGet(reply(404, "{}"))).isInstanceOf(ApiResult.NotFound.class);
    assertThat(readGet(reply(413, "{}"))).isInstanceOf(ApiResult.TooLarge.class);
    assertThat(readGet(waitFor(429, "9")))
        .isEqualTo(
            new ApiResult.Retry<>(
                "GET /openapi/v1/segment/7/ returned HTTP 429", OptionalLong.of(9_000)));
    assertThat(readGet(reply(503, "{}"))).isInstanceOf(ApiResult.Retry.class);
    assertThat(readGet(new HttpReply.Lost("timed out"))).isInstanceOf(ApiResult.Retry.class);
    assertRefused(readGet(reply(401, "{}")), "api.token");
    assertRefused(readGet(reply(403, "import running, limit")), "may have more segments");
    assertRefused(readGet(reply(400, "{\"name\":[\"import limit\"]}")), "about name");
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void noAnswerThrows(@ForAll("answers") final HttpReply answer) {
    assertThat(readGet(answer)).isNotNull();
    assertThat(readFind(answer)).isNotNull();
    assertThat(readMembers(answer)).isNotNull();
  }

  @Provide
  Arbitrary<HttpReply> answers() {
    final Arbitrary<HttpReply> documented =
        Arbitraries.strings()
            .withChars("{}[]\":,17e-.x%")
            .ofMaxLength(30)
            .map(text -> ok("{\"results\":[{\"id\":7,\"name\":\"vip\"," + text));
    return Arbitraries.oneOf(
        Arbitraries.of(HostileBodies.ALL).map(body -> reply(200, body)),
        documented,
        Arbitraries.strings().ofMaxLength(20).map(text -> ok("{\"next\":\"" + text + "\"}")),
        Arbitraries.integers().between(100, 999).map(status -> reply(status, "{}")));
  }

  private static void assertRefused(final ApiResult<Segment> reading, final String saying) {
    assertThat(reading)
        .isInstanceOfSatisfying(
            ApiResult.Refused.class, refused -> assertThat(refused.what()).contains(saying));
  }

  private static Optional<Instant> updatedAt(final String value) {
    return segment("{\"id\":7,\"name\":\"vip\",\"last_updated_time\":" + value + "}").updatedAt();
  }

  private static Segment segment(final String body) {
    final ApiResult<Segment> reading = readGet(ok(body));
    assertThat(reading).isInstanceOf(ApiResult.Value.class);
    final SegmentPage page = page("{\"results\":[" + body + "]}");
    assertThat(page.segments()).isEqualTo(List.of(((ApiResult.Value<Segment>) reading).value()));
    return page.segments().get(0);
  }

  private static SegmentPage page(final String body) {
    final ApiResult<SegmentPage> reading = readFind(ok(body));
    assertThat(reading).isInstanceOf(ApiResult.Value.class);
    return ((ApiResult.Value<SegmentPage>) reading).value();
  }

  private static ApiResult<Segment> readGet(final HttpReply answer) {
    return SegmentCalls.readSegment(SegmentCalls.get("7"), answer);
  }

  private static ApiResult<SegmentPage> readFind(final HttpReply answer) {
    return SegmentCalls.readFind(SegmentCalls.find("vip", ""), answer);
  }

  private static ApiResult<?> readMembers(final HttpReply answer) {
    return SegmentCalls.readMembers(SegmentCalls.members("7"), answer);
  }
}
