package io.github.linemaac.connect.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.linemaac.connect.api.Exports;
import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.api.TlsFault;
import io.github.linemaac.connect.config.ApiSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * MAAC over HTTPS: the one class that opens a socket to it.
 *
 * <p>The token goes to {@code api.url} and nowhere else: redirects are not followed. Answers are
 * read up to a bound, and every call ends within {@code request.timeout.ms}. Thread-safe; one
 * thread calls, another may {@link #close}.
 */
public final class OkHttpMaac implements MaacApi {
  private static final int MAX_IDLE_CONNECTIONS = 5;

  /**
   * Fronts close idle connections after 5 seconds (Apache, Node.js) or even 2 (gunicorn), and a
   * POST that meets that moment is lost. Looks at an import, one a second by default, still share
   * one.
   */
  private static final long MAX_IDLE_MS = 2_000;

  private final OkHttpClient client;
  private final HttpUrl baseUrl;
  private final String authorization;
  private final String userAgent;
  private final ClientIdentity identity;

  /**
   * For calls that no tunnel carries: asked for it by a 407, OkHttp sends no body a second time.
   */
  private final Optional<String> proxyAuthorization;

  private volatile boolean isAnswered;

  /** A client for one account. Opens no connection before the first call. */
  public OkHttpMaac(final ApiSettings settings, final String version) {
    this(settings, version, new OkHttpClient.Builder());
  }

  /** A client on top of what is set already. */
  OkHttpMaac(final ApiSettings settings, final String version, final OkHttpClient.Builder builder) {
    this.baseUrl = HttpUrl.get(settings.url());
    this.authorization = "Bearer " + settings.token().value();
    this.userAgent = "kafka-connect-maac/" + version;
    builder
        .followRedirects(false)
        .followSslRedirects(false)
        .addNetworkInterceptor(new NoRepeats())
        .connectionPool(new ConnectionPool(MAX_IDLE_CONNECTIONS, MAX_IDLE_MS, MILLISECONDS))
        .eventListener(new CallWatch())
        .connectTimeout(Duration.ofMillis(settings.connectTimeoutMs()))
        .readTimeout(Duration.ofMillis(settings.requestTimeoutMs()))
        .writeTimeout(Duration.ofMillis(settings.requestTimeoutMs()))
        .callTimeout(Duration.ofMillis(settings.requestTimeoutMs()));
    ProxyAccess.use(builder, settings);
    this.identity = TlsAccess.use(builder, settings.tls());
    this.proxyAuthorization =
        baseUrl.isHttps() ? Optional.empty() : ProxyAccess.credentials(settings);
    this.client = builder.build();
  }

  @Override
  public HttpReply call(final Request request) {
    final HttpReply answer = attempt(request);
    if (!(answer instanceof HttpReply.Reply)) {
      // A connection that has fallen silent would lose each further call too: HTTP/2 keeps it.
      client.connectionPool().evictAll();
    }
    return answer;
  }

  /** Kotlin throws what no signature tells of: an {@link InterruptedException} at a stop. */
  private HttpReply attempt(final Request request) {
    final Call call = newCall(request);
    try (Response response = call.execute()) {
      return reply(request, response);
    } catch (final Exception e) {
      return lost(call, e);
    }
  }

  /**
   * Makes one call that ends in so many milliseconds, whatever happens: the wait for a name server,
   * which no time-out of a connection bounds, goes on in a thread of OkHttp's.
   */
  public HttpReply callWithin(final Request request, final long timeoutMs) {
    final Call call = newCall(request);
    final BlockingQueue<HttpReply> answers = new ArrayBlockingQueue<>(1);
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(final Call ended, final Response response) {
            try (response) {
              answers.add(reply(request, response));
            } catch (final Exception e) {
              answers.add(lost(ended, e));
            }
          }

          @Override
          public void onFailure(final Call ended, final IOException e) {
            answers.add(lost(ended, e));
          }
        });
    try {
      return Optional.ofNullable(answers.poll(timeoutMs, MILLISECONDS))
          .orElseGet(() -> tooLate(call));
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      return tooLate(call);
    } finally {
      call.cancel();
    }
  }

  /**
   * Fetches files that MAAC links to, as long as this is open.
   *
   * @param maxMs how long one fetch may take
   */
  public Exports exports(final int maxMs) {
    return new OkHttpExports(client.newBuilder(), baseUrl, userAgent, maxMs);
  }

  private Call newCall(final Request request) {
    identity.forgetThatOneAsked();
    return client.newCall(toOkHttp(request));
  }

  /**
   * Only HTTP/1.1 notices by itself that less came than was announced; a packed body has lost its
   * length here, and knows its own end.
   */
  private HttpReply reply(final Request request, final Response response) throws IOException {
    isAnswered = true;
    final long announcedBytes = response.body().contentLength();
    final BufferedSource source = response.body().source();
    final byte[] body = readBounded(source, request.maxAnswerBytes());
    if (body.length < Math.min(announcedBytes, request.maxAnswerBytes())) {
      return new HttpReply.Lost(
          "the response ended after " + body.length + " of " + announcedBytes + " bytes");
    }
    if (response.isSuccessful() && !source.exhausted()) {
      return new HttpReply.Lost(
          "the response is larger than " + request.maxAnswerBytes() + " bytes");
    }
    return new HttpReply.Reply(
        response.code(),
        NoRepeats.retryAfter(response),
        Optional.of(
            Optional.ofNullable(response.headers().getDate("Date"))
                .map(Date::toInstant)
                .orElseGet(() -> Instant.ofEpochMilli(response.receivedResponseAtMillis()))),
        body);
  }

  /**
   * The class says what went wrong (unknown host, refused, TLS); messages may quote a peer. OkHttp
   * throws what is no {@link IOException} at a negative Content-Length or status.
   */
  private HttpReply lost(final Call call, final Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    if (e instanceof InterruptedIOException || e instanceof InterruptedException) {
      return tooLate(call);
    }
    final Optional<TlsFault> insecure = TlsFailures.fault(e).or(() -> unwelcome(e));
    if (insecure.isPresent()) {
      return new HttpReply.Insecure(insecure.get());
    }
    final Optional<Integer> refusal =
        e instanceof IOException io ? ProxyAccess.refusal(io) : Optional.empty();
    return refusal
        .<HttpReply>map(HttpReply.ProxyRefused::new)
        .orElseGet(
            () ->
                new HttpReply.Lost(
                    how(call, e), "connection failed (" + TlsFailures.words(e) + ")"));
  }

  /**
   * A server that asks who we are and hangs up does not want us; but if it has ever answered, then
   * it only asks, and the connection was lost for another reason.
   */
  private Optional<TlsFault> unwelcome(final Exception e) {
    return identity.wasAsked() && !isAnswered && TlsFailures.isHangUp(e)
        ? Optional.of(TlsFault.CLIENT_CERTIFICATE)
        : Optional.empty();
  }

  private static HttpReply tooLate(final Call call) {
    return new HttpReply.Lost(
        switch (CallWatch.of(call)) {
          case NONE -> HttpReply.Lost.How.NO_CONNECTION;
          case SECURING -> HttpReply.Lost.How.TLS;
          case CONNECTED -> HttpReply.Lost.How.NO_ANSWER;
        },
        "no complete response within request.timeout.ms or connect.timeout.ms");
  }

  private static HttpReply.Lost.How how(final Call call, final Exception e) {
    if (CallWatch.of(call) == CallWatch.Reached.CONNECTED) {
      return HttpReply.Lost.How.BROKEN;
    }
    if (e instanceof UnknownHostException) {
      return HttpReply.Lost.How.UNKNOWN_HOST;
    }
    if (e instanceof NoRouteToHostException) {
      return HttpReply.Lost.How.NO_CONNECTION;
    }
    if (e instanceof ConnectException) {
      return HttpReply.Lost.How.REFUSED;
    }
    return CallWatch.of(call) == CallWatch.Reached.SECURING
        ? HttpReply.Lost.How.TLS
        : HttpReply.Lost.How.BROKEN;
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
            .method(
                request.method(),
                request.body().lengthBytes() == 0 ? null : new OneShotBody(request));
    proxyAuthorization.ifPresent(basic -> builder.header(ProxyAccess.AUTHORIZATION, basic));
    return CallWatch.follow(builder).build();
  }

  /** Also bounds threads: nothing of the client outlives the task. */
  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}
