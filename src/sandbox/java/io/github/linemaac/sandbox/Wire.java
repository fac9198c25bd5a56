package io.github.linemaac.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes an answer happen on a connection. An exchange that is closed before its answer is complete
 * takes the connection with it, which is how a lost connection and half a body are made.
 */
final class Wire {
  private static final int ENDLESS_CHUNK_BYTES = 8 * 1024;

  private volatile CountDownLatch hangs = new CountDownLatch(1);
  private final AtomicInteger hanging = new AtomicInteger();
  private volatile boolean closed;

  void send(HttpExchange exchange, SandboxAnswer answer) throws IOException {
    if (answer instanceof SandboxAnswer.Reply whole) {
      sendBytes(exchange, whole.reply(), whole.reply().body().length);
    } else if (answer instanceof SandboxAnswer.HalfBody half) {
      sendBytes(exchange, half.reply(), half.reply().body().length / 2);
    } else if (answer instanceof SandboxAnswer.EndlessBody endless) {
      sendEndless(exchange, endless.status());
    } else if (answer instanceof SandboxAnswer.Hang hang) {
      awaitRelease(hang.hangMs());
      send(exchange, hang.then());
    } else if (answer instanceof SandboxAnswer.ConnectionLost) {
      exchange.close();
    }
  }

  int hanging() {
    return hanging.get();
  }

  void releaseHangs() {
    CountDownLatch released = hangs;
    hangs = new CountDownLatch(1);
    released.countDown();
  }

  void close() {
    closed = true;
    releaseHangs();
  }

  private static void sendBytes(HttpExchange exchange, SandboxReply reply, int bytes)
      throws IOException {
    for (Map.Entry<String, String> header : reply.headers().entrySet()) {
      exchange.getResponseHeaders().set(header.getKey(), header.getValue());
    }
    boolean hasBody = reply.body().length > 0 && !exchange.getRequestMethod().equals("HEAD");
    // The server takes -1 for "no body"; its 0 would mean chunks.
    exchange.sendResponseHeaders(reply.status(), hasBody ? reply.body().length : -1);
    if (hasBody) {
      OutputStream out = exchange.getResponseBody();
      out.write(reply.body(), 0, bytes);
      out.flush();
    }
  }

  private void sendEndless(HttpExchange exchange, int status) throws IOException {
    byte[] chunk = new byte[ENDLESS_CHUNK_BYTES];
    Arrays.fill(chunk, (byte) 'a');
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, 0);
    OutputStream out = exchange.getResponseBody();
    out.write("{\"result\":\"".getBytes(UTF_8));
    while (!closed) {
      out.write(chunk);
    }
  }

  private void awaitRelease(long hangMs) throws IOException {
    if (closed) {
      return;
    }
    // Taken first, so that whoever sees that a request hangs also lets go of it.
    CountDownLatch mine = hangs;
    hanging.incrementAndGet();
    try {
      boolean released = mine.await(hangMs, TimeUnit.MILLISECONDS);
      if (released && closed) {
        throw new IOException("the sandbox was closed while a request hung");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while hanging", e);
    } finally {
      hanging.decrementAndGet();
    }
  }
}
