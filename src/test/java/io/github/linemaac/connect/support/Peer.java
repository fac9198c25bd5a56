package io.github.linemaac.connect.support;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Whoever answers at a port of loopback: does with each connection what a test says, and remembers
 * the requests that it has read.
 */
public final class Peer implements Closeable {
  private static final int PAUSE_MS = 10;
  private static final Pattern LENGTH =
      Pattern.compile("^content-length: *([0-9]+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private final ServerSocket server;
  private final Script script;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

  /** What is done with a connection; it is closed afterwards. */
  public interface Script {
    void run(Connection connection) throws IOException;
  }

  private Peer(final ServerSocket server, final Script script) {
    this.server = server;
    this.script = script;
  }

  public static Peer doing(final Script script) throws IOException {
    return doing(ServerSocketFactory.getDefault(), script);
  }

  /** One that listens on sockets of that kind. */
  public static Peer doing(final ServerSocketFactory sockets, final Script script)
      throws IOException {
    final Peer peer =
        new Peer(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    start(peer::accept);
    return peer;
  }

  /** One that answers every request in the same way, on as many connections as it is asked to. */
  public static Peer answering(final String... lines) throws IOException {
    return doing(always(lines));
  }

  /** Answers every request of a connection in the same way. */
  public static Script always(final String... lines) {
    return connection -> {
      while (true) {
        connection.readRequest();
        connection.write(String.join("\r\n", lines));
      }
    };
  }

  public int port() {
    return server.getLocalPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The requests that have been read as a whole, as text. */
  public List<String> requests() {
    return new ArrayList<>(requests);
  }

  /** Waits for the next request that has not been waited for. */
  public String awaitRequest() throws InterruptedException {
    final String request = requests.poll(5, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  public int connections() {
    return sockets.size();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (final Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() throws IOException {
    while (true) {
      final Socket socket = server.accept();
      sockets.add(socket);
      start(
          () -> {
            try (socket) {
              script.run(new Connection(socket, requests));
            }
          });
    }
  }

  private static void start(final Work work) {
    final Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (final IOException e) {
                // The other side has gone, or the test is over.
              }
            },
            "peer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Work that ends with its socket. */
  private interface Work {
    void run() throws IOException;
  }

  /** One connection of a client. */
  public static final class Connection {
    private final Socket socket;
    private final BlockingQueue<String> requests;

    private Connection(final Socket socket, final BlockingQueue<String> requests) {
      this.socket = socket;
      this.requests = requests;
    }

    /** Goes on inside of TLS, as its server. */
    public Connection secured(final SSLContext context) throws IOException {
      final SSLSocket secured =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(socket, "127.0.0.1", socket.getLocalPort(), true);
      secured.setUseClientMode(false);
      return new Connection(secured, requests);
    }

    /** Reads one request, body included. */
    public String readRequest() throws IOException {
      final ByteArrayOutputStream read = new ByteArrayOutputStream();
      while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        read.write(readByte());
      }
      final Matcher length = LENGTH.matcher(read.toString(StandardCharsets.ISO_8859_1));
      if (length.find()) {
        read.write(socket.getInputStream().readNBytes(Integer.parseInt(length.group(1))));
      }
      final String request = read.toString(StandardCharsets.UTF_8);
      requests.add(request);
      return request;
    }

    private int readByte() throws IOException {
      final int read = socket.getInputStream().read();
      if (read < 0) {
        throw new EOFException();
      }
      return read;
    }

    public void write(final String text) throws IOException {
      write(text.getBytes(StandardCharsets.UTF_8));
    }

    public void write(final byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /** Writes the same again and again until the client has had enough. */
    public void writeForEver(final byte[] bytes) throws IOException {
      while (true) {
        write(bytes);
      }
    }

    /** Writes a byte now and then, so that no single read of the client takes long. */
    public void trickleForEver() throws IOException {
      while (isOpenAfter(PAUSE_MS)) {
        write("x");
      }
    }

    /** Says nothing until the client has had enough. */
    public void hang() throws IOException {
      isOpenAfter(0);
    }

    private boolean isOpenAfter(final int timeoutMs) throws IOException {
      socket.setSoTimeout(timeoutMs);
      try {
        return socket.getInputStream().read() >= 0;
      } catch (final SocketTimeoutException e) {
        return true;
      }
    }
  }

  /** A port where nobody answers. */
  public static int deadPort() {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
