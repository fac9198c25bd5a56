package io.github.linemaac.connect.http;

import static io.github.linemaac.connect.http.Client.GET;
import static io.github.linemaac.connect.http.Client.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.connect.api.ExportLink;
import io.github.linemaac.connect.api.Exports;
import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.support.Relay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okio.Buffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only HTTP/2 does: it shares one connection, and lets an answer end whenever it ends. */
class OkHttpMaacHttp2Test {
  private static final List<Protocol> HTTP_2 = List.of(Protocol.H2_PRIOR_KNOWLEDGE);
  private static final String IDS = "line_uid\n" + "U".repeat(33) + "\n" + "V".repeat(33) + "\nW";

  @AutoClose private final MockWebServer maac = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    maac.setProtocols(HTTP_2);
    maac.start();
  }

  @Test
  void aWholeAnswerIsHandedBack() throws IOException {
    answer(IDS, IDS.length());
    assertThat(bodyOf(call(GET))).isEqualTo(IDS);
  }

  @Test
  void anAnswerThatEndsBeforeItsAnnouncedLengthIsLost() throws IOException {
    answer(IDS.substring(0, 77), 154);
    assertThat(call(GET)).isEqualTo(new HttpReply.Lost("the response ended after 77 of 154 bytes"));
  }

  @Test
  void anAnswerOfAnErrorThatEndsEarlyIsLostToo() throws IOException {
    maac.enqueue(
        new MockResponse.Builder().code(403).body("{").setHeader("Content-Length", 10).build());
    assertThat(call(post("{}"))).isInstanceOf(HttpReply.Lost.class);
  }

  @Test
  void anAnswerWithoutALengthEndsWhereItEnds() throws IOException {
    maac.enqueue(new MockResponse.Builder().body(IDS).removeHeader("Content-Length").build());
    assertThat(bodyOf(call(GET))).isEqualTo(IDS);
  }

  @Test
  void anAnswerWithoutABodyIsWhole() throws IOException {
    maac.enqueue(new MockResponse.Builder().code(204).build());
    assertThat(call(GET))
        .isInstanceOfSatisfying(
            HttpReply.Reply.class, reply -> assertThat(reply.status()).isEqualTo(204));
  }

  @Test
  void aPackedAnswerIsAsLongAsItIsPacked() throws IOException {
    answer(packed(), packed().length);
    assertThat(bodyOf(call(GET))).isEqualTo(IDS);
  }

  @Test
  void aPackedAnswerThatEndsEarlyIsLost() throws IOException {
    final byte[] whole = packed();
    answer(Arrays.copyOf(whole, whole.length - 10), whole.length);
    assertThat(call(GET)).isInstanceOf(HttpReply.Lost.class);
  }

  @Test
  void anAnswerOfASuccessThatIsCutOffIsLostAndOfAnErrorIsCut() throws IOException {
    final Request brief = GET.withMaxAnswerBytes(10);
    answer(IDS, IDS.length());
    assertThat(call(brief)).isEqualTo(new HttpReply.Lost("the response is larger than 10 bytes"));
    maac.enqueue(new MockResponse.Builder().code(500).body(IDS).build());
    assertThat(bodyOf(call(brief))).isEqualTo(IDS.substring(0, 10));
    answer(IDS.substring(0, 10), 10);
    assertThat(bodyOf(call(brief))).isEqualTo(IDS.substring(0, 10));
  }

  @Test
  void aFileThatEndsBeforeItsAnnouncedLengthIsOfNoUse() {
    answer(IDS.substring(0, 77), 154);
    answer(IDS, IDS.length());
    try (OkHttpMaac client = Client.of("http://127.0.0.1:" + maac.getPort()).open(http2())) {
      final Exports exports = client.exports(10_000);
      assertThat(fetch(exports))
          .isEqualTo(new Exports.Export.Failed("it ended after 77 of 154 bytes"));
      assertThat(fetch(exports)).isInstanceOf(Exports.Export.File.class);
    }
  }

  private Exports.Export fetch(final Exports exports) {
    final Exports.Fetch fetch =
        exports.begin(new ExportLink("http://127.0.0.1:" + maac.getPort() + "/x.csv"));
    await("the file").until(() -> fetch.result().isPresent());
    return fetch.result().orElseThrow();
  }

  @Test
  void aConnectionThatHasFallenSilentCostsOneCall() throws IOException {
    for (int i = 0; i < 3; i++) {
      answer("{}", 2);
    }
    try (Relay relay = Relay.to(maac.getPort());
        OkHttpMaac client = Client.of(relay.url()).within(2_000).open(http2())) {
      assertThat(client.call(post("{}"))).isInstanceOf(HttpReply.Reply.class);
      relay.silenceExisting();
      assertThat(client.call(post("{}"))).isInstanceOf(HttpReply.Lost.class);
      assertThat(client.call(post("{}"))).isInstanceOf(HttpReply.Reply.class);
      assertThat(client.call(GET)).isInstanceOf(HttpReply.Reply.class);
      assertThat(relay.connections()).isEqualTo(2);
    }
  }

  private void answer(final String body, final int announcedBytes) {
    answer(body.getBytes(StandardCharsets.UTF_8), announcedBytes, "identity");
  }

  private void answer(final byte[] packed, final int announcedBytes) {
    answer(packed, announcedBytes, "gzip");
  }

  private void answer(final byte[] body, final int announcedBytes, final String encoding) {
    maac.enqueue(
        new MockResponse.Builder()
            .body(new Buffer().write(body))
            .setHeader("Content-Length", announcedBytes)
            .setHeader("Content-Encoding", encoding)
            .build());
  }

  private static byte[] packed() throws IOException {
    final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(IDS.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private HttpReply call(final Request request) {
    try (OkHttpMaac client = Client.of("http://127.0.0.1:" + maac.getPort()).open(http2())) {
      return client.call(request);
    }
  }

  private static OkHttpClient.Builder http2() {
    return new OkHttpClient.Builder().protocols(HTTP_2);
  }

  private static String bodyOf(final HttpReply answer) {
    assertThat(answer).isInstanceOf(HttpReply.Reply.class);
    return new String(((HttpReply.Reply) answer).body(), StandardCharsets.UTF_8);
  }
}
