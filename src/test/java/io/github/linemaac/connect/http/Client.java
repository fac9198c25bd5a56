package io.github.linemaac.connect.http;

import io.github.linemaac.connect.api.Body;
import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.ImportCalls;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.config.ApiSettings;
import io.github.linemaac.connect.config.TlsSettings;
import io.github.linemaac.connect.support.Peer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.apache.kafka.common.config.types.Password;

/** Builds the client that is tested. Immutable. */
record Client(
    String url, int requestTimeoutMs, Optional<ApiSettings.Proxy> proxy, TlsSettings tls) {
  static final Request GET = ImportCalls.status("999");
  static final String TOKEN = "t0ken";

  /** A client with time enough for everything that is not meant to time out. */
  static Client of(final String url) {
    return new Client(url, 10_000, Optional.empty(), TlsSettings.OF_THE_JVM);
  }

  Client within(final int timeoutMs) {
    return new Client(url, timeoutMs, proxy, tls);
  }

  Client with(final TlsSettings settings) {
    return new Client(url, requestTimeoutMs, proxy, settings);
  }

  Client through(final Peer peer) {
    return through(peer, Optional.empty());
  }

  Client through(final Peer peer, final String user, final String password) {
    return through(peer, Optional.of(new ApiSettings.Credentials(user, new Password(password))));
  }

  private Client through(final Peer peer, final Optional<ApiSettings.Credentials> credentials) {
    return new Client(
        url,
        requestTimeoutMs,
        Optional.of(new ApiSettings.Proxy("127.0.0.1", peer.port(), credentials)),
        tls);
  }

  OkHttpMaac open() {
    return open(new OkHttpClient.Builder());
  }

  /** Opens it on top of what is set already. */
  OkHttpMaac open(final OkHttpClient.Builder builder) {
    return new OkHttpMaac(
        new ApiSettings(
            url, new Password(TOKEN), requestTimeoutMs, requestTimeoutMs, proxy, tls, true),
        "1.2.3",
        builder);
  }

  /** Makes one call with a client of its own. */
  HttpReply call(final Request request) {
    try (OkHttpMaac client = open()) {
      return client.call(request);
    }
  }

  static Request post(final String body) {
    return ImportCalls.submit(Body.of(body.getBytes(StandardCharsets.UTF_8)));
  }
}
