package io.github.linemaac.connect.http;

import static io.github.linemaac.connect.http.Client.post;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.linemaac.connect.api.Answers;
import io.github.linemaac.connect.api.ApiResult;
import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.support.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call ends in time and never throws, whatever the network or the peer does. */
class OkHttpMaacFaultsTest {
  private static final HttpReply TOO_LATE =
      new HttpReply.Lost(
          HttpReply.Lost.How.NO_ANSWER,
          "no complete response within request.timeout.ms or connect.timeout.ms");
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  @Test
  void nobodyAnswersThere() {
    assertThat(Client.of("http://127.0.0.1:" + Peer.deadPort()).call(Client.GET))
        .isEqualTo(
            new HttpReply.Lost(HttpReply.Lost.How.REFUSED, "connection failed (ConnectException)"));
  }

  @Test
  void aPeerThatHangsUpBeforeTlsIsTriedAgain() throws IOException {
    try (Peer silent = Peer.doing(Peer.Connection::readRequest)) {
      assertThat(Client.of("https://127.0.0.1:" + silent.port()).within(500).call(Client.GET))
          .isInstanceOfSatisfying(
              HttpReply.Lost.class,
              lost -> assertThat(lost.how()).isEqualTo(HttpReply.Lost.How.TLS));
    }
  }

  @Test
  void aCallThatMustBeQuickDoesNotWaitForTheTimeOutOfOthers() throws IOException {
    try (Peer maac =
            Peer.doing(
                connection -> {
                  connection.readRequest();
                  connection.hang();
                });
        OkHttpMaac client = Client.of(maac.url()).within(60_000).open()) {
      assertThat(
              assertTimeoutPreemptively(ofSeconds(10), () -> client.callWithin(Client.GET, 1_000)))
          .isEqualTo(TOO_LATE);
    }
  }

  @Test
  void aCallThatMustBeQuickIsAnsweredAsAnyOther() throws IOException {
    try (Peer maac = Peer.answering(OK);
        OkHttpMaac client = Client.of(maac.url()).open()) {
      assertThat(client.callWithin(Client.GET, 10_000))
          .isInstanceOfSatisfying(
              HttpReply.Reply.class, reply -> assertThat(reply.body()).asString().isEqualTo("{}"));
    }
  }

  @Test
  void theConnectionIsClosedWithoutAnAnswer() throws IOException {
    try (Peer maac = Peer.doing(Peer.Connection::readRequest)) {
      assertThat(Client.of(maac.url()).call(post("{}"))).isInstanceOf(HttpReply.Lost.class);
      assertThat(maac.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 OK\r\n\r\n",
        "HTTP/1.1 -20 OK\r\n\r\n",
        "HTTP/1.1 204 None\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        "HTTP/1.1 407 Who?\r\nContent-Length: 0\r\n\r\n",
        "SSH-2.0-OpenSSH\r\n",
        "\r\n\r\n",
        "\u0000"
      })
  void anAnswerThatIsNoneIsLostOrReadAndNeverThrows(final String bytes) throws IOException {
    try (Peer maac =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            })) {
      final HttpReply answer = Client.of(maac.url()).call(post("{}"));

      assertThat(Answers.readSubmit(answer)).isNotInstanceOf(ApiResult.Value.class);
      assertThat(maac.requests()).hasSize(1);
    }
  }

  @Test
  void aPeerThatSaysNothingIsLeftInTime() throws IOException {
    try (Peer maac =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.hang();
            })) {
      assertThat(callWithin(200, maac)).isEqualTo(TOO_LATE);
    }
  }

  @Test
  void aPeerThatTricklesABodyIsLeftInTime() throws IOException {
    try (Peer maac =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
              connection.trickleForEver();
            })) {
      assertThat(callWithin(200, maac)).isEqualTo(TOO_LATE);
    }
  }

  @Test
  void aPeerThatTricklesHeadersIsLeftInTime() throws IOException {
    try (Peer maac =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.write("HTTP/1.1 200 OK\r\nX-Long: ");
              connection.trickleForEver();
            })) {
      assertThat(callWithin(200, maac)).isEqualTo(TOO_LATE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Many: x\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "long"})
  void endlessHeadersDoNotFillTheMemory(final String endless) throws IOException {
    final byte[] many = endless.repeat(1_000).getBytes(StandardCharsets.ISO_8859_1);
    try (Peer maac =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.write("HTTP/1.1 100 Continue\r\n");
              connection.writeForEver(many);
            })) {
      assertThat(callWithin(300, maac)).isInstanceOf(HttpReply.Lost.class);
    }
  }

  @Test
  void aPostIsNotRepeatedOnAConnectionThatDiesUnderIt() throws IOException {
    try (Peer maac =
            Peer.doing(
                connection -> {
                  connection.readRequest();
                  connection.write(OK);
                  connection.readRequest();
                });
        OkHttpMaac client = Client.of(maac.url()).open()) {
      assertThat(client.call(post("first"))).isInstanceOf(HttpReply.Reply.class);
      assertThat(client.call(post("second"))).isInstanceOf(HttpReply.Lost.class);

      assertThat(maac.requests()).hasSize(2);
    }
  }

  @Test
  void aPostIsSentAtMostOnceWhenThePooledConnectionIsStale() throws IOException {
    try (Peer maac =
            Peer.doing(
                connection -> {
                  connection.readRequest();
                  connection.write(OK);
                });
        OkHttpMaac client = Client.of(maac.url()).open()) {
      for (int i = 0; i < 20; i++) {
        client.call(post("call " + i));
      }

      assertThat(maac.requests()).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"408 Timeout", "421 Misdirected", "503 Busy\r\nRetry-After: 0"})
  void noCallIsRepeatedBecauseAnAnswerAsksForIt(final String status) throws IOException {
    for (final Request request : new Request[] {post("{}"), Client.GET}) {
      try (Peer maac = Peer.answering("HTTP/1.1 " + status, "Content-Length: 0", "", "")) {
        assertThat(Client.of(maac.url()).call(request))
            .isInstanceOfSatisfying(
                HttpReply.Reply.class,
                reply ->
                    assertThat(reply.retryAfter())
                        .isEqualTo(status.endsWith("0") ? Optional.of("0") : Optional.empty()));
        assertThat(maac.requests()).hasSize(1);
      }
    }
  }

  @Test
  void anIdleConnectionIsClosedBeforeAFrontCloses() throws Exception {
    final CountDownLatch closed = new CountDownLatch(1);
    try (Peer maac =
            Peer.doing(
                connection -> {
                  connection.readRequest();
                  connection.write(OK);
                  connection.hang();
                  closed.countDown();
                });
        OkHttpMaac client = Client.of(maac.url()).open()) {
      assertThat(client.call(post("{}"))).isInstanceOf(HttpReply.Reply.class);
      // Within 2 seconds; OkHttp by itself keeps it for 5 minutes.
      assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aStopWhileItConnectsIsALostCall() throws Exception {
    try (Peer maac = Peer.answering(OK);
        OkHttpMaac client = Client.of(maac.url()).open()) {
      Thread.currentThread().interrupt();
      assertThat(client.call(Client.GET)).isInstanceOf(HttpReply.Lost.class);
      assertThat(Thread.interrupted()).as("the interrupt stays set").isTrue();
    }
  }

  @Test
  void closingEndsACallThatIsUnderWay() throws Exception {
    try (Peer maac =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.hang();
            })) {
      final OkHttpMaac client = Client.of(maac.url()).open();
      final FutureTask<HttpReply> answer = new FutureTask<>(() -> client.call(post("{}")));
      new Thread(answer, "caller").start();
      maac.awaitRequest();

      client.close();

      assertThat(answer.get(2, TimeUnit.SECONDS)).isInstanceOf(HttpReply.Lost.class);
    }
  }

  private static HttpReply callWithin(final int timeoutMs, final Peer maac) {
    return assertTimeoutPreemptively(
        ofSeconds(5), () -> Client.of(maac.url()).within(timeoutMs).call(post("{}")));
  }
}
