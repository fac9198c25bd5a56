package io.github.linemaac.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.support.Peer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy in the properties of the JVM is nowhere in the configuration, and is not used. */
class JvmProxyTest {

  @ParameterizedTest
  @ValueSource(strings = {"http", "https", "socks"})
  void theJvmsOwnProxyIsNotUsed(final String kind) throws IOException {
    final String host = kind.equals("socks") ? "socksProxyHost" : kind + ".proxyHost";
    final String port = kind.equals("socks") ? "socksProxyPort" : kind + ".proxyPort";
    // The JVM spares loopback, so the calls go to an address that is nobody's (RFC 5737).
    try (Peer proxy = Peer.answering("HTTP/1.1 403 No", "Content-Length: 0", "", "")) {
      System.setProperty(host, "127.0.0.1");
      System.setProperty(port, Integer.toString(proxy.port()));
      for (final String url : new String[] {"http://192.0.2.1:9", "https://192.0.2.1:9"}) {
        assertThat(Client.of(url).within(300).call(Client.GET)).isInstanceOf(HttpReply.Lost.class);
      }
      assertThat(proxy.connections()).isZero();
    } finally {
      System.clearProperty(host);
      System.clearProperty(port);
    }
  }
}
