package io.github.linemaac.connect.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.support.Bodies;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls that take something off a member, and what their answers mean. */
class RemovalCallsTest {
  private static final LineUid MEMBER = LineUid.of("U0123456789abcdef0123456789abcdef");
  private static final Request UNTAG = RemovalCalls.untag("12", MEMBER);
  private static final Request UNBIND = RemovalCalls.unbind(MEMBER);

  private static HttpReply reply(final int status, final String body) {
    return new HttpReply.Reply(status, Optional.empty(), body.getBytes(UTF_8));
  }

  @Test
  void aTagIsTakenOffByItsNumber() {
    assertThat(UNTAG).hasToString("DELETE /openapi/v1/taglinemember/");
    assertThat(Bodies.text(UNTAG))
        .isEqualTo("{\"tag_id\":12,\"line_uid\":\"U0123456789abcdef0123456789abcdef\"}");
    assertThat(UNTAG.isUpload()).isFalse();
  }

  @Test
  void aCustomerIdIsUnboundByNullAndNobodyIsNamed() {
    assertThat(UNBIND.path()).isEqualTo("/openapi/v1/member/U0123456789abcdef0123456789abcdef/");
    assertThat(UNBIND).hasToString("PATCH /openapi/v1/member/{line_uid}/");
    assertThat(Bodies.text(UNBIND)).isEqualTo("{\"customer_id\":null}");
    assertThat(UNBIND.isUpload()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"204, ''", "200, ''", "200, '{\"detail\":\"ok\"}'"})
  void itIsOff(final int status, final String body) {
    assertThat(RemovalCalls.readUntag(UNTAG, reply(status, body)))
        .isEqualTo(new ApiResult.Value<>(true));
  }

  @ParameterizedTest
  @CsvSource({"404, '{\"detail\":\"Not found.\"}'", "404, ''"})
  void itIsNotKnown(final int status, final String body) {
    assertThat(RemovalCalls.readUntag(UNTAG, reply(status, body)))
        .isEqualTo(new ApiResult.NotFound<>());
    assertThat(RemovalCalls.readUnbind(UNBIND, reply(status, body)))
        .isEqualTo(new ApiResult.NotFound<>());
  }

  @ParameterizedTest
  @CsvSource({
    "200, '<html>Just a moment</html>'",
    "404, '<html>nginx</html>'",
    "404, 'default backend - 404'",
    "409, ''",
    "423, ''",
    "429, ''",
    "500, ''",
    "503, '<html>'",
    "408, ''"
  })
  void itIsTriedAgain(final int status, final String body) {
    assertThat(RemovalCalls.readUntag(UNTAG, reply(status, body)))
        .isInstanceOf(ApiResult.Retry.class);
    assertThat(RemovalCalls.readUnbind(UNBIND, reply(status, body)))
        .isInstanceOf(ApiResult.Retry.class);
  }

  @Test
  void whoeverIsUnboundIsToldOf() {
    assertThat(RemovalCalls.readUnbind(UNBIND, reply(200, "{\"customer_id\":null}")))
        .isEqualTo(new ApiResult.Value<>(true));
    assertThat(RemovalCalls.readUnbind(UNBIND, reply(200, ""))).isInstanceOf(ApiResult.Retry.class);
    assertThat(RemovalCalls.readUnbind(UNBIND, reply(200, "[]")))
        .isInstanceOf(ApiResult.Retry.class);
  }

  @Test
  void aRefusalOfTheOneMemberNamesFieldsAndNoValue() {
    assertThat(RemovalCalls.readUntag(UNTAG, reply(400, "{\"line_uid\":[\"U01 is blocked\"]}")))
        .isEqualTo(new ApiResult.Unfit<>("is refused by MAAC (HTTP 400 about line_uid)"));
    assertThat(RemovalCalls.readUntag(UNTAG, reply(422, "")))
        .isEqualTo(new ApiResult.Unfit<>("is refused by MAAC (HTTP 422)"));
  }

  @ParameterizedTest
  @CsvSource({
    "401, ''",
    "403, '{\"detail\":\"Token Invalid\"}'",
    "403, '<html>'",
    "400, '<html>'",
    "405, ''",
    "302, ''",
    "407, ''"
  })
  void aPersonHasToAct(final int status, final String body) {
    assertThat(RemovalCalls.readUntag(UNTAG, reply(status, body)))
        .isInstanceOf(ApiResult.Refused.class);
  }

  @Test
  void tagsAreListedByAPartOfTheirNames() {
    final Request find = TagCalls.find("tier 1&2", "a+b=");

    assertThat(find.query()).isEqualTo("name=tier%201%262&start=a%2Bb%3D");
    assertThat(find).hasToString("GET /openapi/v1/tag/");
    assertThat(
            TagCalls.readFind(
                find,
                reply(
                    200,
                    "{\"results\":[{\"id\":1,\"name\":\"x\",\"available_days\":null}],\"next\":\"c%3D\"}")))
        .isEqualTo(
            new ApiResult.Value<>(new TagPage(List.of(new Tag("1", "x")), Optional.of("c="))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"results\":{}}",
        "{\"results\":[{\"id\":-1,\"name\":\"x\"}]}",
        "{\"results\":[{\"id\":\"1,\\\"a\\\"\",\"name\":\"x\"}]}",
        "{\"results\":[{\"id\":1}]}"
      })
  void aPageThatCannotBeReadSaysNothing(final String body) {
    assertThat(TagCalls.readFind(TagCalls.find("x", ""), reply(200, body)))
        .isInstanceOf(ApiResult.Retry.class);
  }

  @Test
  void theTagsOfANameAreThoseOfExactlyThatName() {
    final TagSearch search = new TagSearch("vip");
    search.add(
        new TagPage(
            List.of(new Tag("1", "vip2"), new Tag("2", "Vip"), new Tag("3", "vip")),
            Optional.of("next")));
    assertThat(search.isDone()).isFalse();
    assertThat(search.next().query()).isEqualTo("name=vip&start=next");
    search.add(new TagPage(List.of(new Tag("4", "vip"), new Tag("3", "vip")), Optional.empty()));

    assertThat(search.isDone()).isTrue();
    assertThat(search.found()).containsExactly("3", "4");
  }

  @Test
  void pagesThatLeadBackNeverEnd() {
    final TagSearch search = new TagSearch("vip");
    search.add(new TagPage(List.of(), Optional.of("a")));
    search.add(new TagPage(List.of(), Optional.of("a")));

    assertThat(search.neverEnds()).isTrue();
  }
}
