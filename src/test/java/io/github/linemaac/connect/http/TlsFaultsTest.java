package io.github.linemaac.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.TlsFault;
import io.github.linemaac.connect.config.TlsSettings;
import io.github.linemaac.connect.support.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each way in which no secure connection comes about is told apart, and the CA of the test helps.
 */
class TlsFaultsTest {
  private static final long DAY_MS = 86_400_000;
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  private final HeldCertificate ca = new HeldCertificate.Builder().certificateAuthority(0).build();
  private final HeldCertificate server = signed().build();

  @Test
  void aPrivateCaIsTrustedOnlyIfItIsNamed() throws IOException {
    try (Peer maac = secured(server)) {
      assertThat(call(maac, TlsSettings.OF_THE_JVM)).isEqualTo(insecure(TlsFault.UNTRUSTED));
      assertThat(call(maac, trusting())).isInstanceOf(HttpReply.Reply.class);
    }
  }

  @Test
  void aCertificateHasItsTime() throws IOException {
    final long nowMs = System.currentTimeMillis();
    try (Peer expired =
            secured(signed().validityInterval(nowMs - 2 * DAY_MS, nowMs - DAY_MS).build());
        Peer early =
            secured(signed().validityInterval(nowMs + DAY_MS, nowMs + 2 * DAY_MS).build())) {
      assertThat(call(expired, trusting())).isEqualTo(insecure(TlsFault.EXPIRED));
      assertThat(call(early, trusting())).isEqualTo(insecure(TlsFault.NOT_YET_VALID));
    }
  }

  @Test
  void aCertificateIsForItsHost() throws IOException {
    try (Peer maac =
        secured(
            new HeldCertificate.Builder()
                .signedBy(ca)
                .addSubjectAlternativeName("maac.example.com")
                .build())) {
      assertThat(call(maac, trusting())).isEqualTo(insecure(TlsFault.WRONG_HOST));
    }
  }

  /** An alert of version 1.0 that says so, and a ServerHello of version 1.1 with a usual cipher. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "15030100020246",
        "160302002a"
            + "020000260302"
            + "0000000000000000000000000000000000000000000000000000000000000000"
            + "00"
            + "c013"
            + "00"
      })
  void anOldProtocolIsRefused(final String hex) throws IOException {
    try (Peer maac =
        Peer.doing(
            connection -> {
              connection.write(HexFormat.of().parseHex(hex));
              connection.hang();
            })) {
      assertThat(call(maac, trusting())).isEqualTo(insecure(TlsFault.OLD_PROTOCOL));
    }
  }

  @Test
  void plainTextIsNoTls() throws IOException {
    try (Peer maac = Peer.doing(connection -> connection.write(OK))) {
      assertThat(call(maac, trusting())).isEqualTo(insecure(TlsFault.PLAIN_TEXT));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientCertificateIsShownWhereOneIsDemanded(final String protocol) throws IOException {
    final HeldCertificate known = new HeldCertificate.Builder().signedBy(ca).build();
    final HeldCertificate stranger = new HeldCertificate.Builder().build();
    try (Peer maac =
        Peer.doing(asking(protocol, socket -> socket.setNeedClientAuth(true)), Peer.always(OK))) {
      assertThat(call(maac, trusting())).isEqualTo(insecure(TlsFault.CLIENT_CERTIFICATE));
      assertThat(call(maac, trusting(), stranger)).isEqualTo(insecure(TlsFault.CLIENT_CERTIFICATE));
      assertThat(call(maac, trusting(), known)).isInstanceOf(HttpReply.Reply.class);
    }
  }

  /** It asks, and takes whoever does not say. */
  @Test
  void aServerThatOnlyAsksMayLoseAConnectionLater() throws IOException {
    try (Peer maac =
            Peer.doing(
                asking("TLSv1.3", socket -> socket.setWantClientAuth(true)),
                connection -> {
                  connection.readRequest();
                  connection.write(OK);
                  connection.readRequest();
                });
        OkHttpMaac client = client(maac, new TlsSettings(trusting(), Map.of())).open()) {
      assertThat(client.call(Client.post("{}"))).isInstanceOf(HttpReply.Reply.class);
      assertThat(client.call(Client.post("{}"))).isInstanceOf(HttpReply.Lost.class);
    }
  }

  @Test
  void anotherAlertIsTriedAgainAndNamed() throws IOException {
    try (Peer maac =
        Peer.doing(
            connection -> {
              // internal_error
              connection.write(HexFormat.of().parseHex("15030300020250"));
              connection.hang();
            })) {
      assertThat(call(maac, trusting()))
          .isEqualTo(
              new HttpReply.Lost(
                  HttpReply.Lost.How.TLS,
                  "connection failed (SSLException, TLS alert internal_error)"));
    }
  }

  @Test
  void aProxyThatInspectsIsTrustedIfItsCaIs() throws IOException {
    final SSLContext inspecting = certificates(certificateFor("maac.example.com")).sslContext();
    try (Peer proxy =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.write("HTTP/1.1 200 Established\r\n\r\n");
              Peer.always(OK).run(connection.secured(inspecting));
            })) {
      final Client client = Client.of("https://maac.example.com").through(proxy);

      assertThat(client.call(Client.GET)).isEqualTo(insecure(TlsFault.UNTRUSTED));
      assertThat(client.with(new TlsSettings(trusting(), Map.of())).call(Client.GET))
          .isInstanceOf(HttpReply.Reply.class);
      assertThat(proxy.requests()).last().asString().contains("Bearer " + Client.TOKEN);
    }
  }

  private HeldCertificate.Builder signed() {
    return new HeldCertificate.Builder().signedBy(ca).addSubjectAlternativeName("127.0.0.1");
  }

  private HeldCertificate certificateFor(final String host) {
    return new HeldCertificate.Builder().signedBy(ca).addSubjectAlternativeName(host).build();
  }

  private Peer secured(final HeldCertificate certificate) throws IOException {
    return Peer.doing(
        certificates(certificate).sslContext().getServerSocketFactory(), Peer.always(OK));
  }

  private HandshakeCertificates certificates(final HeldCertificate own) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(own, ca.certificate())
        .addTrustedCertificate(ca.certificate())
        .build();
  }

  /** Sockets of a server that asks who somebody is. */
  private ServerSocketFactory asking(final String protocol, final Consumer<SSLServerSocket> how) {
    final ServerSocketFactory sockets = certificates(server).sslContext().getServerSocketFactory();
    return new ServerSocketFactory() {
      @Override
      public ServerSocket createServerSocket(final int port) throws IOException {
        return createServerSocket(port, 50);
      }

      @Override
      public ServerSocket createServerSocket(final int port, final int backlog) throws IOException {
        return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
      }

      @Override
      public ServerSocket createServerSocket(
          final int port, final int backlog, final InetAddress address) throws IOException {
        final SSLServerSocket socket =
            (SSLServerSocket) sockets.createServerSocket(port, backlog, address);
        how.accept(socket);
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
      }
    };
  }

  private Map<String, Object> trusting() {
    return Map.of(
        "ssl.truststore.certificates",
        new Password(ca.certificatePem()),
        "ssl.truststore.type",
        "PEM");
  }

  private static HttpReply call(final Peer maac, final Map<String, Object> trusted) {
    return call(maac, new TlsSettings(trusted, Map.of()));
  }

  private static HttpReply call(
      final Peer maac, final Map<String, Object> trusted, final HeldCertificate own) {
    return call(
        maac,
        new TlsSettings(
            trusted,
            Map.of(
                "ssl.keystore.key", new Password(own.privateKeyPkcs8Pem()),
                "ssl.keystore.certificate.chain", new Password(own.certificatePem()),
                "ssl.keystore.type", "PEM")));
  }

  private static HttpReply call(final Peer maac, final TlsSettings tls) {
    return client(maac, tls).call(Client.post("{}"));
  }

  private static Client client(final Peer maac, final TlsSettings tls) {
    return Client.of("https://127.0.0.1:" + maac.port()).with(tls);
  }

  private static HttpReply insecure(final TlsFault fault) {
    return new HttpReply.Insecure(fault);
  }
}
