package io.github.linemaac.connect.api;

import io.github.linemaac.connect.config.ApiSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;

/**
 * MAAC over HTTPS: the one class that opens a socket.
 *
 * <p>The token goes to {@code api.url} and nowhere else: redirects are not followed. Answers are
 * read up to a bound, and every call ends within {@code request.timeout.ms}. Thread-safe; one
 * thread calls, another may {@link #close}.
 */
public final class OkHttpMaac implements MaacApi {
  private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

  private final OkHttpClient client;
  private final HttpUrl baseUrl;
  private final String authorization;
  private final String userAgent;

  /**
   * For calls that no tunnel carries: asked for it by a 407, OkHttp sends no body a second time.
   */
  private final Optional<String> proxyAuthorization;

  /** A client for one account. Opens no connection before the first call. */
  public OkHttpMaac(final ApiSettings settings, final String version) {
    this.baseUrl = HttpUrl.get(settings.url());
    this.authorization = "Bearer " + settings.token().value();
    this.userAgent = "kafka-connect-maac/" + version;
    final OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(Duration.ofMillis(settings.connectTimeoutMs()))
            .readTimeout(Duration.ofMillis(settings.requestTimeoutMs()))
            .writeTimeout(Duration.ofMillis(settings.requestTimeoutMs()))
            .callTimeout(Duration.ofMillis(settings.requestTimeoutMs()));
    final Optional<String> credentials =
        settings.proxy().flatMap(ApiSettings.Proxy::credentials).map(OkHttpMaac::basic);
    settings.proxy().ifPresent(proxy -> useProxy(builder, proxy, credentials));
    this.proxyAuthorization = baseUrl.isHttps() ? Optional.empty() : credentials;
    this.client = builder.build();
  }

  private static void useProxy(
      final OkHttpClient.Builder builder,
      final ApiSettings.Proxy proxy,
      final Optional<String> credentials) {
    builder.proxy(
        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
    credentials.ifPresent(basic -> builder.proxyAuthenticator(answerOnce(basic)));
  }

  private static String basic(final ApiSettings.Credentials credentials) {
    return Credentials.basic(credentials.user(), credentials.password().value());
  }

  private static Authenticator answerOnce(final String credentials) {
    return (route, response) ->
        response.request().header(PROXY_AUTHORIZATION) != null
            ? null
            : response.request().newBuilder().header(PROXY_AUTHORIZATION, credentials).build();
  }

  @Override
  public Answer call(final Request request) {
    final Call call = client.newCall(toOkHttp(request));
    try (Response response = call.execute()) {
      return new Answer.Reply(
          response.code(),
          Optional.ofNullable(response.header("Retry-After")),
          readBounded(response.body().source(), request.maxAnswerBytes()));
    } catch (final InterruptedIOException e) {
      return new Answer.Lost("no whole answer within request.timeout.ms or connect.timeout.ms");
    } catch (final IOException | IllegalArgumentException | IllegalStateException e) {
      // The class says what went wrong (unknown host, refused, TLS); messages may quote a peer.
      // OkHttp throws the latter two at a negative Content-Length or status.
      return new Answer.Lost("connection failed (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static byte[] readBounded(final BufferedSource source, final int maxBytes)
      throws IOException {
    if (source.request(maxBytes)) {
      return source.readByteArray(maxBytes);
    }
    return source.readByteArray();
  }

  private okhttp3.Request toOkHttp(final Request request) {
    final HttpUrl.Builder url =
        baseUrl.newBuilder().addEncodedPathSegments(request.path().substring(1));
    if (!request.query().isEmpty()) {
      url.encodedQuery(request.query());
    }
    final okhttp3.Request.Builder builder =
        new okhttp3.Request.Builder()
            .url(url.build())
            .header("Authorization", authorization)
            .header("Accept", "application/json, text/csv")
            .header("User-Agent", userAgent)
            .method(request.method(), request.body().length == 0 ? null : new OneShotBody(request));
    proxyAuthorization.ifPresent(basic -> builder.header(PROXY_AUTHORIZATION, basic));
    return builder.build();
  }

  /** Also bounds threads: nothing of the client outlives the task. */
  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }

  /** A body that the client never sends a second time by itself: retries are counted elsewhere. */
  private static final class OneShotBody extends RequestBody {
    private final Request request;

    OneShotBody(final Request request) {
      this.request = request;
    }

    @Override
    public MediaType contentType() {
      return MediaType.get(request.contentType());
    }

    @Override
    public long contentLength() {
      return request.body().length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(final BufferedSink sink) throws IOException {
      sink.write(request.body());
    }
  }
}
