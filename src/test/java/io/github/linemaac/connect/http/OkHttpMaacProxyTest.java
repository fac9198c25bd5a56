package io.github.linemaac.connect.http;

import static io.github.linemaac.connect.http.Client.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.support.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy looks names up, so these hosts need not exist. */
class OkHttpMaacProxyTest {
  private static final String HTTP = "http://maac.invalid";
  private static final String HTTPS = "https://maac.invalid";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  private static final String WHO =
      "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
  private static final String CREDENTIALS =
      "Proxy-Authorization: Basic "
          + Base64.getEncoder().encodeToString("someone:pw".getBytes(StandardCharsets.US_ASCII));

  @Test
  void sendsTheCallThroughTheProxy() throws IOException, InterruptedException {
    try (Peer proxy = Peer.answering(OK)) {
      assertThat(Client.of(HTTP).through(proxy).call(post("{}")))
          .isInstanceOf(HttpReply.Reply.class);

      assertThat(proxy.awaitRequest())
          .startsWith("POST http://maac.invalid/openapi/v1/member/import/ HTTP/1.1\r\n")
          .doesNotContain("Proxy-Authorization");
    }
  }

  @Test
  void tellsAProxyThatAsksWhoWeAre() throws IOException {
    try (Peer proxy = Peer.doing(OkHttpMaacProxyTest::askWho)) {
      for (final Request request : new Request[] {Client.GET, post("{}")}) {
        assertThat(Client.of(HTTP).through(proxy, "someone", "pw").call(request))
            .isInstanceOfSatisfying(
                HttpReply.Reply.class, reply -> assertThat(reply.status()).isEqualTo(200));
      }
    }
  }

  @Test
  void handsBackThatTheProxyDoesNotBelieveUs() throws IOException {
    try (Peer proxy = Peer.doing(OkHttpMaacProxyTest::askWho)) {
      final HttpReply answer = Client.of(HTTP).through(proxy, "someone", "wrong").call(post("{}"));

      assertThat(answer)
          .isInstanceOfSatisfying(
              HttpReply.Reply.class, reply -> assertThat(reply.status()).isEqualTo(407));
      assertThat(proxy.requests()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void tellsTheProxyOfATunnelWhoWeAreButNotTheToken() throws IOException, InterruptedException {
    try (Peer proxy = Peer.doing(Peer.Connection::readRequest)) {
      Client.of(HTTPS).through(proxy, "someone", "pw").call(post("{}"));

      assertThat(proxy.awaitRequest())
          .startsWith("CONNECT maac.invalid:443 HTTP/1.1\r\n")
          .contains(CREDENTIALS)
          .doesNotContain(Client.TOKEN);
    }
  }

  @Test
  void aTunnelForWhichTheProxyDoesNotBelieveUsIsNoLostCall() throws IOException {
    try (Peer proxy = Peer.doing(OkHttpMaacProxyTest::askWho)) {
      assertThat(Client.of(HTTPS).through(proxy, "someone", "wrong").call(post("{}")))
          .isEqualTo(new HttpReply.ProxyRefused(407));
      assertThat(Client.of(HTTPS).through(proxy).call(post("{}")))
          .isEqualTo(new HttpReply.ProxyRefused(407));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 502})
  void aTunnelThatTheProxyDoesNotOpenIsToldWithItsStatus(final int status) throws IOException {
    try (Peer proxy = Peer.answering("HTTP/1.1 " + status + " No", "Content-Length: 0", "", "")) {
      assertThat(Client.of(HTTPS).through(proxy, "someone", "pw").call(post("{}")))
          .isEqualTo(new HttpReply.ProxyRefused(status));
    }
  }

  @Test
  void aTunnelThatTheProxyOnlyThinksAboutIsNoConnection() throws IOException {
    try (Peer proxy =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.hang();
            })) {
      assertThat(Client.of(HTTPS).within(300).through(proxy).call(post("{}")))
          .isInstanceOfSatisfying(
              HttpReply.Lost.class,
              lost -> assertThat(lost.how()).isEqualTo(HttpReply.Lost.How.NO_CONNECTION));
    }
  }

  private static void askWho(final Peer.Connection connection) throws IOException {
    while (true) {
      final String request = connection.readRequest();
      connection.write(request.contains(CREDENTIALS) ? OK : WHO);
    }
  }
}
