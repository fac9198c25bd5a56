package io.github.linemaac.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The sandbox behind plain HTTP. Thread-safe: the sandbox is only ever touched under a lock, by
 * requests and through {@link #ask} and {@link #tell}.
 */
public final class SandboxServer implements AutoCloseable {
  /** More than any limit of the API, so that the rules and not the shell refuse a large body. */
  private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

  static {
    // The server writes head and body apart; with Nagle's algorithm each answer would wait 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Object lock = new Object();
  private final Sandbox sandbox;
  private final LongSupplier clockMs;
  private final HttpServer http;
  private final Wire wire = new Wire();
  private final ExecutorService executor =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "sandbox-http");
            thread.setDaemon(true);
            return thread;
          });

  private SandboxServer(Sandbox sandbox, InetSocketAddress address, LongSupplier clockMs)
      throws IOException {
    this.sandbox = sandbox;
    this.clockMs = clockMs;
    this.http = HttpServer.create(address, 0);
    http.setExecutor(executor);
    http.createContext("/", this::serve);
    http.start();
  }

  /** On loopback, a free port, the system's clock and default settings. */
  public static SandboxServer start() throws IOException {
    return start(new Sandbox(), 0);
  }

  /** On loopback with the system's clock. */
  public static SandboxServer start(Sandbox sandbox, int port) throws IOException {
    return start(
        sandbox,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        System::currentTimeMillis);
  }

  /** The sandbox must not be touched directly any more. */
  public static SandboxServer start(
      Sandbox sandbox, InetSocketAddress address, LongSupplier clockMs) throws IOException {
    return new SandboxServer(sandbox, address, clockMs);
  }

  /** Where it listens, without a slash at the end. */
  public URI url() {
    InetAddress host = http.getAddress().getAddress();
    String name = host.isAnyLocalAddress() ? "localhost" : host.getHostAddress();
    return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port());
  }

  public int port() {
    return http.getAddress().getPort();
  }

  /** Reads something under the lock, as of now. */
  public <T> T ask(Function<Sandbox, T> question) {
    synchronized (lock) {
      sandbox.advanceTo(clockMs.getAsLong());
      return question.apply(sandbox);
    }
  }

  /** Changes something under the lock: settings, faults, contacts. */
  public void tell(Consumer<Sandbox> change) {
    synchronized (lock) {
      sandbox.advanceTo(clockMs.getAsLong());
      change.accept(sandbox);
    }
  }

  /** The time as the sandbox sees it. */
  public long nowMs() {
    return clockMs.getAsLong();
  }

  /** How many requests hang now. */
  public int hanging() {
    return wire.hanging();
  }

  /** Lets go of every request that hangs now. */
  public void releaseHangs() {
    wire.releaseHangs();
  }

  @Override
  public void close() {
    wire.close();
    http.stop(0);
    executor.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      SandboxRequest request = read(exchange);
      if (SandboxControl.releasesHangs(request)) {
        releaseHangs();
      }
      SandboxAnswer answer;
      synchronized (lock) {
        answer = sandbox.answer(request, clockMs.getAsLong());
      }
      wire.send(exchange, answer);
    }
  }

  private static SandboxRequest read(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    try (InputStream body = exchange.getRequestBody()) {
      return new SandboxRequest(
          exchange.getRequestMethod(),
          exchange.getRequestURI().getRawPath(),
          Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
          headers,
          body.readNBytes(MAX_BODY_BYTES));
    }
  }
}
