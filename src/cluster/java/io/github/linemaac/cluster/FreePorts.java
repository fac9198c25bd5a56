package io.github.linemaac.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports that nothing listens on. */
public final class FreePorts {

  // Below the ports that systems hand to outgoing connections. A client that keeps dialling the
  // port of a killed broker could otherwise be given that very port and be connected to itself.
  private static final int FIRST = 20_000;
  private static final int LAST = 30_000;
  private static final int ATTEMPTS = 1_000;

  private FreePorts() {}

  /**
   * A port that was free a moment ago.
   *
   * @throws IllegalStateException if none was found
   */
  public static int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "No free loopback port from %d to %d. Stop what is listening there."
            .formatted(FIRST, LAST));
  }

  /**
   * A port that people expect, or any if something listens there.
   *
   * @throws IllegalStateException if none was found
   */
  public static int preferring(int port) {
    return isFree(port) ? port : next();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
