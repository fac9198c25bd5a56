package io.github.linemaac.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any answer whatsoever. */
class HttpReplyProperties {
  /** A value of a member that MAAC may quote. */
  private static final String MARKER = "m4rk3r@example.com";

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void noAnswerThrowsAndNoReadingQuotesItsBody(@ForAll("answers") final HttpReply answer) {
    assertThat(Answers.readSubmit(answer).toString()).doesNotContain(MARKER);
    assertThat(Answers.readStatus(answer).toString()).doesNotContain(MARKER);
  }

  @Provide
  Arbitrary<HttpReply> answers() {
    final Arbitrary<Integer> statuses =
        Arbitraries.oneOf(
            Arbitraries.of(200, 201, 400, 401, 403, 404, 429, 500),
            Arbitraries.integers().between(100, 999));
    final Arbitrary<Optional<String>> waits =
        Arbitraries.of(Optional.empty(), Optional.of(MARKER), Optional.of("7"));
    return Combinators.combine(statuses, waits, bodies()).as(HttpReply.Reply::new);
  }

  private static Arbitrary<byte[]> bodies() {
    final Arbitrary<String> names =
        Arbitraries.of(
            "id",
            "status",
            "result",
            "success",
            "detail",
            "blank_error",
            "miss_fields",
            "useless_fields",
            MARKER);
    final Arbitrary<byte[]> objects =
        Arbitraries.maps(names, json(3))
            .map(
                fields ->
                    fields.entrySet().stream()
                        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                        .toList())
            .map(fields -> utf8("{" + String.join(",", fields) + "}"));
    return Arbitraries.oneOf(
        objects,
        objects,
        json(3).map(HttpReplyProperties::utf8),
        Arbitraries.of(HostileBodies.ALL),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(20));
  }

  private static Arbitrary<String> json(final int depth) {
    final Arbitrary<String> scalars =
        Arbitraries.of(
            "\"" + MARKER + "\"",
            "\"import running " + MARKER + "\"",
            "\"done\"",
            "\"pending\"",
            "true",
            "false",
            "null",
            "1",
            "-1",
            "1e999999999",
            "99999999999999999999",
            MARKER);
    if (depth == 0) {
      return scalars;
    }
    final Arbitrary<String> inner = json(depth - 1);
    final Arbitrary<List<String>> several = inner.list().ofMaxSize(3);
    return Arbitraries.oneOf(
        scalars,
        several.map(items -> "[" + String.join(",", items) + "]"),
        inner.map(value -> "{\"" + MARKER + "\":" + value + "}"),
        inner.map(value -> "{\"success\":false,\"useless_fields\":[" + value + "]}"));
  }

  private static byte[] utf8(final String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
