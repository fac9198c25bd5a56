package io.github.linemaac.connect.http;

import io.github.linemaac.connect.config.ApiSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/** The way through a proxy: who we are to it, and what it means when it does not let us pass. */
final class ProxyAccess {
  static final String AUTHORIZATION = "Proxy-Authorization";

  private static final int WHO_ARE_YOU = 407;

  /** With this, OkHttp asks for credentials before any proxy has. */
  private static final String PREEMPTIVE = "OkHttp-Preemptive";

  /** OkHttp has no other word for what a proxy answers to CONNECT but this sentence. */
  private static final Pattern REFUSAL =
      Pattern.compile("Unexpected response code for CONNECT: ([0-9]{3})");

  private ProxyAccess() {}

  /** The credentials as the proxy is told them, if there are any. */
  static Optional<String> credentials(final ApiSettings settings) {
    return settings
        .proxy()
        .flatMap(ApiSettings.Proxy::credentials)
        .map(known -> Credentials.basic(known.user(), known.password().value()));
  }

  /**
   * Lets a client go through the proxy of the settings, if there is one, and else through none: the
   * JVM's own ({@code https.proxyHost}, {@code socksProxyHost}) would be nowhere in the
   * configuration.
   */
  static void use(final OkHttpClient.Builder builder, final ApiSettings settings) {
    builder.proxy(Proxy.NO_PROXY).socketFactory(new DirectSockets());
    final Optional<String> credentials = credentials(settings);
    settings
        .proxy()
        .ifPresent(
            proxy ->
                builder
                    .proxy(
                        new Proxy(
                            Proxy.Type.HTTP,
                            InetSocketAddress.createUnresolved(proxy.host(), proxy.port())))
                    .proxyAuthenticator((route, response) -> answer(credentials, route, response)));
  }

  private static Request answer(
      final Optional<String> credentials, final Route route, final Response response)
      throws IOException {
    final Request request = response.request();
    if (credentials.isPresent() && request.header(AUTHORIZATION) == null) {
      return request.newBuilder().header(AUTHORIZATION, credentials.get()).build();
    }
    final boolean isAsked =
        response.challenges().stream().noneMatch(asked -> asked.scheme().equals(PREEMPTIVE));
    if (route != null && route.requiresTunnel() && isAsked) {
      throw new Refused(WHO_ARE_YOU);
    }
    return null;
  }

  /** The status with which a proxy refused a tunnel, if that is what ended a call. */
  static Optional<Integer> refusal(final IOException e) {
    if (e instanceof Refused refused) {
      return Optional.of(refused.status);
    }
    final Matcher sentence = REFUSAL.matcher(String.valueOf(e.getMessage()));
    return sentence.matches() ? Optional.of(Integer.valueOf(sentence.group(1))) : Optional.empty();
  }

  /** The proxy does not believe us. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(final int status) {
      super("the proxy refused the tunnel");
      this.status = status;
    }
  }
}
