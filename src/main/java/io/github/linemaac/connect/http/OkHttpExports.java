package io.github.linemaac.connect.http;

import io.github.linemaac.connect.api.ExportLink;
import io.github.linemaac.connect.api.Exports;
import io.github.linemaac.connect.config.Urls;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Fetches files that MAAC links to, on threads of OkHttp's, so that neither the task nor the
 * uploader waits for a host that is not MAAC's. Without the token, by https only, and never from
 * the worker's own machine; but where {@code api.url} is there, links may lead there too, and be
 * http where that is. Bounded in time, size and redirects. Thread-safe.
 */
final class OkHttpExports implements Exports {
  private static final int MAX_REDIRECTS = 3;
  private static final String LOCATION = "Location";

  private final OkHttpClient client;
  private final HttpUrl maac;
  private final String userAgent;

  /**
   * A client that has not fetched anything yet. It shares proxy, threads and connections with
   * another, and ends with that one.
   *
   * @param builder of the other client
   * @param maac where MAAC answers
   * @param maxMs how long one fetch may take, but for redirects
   */
  OkHttpExports(
      final OkHttpClient.Builder builder,
      final HttpUrl maac,
      final String userAgent,
      final int maxMs) {
    this.client =
        builder
            .eventListener(EventListener.NONE)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectTimeout(Duration.ofMillis(maxMs))
            .readTimeout(Duration.ofMillis(maxMs))
            .callTimeout(Duration.ofMillis(maxMs))
            .build();
    this.maac = maac;
    this.userAgent = userAgent;
  }

  @Override
  public Fetch begin(final ExportLink link) {
    final Pending pending = new Pending();
    pending.goTo(HttpUrl.parse(link.url()));
    return pending;
  }

  /** What is wrong with a link, if anything is. */
  private Optional<String> fault(final HttpUrl url) {
    final boolean isOwnMachine = Urls.isLoopback(url.host());
    if (isOwnMachine && !Urls.isLoopback(maac.host())) {
      return Optional.of("its link leads to the worker's own machine");
    }
    return url.isHttps() || (isOwnMachine && !maac.isHttps())
        ? Optional.empty()
        : Optional.of("its link is not https");
  }

  /** One fetch, over all its redirects. */
  private final class Pending implements Fetch, Callback {
    private final AtomicReference<Optional<Export>> result =
        new AtomicReference<>(Optional.empty());
    private final AtomicReference<Call> call = new AtomicReference<>();
    private final AtomicInteger redirects = new AtomicInteger();

    void goTo(final HttpUrl url) {
      final Optional<String> fault =
          url == null ? Optional.of("its link is not a URL") : fault(url);
      if (fault.isPresent()) {
        fail(fault.get());
      } else {
        final Call next =
            client.newCall(new Request.Builder().url(url).header("User-Agent", userAgent).build());
        call.set(next);
        next.enqueue(this);
      }
    }

    @Override
    public void onResponse(final Call ended, final Response response) {
      try (response) {
        final String location = response.header(LOCATION);
        if (response.isRedirect() && location != null) {
          follow(response.request().url().resolve(location));
        } else if (response.isSuccessful()) {
          read(response.body());
        } else {
          fail("its link returned HTTP " + response.code());
        }
      } catch (final IOException | RuntimeException e) {
        fail(words(e));
      }
    }

    @Override
    public void onFailure(final Call ended, final IOException e) {
      fail(words(e));
    }

    private void follow(final HttpUrl next) {
      if (redirects.incrementAndGet() > MAX_REDIRECTS) {
        fail("its link redirects more than " + MAX_REDIRECTS + " times");
      } else if (result.get().isEmpty()) {
        goTo(next);
      }
    }

    /** Over HTTP/2, a file that ends early looks like any other; those it lacks would be lost. */
    private void read(final ResponseBody body) throws IOException {
      if (body.source().request(MAX_BYTES + 1L)) {
        fail("it is larger than " + MAX_BYTES + " bytes");
        return;
      }
      final byte[] file = body.source().readByteArray();
      if (file.length < body.contentLength()) {
        fail("it ended after " + file.length + " of " + body.contentLength() + " bytes");
      } else {
        result.compareAndSet(Optional.empty(), Optional.of(new Export.File(file)));
      }
    }

    private String words(final Exception e) {
      if (e instanceof InterruptedIOException) {
        return "its host did not respond completely in time";
      }
      return (e instanceof IOException io ? ProxyAccess.refusal(io) : Optional.<Integer>empty())
          .map(status -> "the proxy refused the tunnel to its host with HTTP " + status)
          .orElse("the connection to its host failed (" + TlsFailures.words(e) + ")");
    }

    private void fail(final String what) {
      result.compareAndSet(Optional.empty(), Optional.of(new Export.Failed(what)));
    }

    @Override
    public Optional<Export> result() {
      return result.get();
    }

    @Override
    public void cancel() {
      fail("nobody was waiting for it any more");
      final Call last = call.get();
      if (last != null) {
        last.cancel();
      }
    }
  }
}
