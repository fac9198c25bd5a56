package io.github.linemaac.connect.support;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes bytes between a client and a server on loopback, until it is told to swallow what is sent
 * on the connections that exist: as a load balancer's node that died without a word.
 */
public final class Relay implements Closeable {
  private final ServerSocket door;
  private final int serverPort;
  private final List<Link> links = new CopyOnWriteArrayList<>();

  private Relay(final ServerSocket door, final int serverPort) {
    this.door = door;
    this.serverPort = serverPort;
  }

  public static Relay to(final int serverPort) throws IOException {
    final Relay relay =
        new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
    start(relay::accept);
    return relay;
  }

  public String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** How many connections were made to it. */
  public int connections() {
    return links.size();
  }

  /** From now on nothing passes on the connections that exist; new ones work. */
  public void silenceExisting() {
    links.forEach(link -> link.silent = true);
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (final Link link : new ArrayList<>(links)) {
      link.client.close();
      link.server.close();
    }
  }

  private void accept() throws IOException {
    while (true) {
      final Link link =
          new Link(door.accept(), new Socket(InetAddress.getLoopbackAddress(), serverPort));
      links.add(link);
      start(() -> link.pass(link.client, link.server));
      start(() -> link.pass(link.server, link.client));
    }
  }

  private static void start(final Work work) {
    final Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (final IOException e) {
                // One side has gone, or the test is over.
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }

  /** Work that ends with its socket. */
  private interface Work {
    void run() throws IOException;
  }

  /** One connection of a client, and the one to the server that belongs to it. */
  private static final class Link {
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    Link(final Socket client, final Socket server) {
      this.client = client;
      this.server = server;
    }

    private void pass(final Socket from, final Socket to) throws IOException {
      try (from;
          to) {
        final InputStream in = from.getInputStream();
        final OutputStream out = to.getOutputStream();
        final byte[] some = new byte[8 * 1024];
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
          if (!silent) {
            out.write(some, 0, read);
            out.flush();
          }
        }
      }
    }
  }
}
