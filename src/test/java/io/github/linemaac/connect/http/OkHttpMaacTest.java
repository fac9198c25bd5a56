package io.github.linemaac.connect.http;

import static io.github.linemaac.connect.http.Client.post;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.linemaac.connect.api.Answers;
import io.github.linemaac.connect.api.ApiResult;
import io.github.linemaac.connect.api.Body;
import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.ImportCalls;
import io.github.linemaac.connect.api.ImportWriter;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.support.Bodies;
import io.github.linemaac.connect.support.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and what comes back of it. */
class OkHttpMaacTest {
  private static final String[] OK = {"HTTP/1.1 200 OK", "Content-Length: 2", "", "{}"};

  @Test
  void sendsTheCallWithTheTokenToThePathAsItIs() throws IOException, InterruptedException {
    try (Peer maac = Peer.answering(OK)) {
      Client.of(maac.url()).call(post("{\"data\":[\"\u5C0F\"]}"));

      assertThat(maac.awaitRequest())
          .startsWith("POST /openapi/v1/member/import/ HTTP/1.1\r\n")
          .contains("\r\nAuthorization: Bearer t0ken\r\n")
          .contains("\r\nAccept: application/json, text/csv\r\n")
          .contains("\r\nUser-Agent: kafka-connect-maac/1.2.3\r\n")
          .contains("\r\nContent-Type: application/json; charset=utf-8\r\n")
          .contains("\r\nContent-Length: 16\r\n")
          .endsWith("\r\n\r\n{\"data\":[\"\u5C0F\"]}");
    }
  }

  @Test
  void sendsALongBodyWhole() throws IOException, InterruptedException {
    final String body =
        IntStream.range(0, 20_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
    try (Peer maac = Peer.answering(OK)) {
      Client.of(maac.url()).call(post(body));

      assertThat(maac.awaitRequest()).endsWith("\r\n\r\n" + body);
    }
  }

  @Test
  void sendsABodyOfPiecesAsOne() throws IOException, InterruptedException {
    final byte[] row = "{\"line_uid\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    final Body body =
        new ImportWriter(ImportKey.LINE_UID, List.of()).body(Collections.nCopies(10_000, row));
    try (Peer maac = Peer.answering(OK)) {
      Client.of(maac.url()).call(ImportCalls.submit(body));

      assertThat(maac.awaitRequest())
          .contains("\r\nContent-Length: " + body.lengthBytes() + "\r\n")
          .endsWith("\r\n\r\n" + new String(Bodies.bytes(body), StandardCharsets.UTF_8));
    }
  }

  @Test
  void sendsACallWithoutABody() throws IOException, InterruptedException {
    try (Peer maac = Peer.answering(OK)) {
      Client.of(maac.url()).call(Client.GET);

      assertThat(maac.awaitRequest())
          .startsWith("GET /openapi/v1/member/import/999/ HTTP/1.1\r\n")
          .doesNotContain("Content-Type", "Content-Length");
    }
  }

  @Test
  void appendsToThePathOfApiUrl() throws IOException, InterruptedException {
    try (Peer maac = Peer.answering(OK)) {
      Client.of(maac.url() + "/gateway/maac").call(Client.GET);

      assertThat(maac.awaitRequest())
          .startsWith("GET /gateway/maac/openapi/v1/member/import/999/ HTTP/1.1\r\n");
    }
  }

  @Test
  void leavesTheQueryAsItWasEncoded() throws IOException, InterruptedException {
    try (Peer maac = Peer.answering(OK)) {
      Client.of(maac.url())
          .call(new Request("GET", "/openapi/v1/member/", "start=a%2Bb%3D", "", Body.NONE));

      assertThat(maac.awaitRequest())
          .startsWith("GET /openapi/v1/member/?start=a%2Bb%3D HTTP/1.1\r\n");
    }
  }

  @Test
  void handsBackStatusRetryAfterAndBody() throws IOException {
    try (Peer maac =
        Peer.answering("HTTP/1.1 429 Slow", "Retry-After: 7", "Content-Length: 4", "", "wait")) {
      final HttpReply.Reply reply = (HttpReply.Reply) Client.of(maac.url()).call(post("{}"));

      assertThat(reply.status()).isEqualTo(429);
      assertThat(reply.retryAfter()).contains("7");
      assertThat(reply.body()).asString().isEqualTo("wait");
    }
  }

  @Test
  void handsBackWhenTheAnswerWasGiven() throws IOException {
    try (Peer maac =
        Peer.answering(
            "HTTP/1.1 503 Busy",
            "Date: Wed, 21 Oct 2026 07:27:30 GMT",
            "Retry-After: Wed, 21 Oct 2026 07:27:37 GMT",
            "Content-Length: 0",
            "",
            "")) {
      final HttpReply answer = Client.of(maac.url()).call(Client.GET);
      assertThat(((ApiResult.Retry<?>) Answers.readStatus(answer)).waitMs()).hasValue(7_000);
    }
  }

  @Test
  void withoutADateTheAnswerWasGivenWhenItCame() throws IOException {
    try (Peer maac = Peer.answering(OK)) {
      final Instant before = Instant.now();
      final HttpReply.Reply reply = (HttpReply.Reply) Client.of(maac.url()).call(Client.GET);
      assertThat(reply.at().orElseThrow())
          .isBetween(before.truncatedTo(ChronoUnit.MILLIS), Instant.now());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void takesTheTokenNowhereElse(final int status) throws IOException {
    try (Peer other = Peer.answering(OK);
        Peer maac =
            Peer.answering(
                "HTTP/1.1 " + status + " Elsewhere",
                "Location: " + other.url() + "/openapi/v1/member/import/",
                "Content-Length: 0",
                "",
                "")) {
      for (final Request request : new Request[] {Client.GET, post("{}")}) {
        assertThat(((HttpReply.Reply) Client.of(maac.url()).call(request)).status())
            .isEqualTo(status);
      }

      assertThat(maac.requests()).hasSize(2);
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void cutsAnEndlessBody() throws IOException {
    try (Peer maac =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.write("HTTP/1.1 200 OK\r\n\r\n");
              connection.writeForEver(new byte[64 * 1024]);
            })) {
      assertCutOff(maac);
    }
  }

  @Test
  void cutsABodyThatGrowsWhenItIsUnpacked() throws IOException {
    final byte[] packed = packedZeros();
    assertThat(packed).hasSizeLessThan(MaacApi.MAX_ANSWER_BYTES / 100);
    try (Peer maac =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
              connection.write(packed);
            })) {
      assertCutOff(maac);
    }
  }

  @Test
  void cutsTheEndlessBodyOfAnError() throws IOException {
    try (Peer maac =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.write("HTTP/1.1 500 No\r\n\r\n");
              connection.writeForEver(new byte[64 * 1024]);
            })) {
      assertThat(((HttpReply.Reply) callInTime(maac)).body()).hasSize(MaacApi.MAX_ANSWER_BYTES);
    }
  }

  /** Read up to the bound and no further; what is not whole is no success. */
  private static void assertCutOff(final Peer maac) {
    assertThat(callInTime(maac))
        .isEqualTo(new HttpReply.Lost("the response is larger than 4194304 bytes"));
  }

  private static HttpReply callInTime(final Peer maac) {
    return assertTimeoutPreemptively(ofSeconds(5), () -> Client.of(maac.url()).call(Client.GET));
  }

  private static byte[] packedZeros() throws IOException {
    final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream zeros = new GZIPOutputStream(packed)) {
      zeros.write(new byte[4 * MaacApi.MAX_ANSWER_BYTES]);
    }
    return packed.toByteArray();
  }
}
