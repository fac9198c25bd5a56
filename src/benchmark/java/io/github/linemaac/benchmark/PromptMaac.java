package io.github.linemaac.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A MAAC that takes next to no time of its own: it throws every import away and says that all is
 * well, at once or after a given time. It checks nothing; that is what the sandbox is for.
 */
final class PromptMaac implements AutoCloseable {

  private static final String DONE =
      "{\"results\":[],\"status\":\"done\",\"result\":{\"success\":true,\"created_num\":0,\"updated_num\":0,"
          + "\"mismatch_num\":0}}";
  private static final String RUNNING = "{\"results\":[],\"status\":\"processing\"}";

  private final long importMs;
  private final ServerSocket server;
  private final AtomicLong imports = new AtomicLong();
  private volatile long acceptedNanos;

  private PromptMaac(long importMs) throws IOException {
    this.importMs = importMs;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Starts one on loopback whose imports take so long. */
  static PromptMaac start(long importMs) {
    try {
      PromptMaac maac = new PromptMaac(importMs);
      startDaemon(maac::acceptConnections);
      return maac;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not listen on loopback", e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** How many imports were posted. */
  long imports() {
    return imports.get();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not close the port", e);
    }
  }

  private void acceptConnections() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connection.setTcpNoDelay(true);
        startDaemon(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection;
        InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16);
        OutputStream out = new BufferedOutputStream(connection.getOutputStream())) {
      String requestLine = readLine(in);
      while (!requestLine.isEmpty()) {
        in.skipNBytes(readContentLength(in));
        answer(out, requestLine.startsWith("POST") ? accept() : status());
        requestLine = readLine(in);
      }
    } catch (IOException gone) {
      // The connector has closed the connection, or this has.
    }
  }

  private String accept() {
    acceptedNanos = System.nanoTime();
    return "{\"id\":%d,\"result\":\"start importing\"}".formatted(imports.incrementAndGet());
  }

  private String status() {
    return System.nanoTime() - acceptedNanos >= importMs * 1_000_000 ? DONE : RUNNING;
  }

  private static void answer(OutputStream out, String json) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n";
    out.write((head.formatted(json.length()) + json).getBytes(ISO_8859_1));
    out.flush();
  }

  private static long readContentLength(InputStream in) throws IOException {
    long length = 0;
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Long.parseLong(header.substring("content-length:".length()).strip());
      }
    }
    return length;
  }

  /** A line without its end; empty also where the stream ends. */
  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(ISO_8859_1).strip();
  }

  private static void startDaemon(Runnable work) {
    Thread thread = new Thread(work, "prompt-maac");
    thread.setDaemon(true);
    thread.start();
  }
}
